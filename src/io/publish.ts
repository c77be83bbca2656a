import { InputError, type Problem } from '../model/errors.ts';
import { plain } from '../output/format/escape.ts';
import { type Format, RENDERERS, type Renderer } from '../output/formats.ts';
import { type Publication, unsaid } from '../output/publication.ts';
import { deliver, deliverPieces, gathered } from './deliver.ts';
import { AnswerIsNo } from './exit-no.ts';
import type { Io } from './io.ts';
import { placeOf } from './present.ts';

/** Where a result goes, and how. */
export interface OutputFlags {
  readonly format: Format;
  readonly output?: string;
}

/** What a command comes to. */
export interface Outcome {
  /** What is printed, or goes to the file of `--output`: in the format asked for, or a text or picture as it is. */
  readonly result?: Publication | string | Uint8Array;
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
  const { result, remark, findings = [], notes = [], problems = [], isNo } = outcome;
  const left = result === undefined ? [] : await delivered(result, flags, io);
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
  { format = 'table', output }: Partial<OutputFlags>,
  io: Io,
): Promise<readonly string[]> {
  if (typeof result === 'string' || result instanceof Uint8Array) {
    await deliver(result, output, io);
    return [];
  }
  const { draws, draw }: Renderer = RENDERERS[format];
  const pieces = await draw(result, placeOf(output, io));
  await deliverPieces(Symbol.asyncIterator in pieces ? pieces : gathered(pieces), output, io);
  return unsaid(result, draws);
}

/** A result as a text in the format asked for, looking as it should where it goes. */
export async function rendered(result: Publication, { format, output }: OutputFlags, io: Io): Promise<string> {
  const { draw }: Renderer = RENDERERS[format];
  let text = '';
  for await (const piece of await draw(result, placeOf(output, io))) text += piece;
  return text;
}
