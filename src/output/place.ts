import type { Style } from './grid.ts';

/** Where a result goes, as far as its looks depend on that. */
export interface OutputPlace {
  /** Width of the terminal; null for a pipe or a file. */
  readonly columns: number | null;
  readonly style: () => Promise<Style>;
  /** Breaks the lines of a text that are longer than the terminal. */
  readonly wrapped: (text: string) => Promise<string>;
}
