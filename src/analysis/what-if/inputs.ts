import type { Path } from '../../model/errors.ts';
import { seriesOf } from '../../model/number/forms.ts';
import { clip, type Range, SHARE } from '../../model/number/range.ts';
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

/**
 * The series with every value a little less or more, as far as its range goes. A share p moves by its odds, to
 * f p / (1 - p + f p): 92 % and 8 % are then the same question asked the other way round, and no share leaves its range.
 * Odds of 1 or 0 do not move, so 1 goes down to f, and 0 up to f - 1. Anything else is multiplied.
 * @param factor 1 less or 1 plus by how much: 0.9 or 1.1
 */
export function shifted(series: Float64Array, factor: number, range: Range): Float64Array {
  if (range === SHARE) return series.map((share) => shiftedShare(share, factor));
  return series.map((value) => Math.min(clip(value * factor, range), Number.MAX_VALUE));
}

function shiftedShare(share: number, factor: number): number {
  if (share === 1) return Math.min(1, factor);
  if (share === 0) return Math.max(0, factor - 1);
  return clip((factor * share) / (1 - share + factor * share), SHARE);
}

/** The mean of a series over the rotations of a run; for equal values exactly that value. */
export function meanOf(series: Float64Array, rotations: number): number {
  const first = series[0];
  let mean = first;
  for (let t = 1; t < rotations; t++) mean += (series[Math.min(t, series.length - 1)] - first) / rotations;
  return mean;
}
