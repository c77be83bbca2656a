/** The formats that a result can be printed in. */
export const FORMATS = ['table', 'csv', 'markdown', 'json'] as const;

export type Format = (typeof FORMATS)[number];
