import type { Bars } from './bars.ts';
import type { Grid } from './grid.ts';
import type { Batches, Sheet } from './sheet.ts';

/** A JSON document whose rows come as they are computed; what else it says is known after the last of them. */
export class RowsThenRest {
  readonly rows: Batches<object>;
  readonly rest: () => object;

  constructor(rows: Batches<object>, rest: () => object) {
    this.rows = rows;
    this.rest = rest;
  }
}

/** What a format may draw of a publication. */
export type Part = 'result' | 'csv' | 'grid';

/** The result of a command before it has a format. */
export interface Publication {
  readonly command: string;
  /** The JSON document without its header. */
  readonly result: object | RowsThenRest;
  readonly csv: () => Sheet;
  /**
   * One table, or several one below the other.
   * @param asked names of columns that have to be among those it has; undefined for the usual ones
   */
  readonly grid: (asked?: readonly string[]) => Grid | readonly Grid[] | Promise<Grid | readonly Grid[]>;
  /** A chart for below the tables in a terminal. */
  readonly bars?: () => Bars | null;
  /**
   * What there is to know about the numbers. A list stands in the document and below the tables already, and only CSV has
   * no room for it; a function gives what a part leaves out, and is asked once that part is drawn.
   */
  readonly notes: readonly string[] | ((drawn: Part) => readonly string[]);
}

/** Notes that are left to be said once a part is drawn. */
export function unsaid({ notes }: Publication, drawn: Part): readonly string[] {
  if (typeof notes === 'function') return notes(drawn);
  return drawn === 'csv' ? notes : [];
}
