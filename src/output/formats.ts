import { drawnTables } from './drawn-tables.ts';
import type { OutputPlace } from './place.ts';
import type { Part, Publication } from './publication.ts';

/** A text, or the pieces of one that may be too long to be kept. */
export type Pieces = Iterable<string> | AsyncIterable<string>;

/** One format: which part of a publication it draws, and how. What draws is loaded when it is needed, but for tables, which are printed most. */
export interface Renderer {
  readonly draws: Part;
  readonly draw: (publication: Publication, place: OutputPlace) => Promise<Pieces>;
}

/** The formats that results are printed in, by the names that `--format` takes; the first where none is asked for. */
export const RENDERERS = {
  table: {
    draws: 'grid',
    draw: drawnTables,
  },
  csv: { draws: 'csv', draw: async ({ csv }) => (await import('./csv.ts')).csvPieces(csv()) },
  markdown: {
    draws: 'grid',
    draw: async ({ grid }) => (await import('./markdown.ts')).markdownTables([await grid()].flat()),
  },
  json: {
    draws: 'result',
    draw: async ({ command, result }) => (await import('./json.ts')).jsonPieces(command, result),
  },
} satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof RENDERERS;

export const FORMATS = Object.keys(RENDERERS) as readonly Format[];
