import { lawOf, quantityFaults } from '../number/forms.ts';
import { ANY } from '../number/range.ts';
import { readScalar, scalarText } from '../number/scalar.ts';
import { isMapping } from '../text/source.ts';
import type { Changed } from './change.ts';
import { numberSpecAt } from './fields.ts';
import { valueAt } from './path.ts';
import { dotted } from './suggest.ts';
import type { Quantity, Scalar } from './types.ts';

/** A number that varied, or was uncertain, until a flag gave it one value. */
export interface Flattened {
  readonly flag: string;
  /** Members by id: `channels.paid.volume`. */
  readonly path: string;
  /** What it was, after its name: "had a value per rotation (100, 110, ...)". */
  readonly was: string;
  /** The one value, as it was written. */
  readonly value: string;
}

/** What changes did to numbers that were more than one value; each number once, with the value that it ended with. */
export function flattenedBy(original: unknown, { root, applied }: Changed): Flattened[] {
  const period = isMapping(root) && typeof root.period === 'string' ? root.period : 'rotation';
  const last = new Map(applied.map(({ path, flag }) => [dotted(root, path), { path, flag }]));
  return [...last].flatMap(([name, { path, flag }]): Flattened[] => {
    const after = valueAt(root, path);
    if ('fault' in readScalar(after) || numberSpecAt(root, path)?.form !== 'quantity') return [];
    const before = valueAt(original, path);
    // The file may be wrong where the change puts it right.
    const was = quantityFaults(before, ANY, 1).length > 0 ? null : courseOf(before, period);
    return was === null ? [] : [{ flag, path: name, was, value: scalarText(after as Scalar) }];
  });
}

/** How many values of a list are named. */
const MOST_NAMED = 3;

/** How a number varies, in words that follow its name; null for one that does not, or is none. */
function courseOf(raw: unknown, period: string): string | null {
  if (Array.isArray(raw)) {
    const values = raw.map(readScalar);
    const [first] = values;
    const differs = values.some((one) => 'value' in one && 'value' in first && one.value !== first.value);
    if (!differs) return null;
    // Commas stand between the values, and so not in them.
    const shown = raw.slice(0, MOST_NAMED).map(String);
    return `had a value per ${period} (${[...shown, ...(raw.length > MOST_NAMED ? ['...'] : [])].join(', ')})`;
  }
  if (!isMapping(raw)) return null;
  const [start, growth, step] = [raw.start, raw.growth, raw.step].map(readScalar);
  if ('fault' in start) return uncertainty(raw);
  const from = `from ${scalarText(raw.start as Scalar)}`;
  if ('value' in growth && growth.value !== 0) {
    const percent = Number((100 * Math.abs(growth.value)).toPrecision(12));
    return `${growth.value > 0 ? 'grew' : 'shrank'} by ${percent}% each ${period}, ${from}`;
  }
  if (!('value' in step) || step.value === 0) return null;
  return `went ${step.value > 0 ? 'up' : 'down'} by ${Math.abs(step.value)} each ${period}, ${from}`;
}

function uncertainty(raw: Record<string, unknown>): string | null {
  const { got, of } = raw;
  if (got !== undefined) return `was uncertain (${scalarText(got as Scalar)} of ${scalarText(of as Scalar)} observed)`;
  const [name] = Object.keys(raw);
  const values = Array.isArray(raw[name]) ? raw[name].map(String) : [];
  return lawOf(raw as Quantity) === null ? null : `was uncertain (${name} ${values.join(', ')})`;
}
