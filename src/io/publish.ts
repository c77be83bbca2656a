import { plain } from '../output/format/escape.ts';
import type { Format } from '../output/formats.ts';
import type { Grid } from '../output/grid.ts';
import { renderJson } from '../output/json.ts';
import { renderMarkdown } from '../output/markdown.ts';
import { deliver, isPrinted } from './deliver.ts';
import type { Io } from './io.ts';
import { drawTable } from './present.ts';

/** Where a result goes, and how. */
export interface OutputFlags {
  readonly format: Format;
  readonly output?: string;
}

/** A result in every format: the JSON document without its header, and how to draw the others. */
export interface Publication {
  readonly command: string;
  readonly result: object;
  readonly csv: () => string;
  readonly grid: () => Grid;
  /** Sentences that tables carry below them, and JSON in itself; CSV has no room for them. */
  readonly notes: readonly string[];
}

/** Prints a result in the format asked for, or writes it to a file. */
export async function publish(publication: Publication, { format, output }: OutputFlags, io: Io): Promise<void> {
  await deliver(await rendered(publication, format, output, io), output, io);
  if (format === 'csv') for (const note of publication.notes) io.err(`note: ${plain(note)}\n`);
}

async function rendered(
  { command, result, csv, grid }: Publication,
  format: Format,
  output: string | undefined,
  io: Io,
): Promise<string> {
  if (format === 'json') return renderJson(command, result);
  if (format === 'csv') return csv();
  if (format === 'markdown') return renderMarkdown(grid());
  return drawTable(grid(), io, !isPrinted(output));
}
