import { InputError } from '../errors.ts';
import { isUncertain, seriesOf, timesOf } from '../number/forms.ts';
import { AMOUNT, ANY, clip, inRange, isShareRange, type Range, shifted } from '../number/range.ts';
import { scalarValue, show } from '../number/scalar.ts';
import { clashAmong } from '../scenario/exclusions.ts';
import { suggestion } from '../scenario/suggest.ts';
import type { LeverChange, Quantity, Scalar, Scenario } from '../scenario/types.ts';
import { byLane, combined, inAllLanes, type Series } from './series.ts';

/** A lever that is on from a rotation (counted from 1) to the end. */
export interface Switch {
  readonly lever: string;
  readonly from: number;
}

/** The value that an uncertain number has in each lane, the same each time it is asked for. */
export type Uncertain = (path: string, quantity: Quantity) => Float64Array;

/** A number that is multiplied as a whole, whatever its form: of a share, its odds (`shifted`). Plain data for threads. */
export interface Move {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly factor: number;
}

/** How the numbers of a run, or of runs side by side, differ from what the scenario says; looked at each time that a number is read. */
export interface Deviations {
  /** Draws uncertain numbers, which are then clipped and changed by levers; without it they stand at their mean. */
  readonly uncertain?: Uncertain | undefined;
  /** By path: what stands there instead, before levers act on it. */
  readonly values?: ReadonlyMap<string, Series> | undefined;
  /** Numbers that are moved, once they are drawn, and before levers act on them. */
  readonly moves?: readonly Move[] | undefined;
}

/** Gives a number its value in every rotation and lane, after the levers that are on. */
export type NumberReader = (path: string, quantity: Quantity, range: Range) => Series;

/** The numbers of a scenario, as a plan is made of them. */
export interface Numbers {
  readonly read: NumberReader;
  /** For a number that takes over another one's values unless it is written itself. */
  readonly inherit: (path: string, series: Series, range: Range) => Series;
  /** The levers that are on. */
  readonly switches: () => readonly Switch[];
  /** A number that cannot vary by rotation, so that no lever changes it. */
  readonly single: (path: string, value: Scalar) => number;
  /** Makes something of numbers, and says of which; `SWITCHES` is among them where it asked which levers are on. */
  readonly traced: <T>(make: () => T) => { readonly made: T; readonly paths: ReadonlySet<string> };
}

/** Stands for the levers that are on, among the paths of numbers. */
export const SWITCHES = 'levers';

interface ActiveChange {
  readonly lever: string;
  readonly from: number;
  readonly change: LeverChange;
}

/**
 * The numbers of a scenario under the levers that are on, applied in the order given.
 * @throws InputError when a lever is unknown, named twice, on beside one that it excludes, or moves a number out of its range in some rotation
 */
export function numbersOf(scenario: Scenario, switches: readonly Switch[], deviations: Deviations = {}): Numbers {
  const changes = changesByPath(scenario, switches);
  let traced: Set<string> | null = null;
  const standing: NumberReader = (path, quantity, range) =>
    movedBy(deviations, path, unmoved(path, quantity, range), range);
  const unmoved: NumberReader = (path, quantity, range) => {
    traced?.add(path);
    const value = deviations.values?.get(path);
    if (value) return value;
    const { uncertain } = deviations;
    if (!uncertain || !isUncertain(quantity)) return inAllLanes(seriesOf(quantity, range, scenario.rotations));
    return byLane(clippedTimes(uncertain(path, quantity), timesOf(quantity), range));
  };
  const inherit: Numbers['inherit'] = (path, series, range) => {
    traced?.add(path);
    let values = series;
    for (const change of changes.get(path) ?? []) {
      values = applied(values, change, range, scenario.rotations, standing);
    }
    return values;
  };
  return {
    inherit,
    read: (path, quantity, range) => inherit(path, standing(path, quantity, range), range),
    switches: () => {
      traced?.add(SWITCHES);
      return switches;
    },
    single: (path, value) => {
      traced?.add(path);
      const series = deviations.values?.get(path) ?? inAllLanes(Float64Array.of(scalarValue(value)));
      return movedBy(deviations, path, series, ANY).values[0];
    },
    traced: (make) => {
      const paths = new Set<string>();
      traced = paths;
      try {
        return { made: make(), paths };
      } finally {
        traced = null;
      }
    },
  };
}

function clippedTimes(values: Float64Array, times: number, range: Range): Float64Array {
  const clipped = new Float64Array(values.length);
  for (let r = 0; r < values.length; r++) clipped[r] = clip(values[r] * times, range);
  return clipped;
}

function movedBy({ moves = [] }: Deviations, path: string, series: Series, range: Range): Series {
  const move = moves.find((one) => one.path === path);
  return move ? { ...series, values: series.values.map((value) => shifted(value, move.factor, range)) } : series;
}

/** @throws InputError when a lever is unknown or named twice */
export function checkSwitches(scenario: Scenario, switches: readonly Switch[]): void {
  changesByPath(scenario, switches);
}

function changesByPath(scenario: Scenario, switches: readonly Switch[]): Map<string, ActiveChange[]> {
  const byPath = new Map<string, ActiveChange[]>();
  for (const [i, { lever, from }] of switches.entries()) {
    if (switches.findIndex((other) => other.lever === lever) !== i) {
      throw InputError.of(`lever ${show(lever)} is switched on twice: name it once`, `--with ${lever}`);
    }
    for (const change of leverOf(scenario, lever).changes ?? []) {
      byPath.set(change.path, [...(byPath.get(change.path) ?? []), { lever, from, change }]);
    }
  }
  const clash = clashAmong(
    scenario,
    switches.map(({ lever }) => lever),
  );
  if (clash) {
    const [one, other] = clash;
    throw InputError.of(
      `levers ${one} and ${other} exclude each other: switch on one of them`,
      `--with ${one},${other}`,
    );
  }
  return byPath;
}

function leverOf(scenario: Scenario, id: string) {
  const levers = scenario.levers ?? [];
  const lever = levers.find((candidate) => candidate.id === id);
  if (lever) return lever;
  const known = levers.map((candidate) => candidate.id);
  const choice = known.length > 0 ? suggestion(id, known) : ' (this scenario has no levers)';
  throw InputError.of(`there is no lever ${show(id)}${choice}`, `--with ${id}`);
}

/** The series with one change on it from its first rotation on; a share is clipped, anything else has to fit. */
function applied(
  series: Series,
  active: ActiveChange,
  range: Range,
  rotations: number,
  standing: NumberReader,
): Series {
  const { change, from } = active;
  const { multiply, add, to } = change;
  const amountRange = multiply !== undefined ? AMOUNT : add !== undefined ? ANY : range;
  const by = (multiply ?? add ?? to) as Quantity;
  const amount = standing(`levers.${active.lever} ${change.path}`, by, amountRange);
  return combined(series, amount, rotations, (before, by, t) => {
    if (t + 1 < from) return before;
    const after = multiply !== undefined ? before * by : add !== undefined ? before + by : by;
    const fitting = isShareRange(range) ? clip(after, range) : after;
    if (!inRange(fitting, range)) throw outOfRange(active, t + 1, after, range);
    return fitting;
  });
}

function outOfRange({ lever, change }: ActiveChange, rotation: number, value: number, range: Range): InputError {
  const message = `lever ${lever} makes ${change.path} ${value} in rotation ${rotation}: it must be ${range.name}`;
  return InputError.of(message, `--with ${lever}`);
}
