import { isVaried, quantityFaults } from '../number/forms.ts';
import { ANY } from '../number/range.ts';
import { readScalar, scalarText, show } from '../number/scalar.ts';
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
  /** What it was, as the file writes it: "[100,110,120]". */
  readonly was: string;
  /** The one value, as it was written. */
  readonly value: string;
}

/** What changes did to numbers that were more than one value; each number once, with the value that it ended with. */
export function flattenedBy(original: unknown, { root, applied }: Changed): Flattened[] {
  const last = new Map(applied.map(({ path, flag }) => [dotted(root, path), { path, flag }]));
  return [...last].flatMap(([name, { path, flag }]): Flattened[] => {
    const after = valueAt(root, path);
    if ('fault' in readScalar(after) || numberSpecAt(root, path)?.form !== 'quantity') return [];
    const before = valueAt(original, path);
    // The file may be wrong where the change puts it right.
    if (quantityFaults(before, ANY, 1).length > 0 || !isVaried(before as Quantity)) return [];
    return [{ flag, path: name, was: show(before), value: scalarText(after as Scalar) }];
  });
}
