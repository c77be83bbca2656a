import type { Path, Step } from '../errors.ts';
import { quantityFaults } from '../number/forms.ts';
import { multiplied } from '../number/multiplied.ts';
import { ANY } from '../number/range.ts';
import { isMapping } from '../text/source.ts';
import { numberSpecAt } from './fields.ts';
import { meantBy } from './meant-path.ts';
import { resolvePath, valueAt } from './path.ts';
import type { NumberSpec } from './schema.ts';
import { dotted } from './suggest.ts';
import type { Quantity } from './types.ts';

/**
 * What a path names of a number: all of it (`channels.paid.volume`), a factor on all its values (`channels.paid.volume*`),
 * or a number inside its form (`channels.paid.volume.growth`, and `channels.paid.volume.3` of a list).
 */
export interface NumberTarget {
  /** The path of the whole number, members by id. */
  readonly number: string;
  readonly path: Path;
  readonly spec: NumberSpec;
  readonly isFactor: boolean;
  /** Leads from the number to the one inside; empty for all of it. */
  readonly entry: Path;
}

/** What a path means that ends in this: not the number, but how many times it. */
export const FACTOR = '*';

/** Path of the number that a factor acts on; null for a path that asks for no factor. */
export const factorOf = (text: string): string | null => (text.endsWith(FACTOR) ? text.slice(0, -FACTOR.length) : null);

/** The number, or the part of one, that a path names in a scenario; the fault says why there is none. */
export function numberTarget(root: unknown, text: string): NumberTarget | { readonly fault: string } {
  const multiplies = factorOf(text);
  const found = resolvePath(root, multiplies ?? text);
  if ('fault' in found) return found;
  const depth = found.path.findIndex((_, i) => numberSpecAt(root, found.path.slice(0, i + 1)) !== null) + 1;
  const path = found.path.slice(0, depth);
  const spec = depth === 0 ? null : numberSpecAt(root, path);
  const entry = found.path.slice(depth);
  const isFactor = multiplies !== null;
  if (!spec || path[0] === 'expect' || (isFactor && entry.length > 0))
    return { fault: `${text} is no number of this scenario${meantBy(root, multiplies ?? text)}` };
  const raw = valueAt(root, path);
  if (isFactor && spec.form === 'whole')
    return { fault: `${multiplies} is a whole number: give it another one instead of a factor` };
  if (isFactor && raw === undefined) {
    return { fault: `${multiplies} is not written in this scenario, so there is nothing to multiply` };
  }
  if (entry.length > 0 && valueAt(raw, entry) === undefined) return { fault: `there is no ${text} in this scenario` };
  return { number: dotted(root, path), path, spec, isFactor, entry };
}

/** What a number becomes when a value is put where a target says. What is wrong already stays as it is. */
export function withValue(raw: unknown, { isFactor, entry }: NumberTarget, value: number): unknown {
  if (!isFactor) return replaced(raw, entry, value);
  return quantityFaults(raw, ANY, 1).length > 0 ? raw : multiplied(raw as Quantity, value);
}

/** A copy in which one part is another. */
function replaced(raw: unknown, [step, ...rest]: Path, value: number): unknown {
  if (step === undefined) return value;
  const inner = replaced((raw as Record<Step, unknown>)[step], rest, value);
  if (Array.isArray(raw)) return raw.with(Number(step), inner);
  return isMapping(raw) ? { ...raw, [step]: inner } : raw;
}
