import { drawnTables } from './drawn-tables.ts';
import type { OutputPlace } from './place.ts';
import type { Part, Publication } from './publication.ts';

/** A text, or the pieces of one that may be too long to be kept. */
export type Pieces = Iterable<string> | AsyncIterable<string>;

/** One format: which part of a publication it draws, and how. What draws is loaded when it is needed, but for tables, which are printed most. */
export interface Renderer {
  /** The endings of files that are meant to be of this format. */
  readonly endings?: readonly string[];
  readonly draws: Part;
  readonly draw: (publication: Publication, place: OutputPlace) => Promise<Pieces>;
}

/** The formats that results are printed in, by the names that `--format` takes; the first where none is asked for. */
export const RENDERERS = {
  table: {
    draws: 'grid',
    draw: drawnTables,
  },
  csv: { endings: ['csv'], draws: 'csv', draw: async ({ csv }) => (await import('./csv.ts')).csvPieces(csv()) },
  markdown: {
    endings: ['md', 'markdown'],
    draws: 'grid',
    draw: async ({ grid }) => (await import('./markdown.ts')).markdownTables([await grid()].flat()),
  },
  json: {
    endings: ['json'],
    draws: 'result',
    draw: async ({ command, result }) => (await import('./json.ts')).jsonPieces(command, result),
  },
} satisfies Readonly<Record<string, Renderer>>;

export type Format = keyof typeof RENDERERS;

export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

/** The format that a file is of by its ending; null for one that says nothing of it. */
export function formatOfFile(file: string): Format | null {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1].toLowerCase();
  const endingsOf = (format: Format): readonly string[] => (RENDERERS[format] as Renderer).endings ?? [];
  return FORMATS.find((format) => ending !== undefined && endingsOf(format).includes(ending)) ?? null;
}
