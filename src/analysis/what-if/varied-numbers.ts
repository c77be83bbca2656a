import { InputError } from '../../model/errors.ts';
import { quantityFaults, seriesOf } from '../../model/number/forms.ts';
import { byLane, inAllLanes, type Series, valueIn } from '../../model/plan/series.ts';
import { type NumberTarget, numberTarget, withValue } from '../../model/scenario/number-target.ts';
import { valueAt } from '../../model/scenario/path.ts';
import type { Quantity, Scenario } from '../../model/scenario/types.ts';

/** A number of a scenario that follows from the values of a point. */
export interface VariedNumber {
  /** Members by id: `channels.paid.volume`. */
  readonly path: string;
  /**
   * What it is at each of some points, a lane each.
   * @throws InputError where the values of a point make no such number
   */
  readonly at: (points: readonly (readonly number[])[]) => Series;
}

/** A part of a number that is varied, and which value of a point it has. */
interface Part {
  readonly target: NumberTarget;
  readonly i: number;
}

/**
 * The numbers that vary, each once, whichever parts of it do.
 * @param paths of numbers, of factors on them, and of numbers inside them, in the order of the values of a point
 */
export function variedNumbers(scenario: Scenario, paths: readonly string[]): VariedNumber[] {
  const byNumber = new Map<string, Part[]>();
  for (const [i, path] of paths.entries()) {
    const target = numberTarget(scenario, path);
    if ('fault' in target) throw new Error(`${path} was to be varied, and ${target.fault}`);
    byNumber.set(target.number, [...(byNumber.get(target.number) ?? []), { target, i }]);
  }
  return [...byNumber].map(([path, parts]) => ({ path, at: wholly(parts) ?? inParts(scenario, path, parts) }));
}

/** For a number that is a value of the point itself. */
function wholly([{ target, i }]: readonly Part[]): VariedNumber['at'] | null {
  if (target.isFactor || target.entry.length > 0) return null;
  return (points) => columnOf(points.map((values) => values[i]));
}

/** A number that is the same in all rotations; one for all lanes where it does not differ. */
function columnOf(values: readonly number[]): Series {
  const differ = values.some((value) => !Object.is(value, values[0]));
  return differ ? byLane(Float64Array.from(values)) : inAllLanes(Float64Array.of(values[0]));
}

function inParts(scenario: Scenario, path: string, parts: readonly Part[]): VariedNumber['at'] {
  const { rotations } = scenario;
  const [{ target }] = parts;
  const { range } = target.spec;
  const raw = valueAt(scenario, target.path);
  const seriesAt = (values: readonly number[]): Series => {
    const number = parts.reduce((made, { target, i }) => withValue(made, target, values[i]), raw);
    const [fault] = quantityFaults(number, range, rotations);
    if (fault) throw InputError.of(`${path} ${fault.message}`);
    return inAllLanes(seriesOf(number as Quantity, range, rotations));
  };
  return (points) => sideBySide(points.map(seriesAt));
}

/** Series of one lane each, as the lanes of one. */
function sideBySide(series: readonly Series[]): Series {
  if (series.length === 1) return series[0];
  const lanes = series.length;
  const rows = Math.max(...series.map((one) => one.rows));
  const values = new Float64Array(rows * lanes);
  for (let t = 0, i = 0; t < rows; t++) for (const one of series) values[i++] = valueIn(one, t);
  return { values, rows, lanes };
}
