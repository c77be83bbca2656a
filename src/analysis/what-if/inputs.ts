import type { Path } from '../../model/errors.ts';
import { seriesOf } from '../../model/number/forms.ts';
import { type Range, shifted } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { numberFields } from '../../model/scenario/fields.ts';
import { dotted } from '../../model/scenario/suggest.ts';
import type { Quantity, Scenario } from '../../model/scenario/types.ts';

/** A number of a scenario, and what it may be. */
export interface Input {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly range: Range;
  /** Its values by rotation, of length 1 when they are all the same. */
  readonly series: Float64Array;
}

/**
 * The numbers of a scenario that can be a little more or less, in file order: all but whole numbers, assertions and
 * levers; of a lever that is on, its cost and setup.
 */
export function inputsOf(scenario: Scenario, switches: readonly Switch[]): Input[] {
  return numberFields(scenario)
    .filter(({ path, spec }) => spec.form !== 'whole' && counts(scenario, switches, path))
    .map(({ path, raw, spec: { range } }) => ({
      path: dotted(scenario, path),
      range,
      series: seriesOf(raw as Quantity, range, scenario.rotations),
    }));
}

function counts({ levers = [] }: Scenario, switches: readonly Switch[], path: Path): boolean {
  if (path[0] === 'expect') return false;
  if (path[0] !== 'levers') return true;
  return path.length === 3 && switches.some(({ lever }) => lever === levers[Number(path[1])]?.id);
}

/** The series with every value moved by a factor, a share by its odds: see `shifted`. */
export const shiftedSeries = (series: Float64Array, factor: number, range: Range): Float64Array =>
  series.map((value) => shifted(value, factor, range));

/** The mean of a series over the rotations of a run; for equal values exactly that value. */
export function meanOf(series: Float64Array, rotations: number): number {
  const first = series[0];
  let mean = first;
  for (let t = 1; t < rotations; t++) mean += (series[Math.min(t, series.length - 1)] - first) / rotations;
  return mean;
}
