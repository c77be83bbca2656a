import { InputError } from '../../model/errors.ts';
import { thousands } from '../../model/number/scalar.ts';
import type { MetricValue } from '../../model/result.ts';
import { type Axis, MOST_ROWS } from '../../model/scenario/axis.ts';
import { unlessInvalid } from '../overflow.ts';
import type { WhatIf } from './what-if.ts';

/** One combination of values, and what the metrics come to there. */
export interface SweepRow {
  /** In the order of the axes. */
  readonly values: readonly number[];
  /** In the order of the metrics; null where one is undefined. */
  readonly metrics: readonly MetricValue[];
  /** Why there are no metrics at all: the wheel grows too far here, or a lever does not fit. */
  readonly failure: string | null;
}

/** How many combinations there are. */
export const rowsOf = (axes: readonly Axis[]): number => axes.reduce((rows, { length }) => rows * length, 1);

/** @throws InputError for more combinations than anybody can use */
export function refuseTooMany(axes: readonly Axis[]): void {
  const rows = rowsOf(axes);
  if (rows <= MOST_ROWS) return;
  if (rows > 1e15) throw InputError.of('--vary would give more rows than can be counted: take larger steps');
  throw InputError.of(
    `--vary would give ${thousands(rows)} rows, and at most 10,000,000 are made: take larger steps, or fewer`,
  );
}

/** Every combination, the last axis moving fastest. The array is the same each time. */
function* combinations(axes: readonly Axis[]): Generator<readonly number[]> {
  const values = axes.map((axis) => axis.valueAt(0));
  const at = axes.map(() => 0);
  for (;;) {
    yield values;
    let last = axes.length - 1;
    while (last >= 0 && at[last] === axes[last].length - 1) {
      at[last] = 0;
      values[last] = axes[last].valueAt(0);
      last--;
    }
    if (last < 0) return;
    values[last] = axes[last].valueAt(++at[last]);
  }
}

/** The rows of all combinations, in batches: as many as are computed side by side, and otherwise one by one. */
export function* sweepRows(whatIf: WhatIf, axes: readonly Axis[], metrics: number): Generator<SweepRow[]> {
  const { block } = whatIf;
  let points: (readonly number[])[] = [];
  for (const values of combinations(axes)) {
    points.push([...values]);
    if (points.length < block) continue;
    yield rowsAt(whatIf, points, metrics);
    points = [];
  }
  if (points.length > 0) yield rowsAt(whatIf, points, metrics);
}

/** The rows of some combinations; where one of them fails each is computed alone, so that its row says why. */
function rowsAt(whatIf: WhatIf, points: readonly (readonly number[])[], metrics: number): SweepRow[] {
  const found = points.length > 1 ? unlessInvalid(() => whatIf.atEach(points)) : null;
  if (!found) return points.map((values) => rowAt(whatIf, values, metrics));
  return points.map((values, i) => ({ values, metrics: found[i], failure: null }));
}

function rowAt(whatIf: WhatIf, values: readonly number[], metrics: number): SweepRow {
  try {
    return { values, metrics: whatIf.at(values), failure: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { values, metrics: new Array<null>(metrics).fill(null), failure: error.message };
  }
}
