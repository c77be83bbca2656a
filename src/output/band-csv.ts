import type { Bands } from '../model/result.ts';

/** What CSV says of a band. */
export const PARTS = ['mean', 'sd', 'p5', 'p50', 'p95'] as const;

/** The columns of a band: "engage.p5". */
export const bandNames = (name: string): string[] => PARTS.map((part) => `${name}.${part}`);

export const bandColumns = (bands: Bands = {}): string[] => Object.keys(bands).flatMap(bandNames);

export const bandCells = (bands: Bands = {}): (number | null)[] =>
  Object.values(bands).flatMap((band) => PARTS.map((part) => band[part]));
