import { readTyped } from '../number/scalar.ts';

/** What `--vary` asks for: a number of the scenario, and the values that it is given, in order. */
export interface Axis {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly length: number;
  readonly valueAt: (i: number) => number;
}

/** A number of the scenario, and between which values to look, both included; null for the whole sensible domain. */
export interface Search {
  readonly path: string;
  readonly range: readonly [low: number, high: number] | null;
}

type Fault = { readonly fault: string };

/** Beyond this many rows in all a sweep is refused; no list of values can be longer. */
export const MOST_ROWS = 10_000_000;

/** So far beyond the end, in steps, a value still counts as the end: 0:1:0.1 reaches 1 whatever rounding does. */
const REACHED = 1e-9;

/** Reads `path=from:to:step` or `path=a,b,c`. */
export function readAxis(text: string): Axis | Fault {
  const { path, values } = partsOf(text);
  if (values === null) return { fault: 'say which values: path=from:to:step or path=a,b,c' };
  if (!values.includes(':')) return listAxis(path, values.split(','));
  const ends = values.split(':');
  if (ends.length !== 3) return { fault: `a range is from:to:step, such as 0:1:0.1, got ${values}` };
  const numbers = numbersIn(ends, 'range');
  if ('fault' in numbers) return numbers;
  const [from, to, step] = numbers;
  if (step === 0) return { fault: 'the step of a range cannot be 0' };
  if ((to - from) / step < 0) return { fault: `steps of ${ends[2]} never lead from ${ends[0]} to ${ends[1]}` };
  const steps = (to - from) / step;
  const length = Math.floor(steps * (1 + 4 * Number.EPSILON) + REACHED) + 1;
  return { path, length, valueAt: rounded(ends, from, step) };
}

function listAxis(path: string, items: readonly string[]): Axis | Fault {
  const values = numbersIn(items, 'list');
  return 'fault' in values ? values : { path, length: values.length, valueAt: (i) => values[i] };
}

/** Reads `path` or `path=from:to`. */
export function readSearch(text: string): Search | Fault {
  const { path, values } = partsOf(text);
  if (values === null) return { path, range: null };
  const ends = values.split(':');
  if (ends.length !== 2) return { fault: 'a range to search is path=from:to, or leave it out: path' };
  const numbers = numbersIn(ends, 'range');
  if ('fault' in numbers) return numbers;
  const [low, high] = numbers;
  if (low >= high) return { fault: `a range goes from the lower end to the higher, got ${values}` };
  return { path, range: [low, high] };
}

function numbersIn(texts: readonly string[], what: 'range' | 'list'): readonly number[] | Fault {
  const values: number[] = [];
  for (const text of texts) {
    const reading = readTyped(text.trim());
    if ('fault' in reading) return { fault: `a ${what} needs numbers, and ${reading.fault}` };
    values.push(reading.value);
  }
  return values;
}

function partsOf(text: string): { path: string; values: string | null } {
  const at = text.indexOf('=');
  if (at === -1) return { path: text.trim(), values: null };
  return { path: text.slice(0, at).trim(), values: text.slice(at + 1) };
}

const DECIMAL = /^[+-]?\d*\.?(\d*)(%?)$/;

/**
 * The values of a range as a person would write them: 0.3, and not 0.30000000000000004. Ends in decimals or percent give
 * values with as many digits; any others are computed as they are.
 */
function rounded(ends: readonly string[], from: number, step: number): (i: number) => number {
  const written = [ends[0], ends[2]].map((end) => DECIMAL.exec(end.trim()));
  const percent = written.every((match) => match?.[2] === '%');
  if (!percent && !written.every((match) => match?.[2] === '')) return (i) => from + i * step;
  const digits = Math.max(...written.map((match) => match?.[1].length ?? 0));
  if (digits > 100) return (i) => from + i * step;
  const [first, by] = [ends[0], ends[2]].map((end) => Number.parseFloat(end));
  return (i) => Number((first + i * by).toFixed(digits)) / (percent ? 100 : 1);
}
