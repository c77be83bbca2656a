import { InputError, type Problem } from '../model/errors.ts';
import { columnsMeant, withColumns } from '../output/chosen-columns.ts';
import { plain } from '../output/format/escape.ts';
import { type Format, type Pieces, RENDERERS, type Renderer } from '../output/formats.ts';
import { type Publication, unsaid } from '../output/publication.ts';
import { deliver, deliverPieces, gathered, writeWhole } from './deliver.ts';
import { AnswerIsNo } from './exit-no.ts';
import type { Io } from './io.ts';
import { placeOf } from './present.ts';

/** Where a result goes, and how. */
export interface OutputFlags {
  readonly format: Format;
  readonly output?: string;
  /** Those of tables and CSV, by the names that CSV has; undefined for all. */
  readonly columns?: readonly string[];
}

/** What a command comes to. */
export interface Outcome {
  /** What is printed, or goes to the file of `--output`: in the format asked for, or a text or picture as it is. */
  readonly result?: Publication | string | Uint8Array;
  /** What --output takes in place of the result, which is then printed. It is written once the result can be. */
  readonly file?: string;
  /** Says on standard output what was written elsewhere. */
  readonly remark?: string;
  /** Lines for standard error that are an answer themselves, such as failed assertions. */
  readonly findings?: readonly string[];
  /** Sentences for standard error that go along with the result. */
  readonly notes?: readonly string[];
  /** What was wrong with some of the input, while the rest was dealt with: exit code 2. */
  readonly problems?: readonly Problem[];
  /** True where the work is done and the answer is no: exit code 1. */
  readonly isNo?: boolean;
}

/**
 * Prints or writes what a command came to, says what goes along with it, and ends it.
 * @throws InputError with the problems, AnswerIsNo where that is the answer, and InputError for a file that cannot be written
 */
export async function publish(outcome: Outcome, flags: Partial<OutputFlags>, io: Io): Promise<void> {
  const { result, remark, findings = [], problems = [], isNo } = outcome;
  const notes = [...(outcome.notes ?? []), ...idleColumns(flags)];
  const left = result === undefined ? [] : await delivered(result, outcome.file, flags, io);
  if (remark !== undefined) io.remark(`${remark}\n`);
  for (const note of left) io.note(`note: ${plain(note)}\n`);
  for (const line of findings) io.err(`${plain(line)}\n`);
  for (const note of notes) io.note(`note: ${plain(note)}\n`);
  if (problems.length > 0) throw new InputError(problems);
  if (isNo) throw new AnswerIsNo();
}

/** Delivers a result, and returns the notes that its format had no room for. */
async function delivered(
  result: NonNullable<Outcome['result']>,
  file: Outcome['file'],
  flags: Partial<OutputFlags>,
  io: Io,
): Promise<readonly string[]> {
  const { format = 'table', output } = flags;
  if (typeof result === 'string' || result instanceof Uint8Array) {
    await deliver(result, output, io);
    return [];
  }
  if (file !== undefined && output !== undefined) {
    const text = await rendered(result, { ...flags, format, output: undefined }, io);
    await writeWhole(output, file, io);
    await deliver(text, undefined, io);
    return unsaid(result, RENDERERS[format].draws);
  }
  const pieces = await drawn(result, flags, io);
  await deliverPieces(Symbol.asyncIterator in pieces ? pieces : gathered(pieces), output, io);
  return unsaid(result, RENDERERS[format].draws);
}

/** A result in the format and the columns asked for, looking as it should where it goes. */
function drawn(
  result: Publication,
  { format = 'table', output, columns }: Partial<OutputFlags>,
  io: Io,
): Promise<Pieces> {
  const { draw }: Renderer = RENDERERS[format];
  return draw(withColumns(result, columns), placeOf(output, io));
}

/** Formats that have no columns have everything. */
const idleColumns = ({ format = 'table', columns }: Partial<OutputFlags>): string[] =>
  columns === undefined || hasColumns(format) ? [] : [`--columns makes no difference with --format ${format}`];

function hasColumns(format: Format): boolean {
  const { draws }: Partial<Renderer> = RENDERERS[format] ?? {};
  return draws === 'grid' || draws === 'csv';
}

/**
 * Refuses columns that the result will not have, before any long work. Those that a table has not, but CSV has, are left to
 * be refused with the result.
 * @param names those that the result can have as CSV
 * @throws InputError with each name that means none of them
 */
export function refuseColumns({ format, columns }: OutputFlags, names: () => readonly string[]): void {
  if (columns !== undefined && hasColumns(format)) columnsMeant(columns, names());
}

/** A result as one text. */
export async function rendered(result: Publication, flags: OutputFlags, io: Io): Promise<string> {
  let text = '';
  for await (const piece of await drawn(result, flags, io)) text += piece;
  return text;
}
