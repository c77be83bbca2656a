import 'vega';

declare module 'vega' {
  /** Missing from the library's own types: how texts are measured, which may be replaced. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number }, text: string) => number;
  };
}
