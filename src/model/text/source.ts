import { InputError, type Path, type Place } from '../errors.ts';

/** A text read into plain values (null-prototype objects, arrays, scalars) that still knows where each of them stands. */
export interface Document {
  readonly source: string;
  readonly text: string;
  readonly root: unknown;
  /** Keys that are written a second time in their mapping; the first one counts. */
  readonly repeated: readonly Repeated[];
  /** Offset in the text of the value at `path`, or of its key; of the nearest thing around it where there is none. */
  offsetOf(path: Path, part: 'key' | 'value'): number;
}

export interface Repeated {
  readonly key: string;
  readonly offset: number;
}

/** Nesting beyond this is refused: a scenario needs 6, and both parsers are recursive. */
export const DEEPEST = 64;

/** What is said of it, and of a file with nothing in it, in either format. */
export const TOO_DEEP = `nested more than ${DEEPEST} deep: a scenario never needs that`;
export const EMPTY = 'the file is empty: `flywheel init mine.yaml` writes one to start from';

/** The line and column of an offset in a text. Offsets past the end are taken as the end. */
export function placeAt(source: string, text: string, offset: number): Place {
  const { line, column, start } = lineAndColumn(text, offset);
  const stop = text.indexOf('\n', start);
  const excerpt = text.slice(start, stop === -1 ? text.length : stop).replace(/\r$/, '');
  return { source, line, column, excerpt };
}

/** Line and column of an offset, both from 1, and the offset at which that line starts. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number; start: number } {
  const end = Math.min(offset, text.length);
  const start = text.lastIndexOf('\n', end - 1) + 1;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return { line, column: end - start + 1, start };
}

/** An error at one place of a text that cannot be read any further. */
export function syntaxError(source: string, text: string, offset: number, message: string): InputError {
  return new InputError([{ place: placeAt(source, text, offset), flag: null, message }]);
}

/** An empty object that has no inherited keys, so that `constructor` in a file is a key like any other. */
export function emptyObject(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** True for an object that is not an array: a mapping of a scenario. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
