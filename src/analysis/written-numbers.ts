import type { Path } from '../model/errors.ts';
import { numberFields } from '../model/fields.ts';
import type { Move, Switch } from '../model/lever.ts';
import { dotted } from '../model/names.ts';
import { compile, type Plan } from '../model/plan.ts';
import { seriesOf } from '../model/quantity.ts';
import { clip, type Range } from '../model/range.ts';
import type { Quantity, Scenario } from '../model/scenario.ts';
import { valueIn } from '../model/table.ts';
import { withNumber } from '../model/variation.ts';

/** A number that a scenario has written down; a list or a growth is one number. */
export interface WrittenNumber {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly range: Range;
  /** Its values by rotation, of length 1 when they are all the same. */
  readonly series: Float64Array;
  /** True when it has one value for the whole run, in whatever form. */
  readonly plain: boolean;
}

/**
 * The numbers of a scenario that can be a little more or less, in file order: all but whole numbers, assertions and
 * levers; of a lever that is on, its cost and setup.
 */
export function writtenNumbers(scenario: Scenario, switches: readonly Switch[]): WrittenNumber[] {
  return numberFields(scenario)
    .filter(({ path, spec }) => spec.form !== 'whole' && counts(scenario, switches, path))
    .map(({ path, raw, spec: { form, range } }) => ({
      path: dotted(scenario, path),
      range,
      series: seriesOf(raw as Quantity, range, scenario.rotations),
      plain: form !== 'quantity',
    }));
}

function counts({ levers = [] }: Scenario, switches: readonly Switch[], path: Path): boolean {
  if (path[0] === 'expect') return false;
  if (path[0] !== 'levers') return true;
  return path.length === 3 && switches.some(({ lever }) => lever === levers[Number(path[1])]?.id);
}

/** The series with every value times a factor, as far as its range goes. */
export const scaled = (series: Float64Array, factor: number, range: Range): Float64Array =>
  series.map((value) => Math.min(clip(value * factor, range), Number.MAX_VALUE));

/** The mean of a series over the rotations of a run; for equal values exactly that value. */
export function meanOf(series: Float64Array, rotations: number): number {
  const first = series[0];
  let mean = first;
  for (let t = 1; t < rotations; t++) mean += (valueIn(series, t) - first) / rotations;
  return mean;
}

/**
 * The plan of a scenario with one of its numbers times a factor, before levers act on it.
 * @throws InputError when levers then move it out of its range
 */
export function planWith(
  scenario: Scenario,
  switches: readonly Switch[],
  { path, range, series, plain }: WrittenNumber,
  factor: number,
): Plan {
  if (plain) return compile(withNumber(scenario, path, scaled(series, factor, range)[0]), switches);
  const move: Move = (values, within) => scaled(values, factor, within);
  return compile(scenario, switches, { moves: new Map([[path, move]]) });
}
