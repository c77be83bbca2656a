import { applyChanges } from './change.ts';
import { numberSpecAt } from './fields.ts';
import { type Deviations, type Move, type NumberReader, numbersOf, type Switch } from './lever.ts';
import { resolvePath } from './path.ts';
import { type Plan, planOf, type Source, sourceOf } from './plan.ts';
import { PARTS } from './plan-parts.ts';
import type { Scenario } from './scenario.ts';

type Part = keyof typeof PARTS;

/** A part of a plan that follows from a number. `cells` are where it stands as it is; null where the part is made anew. */
interface Effect {
  readonly part: Part;
  readonly cells: readonly number[] | null;
}

interface State {
  readonly plan: Plan;
  readonly source: Source;
  /** By path. */
  readonly effects: readonly (readonly Effect[])[];
}

/**
 * The plan of a scenario in which some numbers are given other values, again and again: the same plan as if they had
 * been written so, in every rotation. What does not depend on them is compiled once.
 */
export class Variation {
  private readonly scenario: Scenario;
  private readonly switches: readonly Switch[];
  private readonly paths: readonly string[];
  /** Paths of numbers that cannot vary by rotation: for another value of theirs everything is compiled anew. */
  private readonly plain: readonly boolean[];
  private readonly values: number[];
  private state: State | null = null;

  /**
   * @param scenario in which every one of the paths is written, as a single number
   * @param paths members by id: `loops.word-of-mouth.perMember`
   */
  constructor(scenario: Scenario, switches: readonly Switch[], paths: readonly string[]) {
    this.scenario = scenario;
    this.switches = switches;
    this.paths = paths;
    this.plain = paths.map((path) => isPlain(scenario, path));
    this.values = paths.map(() => Number.NaN);
  }

  /**
   * The plan with these values, in the order of the paths. It is valid until the next call, which changes it in place,
   * and so is room made for it as long as its `prompt` and its shape stay the same.
   * @param values in the range of their numbers
   * @throws InputError when levers move a number out of its range
   */
  at(values: readonly number[]): Plan {
    const changed = values.flatMap((value, i) => (Object.is(value, this.values[i]) ? [] : [i]));
    for (const i of changed) this.values[i] = values[i];
    const known = changed.some((i) => this.plain[i]) ? null : this.state;
    // What fails halfway leaves nothing behind.
    this.state = null;
    const state = known ?? this.compiled();
    if (known) {
      for (const i of changed)
        for (const effect of known.effects[i]) apply(known.plan, effect, values[i], known.source);
    }
    this.state = state;
    return state.plan;
  }

  private compiled(): State {
    const scenario = this.paths.reduce(
      (all, path, i) => (this.plain[i] ? withNumber(all, path, this.values[i]) : all),
      this.scenario,
    );
    const moves = new Map(this.paths.map((path, i): [string, Move] => [path, () => Float64Array.of(this.values[i])]));
    const source = sourceFor(scenario, this.switches, { moves });
    return { plan: planOf(source), source, effects: effectsOf(source, this.paths) };
  }
}

const sourceFor = (scenario: Scenario, switches: readonly Switch[], deviations: Deviations): Source =>
  sourceOf(scenario, switches, numbersOf(scenario, switches, deviations));

/** True for a number that has one value for the whole run. */
function isPlain(scenario: Scenario, path: string): boolean {
  const found = resolvePath(scenario, path);
  return 'path' in found && numberSpecAt(scenario, found.path)?.form !== 'quantity';
}

/** The scenario with one number written anew, as `--set` would; whether it may be so is for the caller to know. */
export function withNumber(scenario: Scenario, path: string, value: number): Scenario {
  return applyChanges(scenario, [{ flag: path, set: path, value }]).root as Scenario;
}

/** Any two values that every number may have, and one for the others meanwhile. */
const PROBES = [0.375, 0.625] as const;
const ELSEWHERE = 0.4375;

/**
 * What follows from each of some numbers. Levers may do anything to them; without levers a number either stands in a cell
 * as it is, or divides or is divided, so that two values tell which cells it stands in.
 */
function effectsOf(source: Source, paths: readonly string[]): Effect[][] {
  const { scenario, switches } = source;
  const probed = (path: string, probe: number): Source => {
    const constant = (value: number) => () => Float64Array.of(value);
    const moves = new Map(paths.map((one): [string, Move] => [one, constant(one === path ? probe : ELSEWHERE)]));
    return sourceFor(scenario, switches, { moves });
  };
  return paths.map((path) => {
    const parts = partsReading(source, path);
    if (switches.length > 0) return parts.map((part) => ({ part, cells: null }));
    const [one, other] = PROBES.map((probe) => probed(path, probe));
    return parts.map((part) => ({ part, cells: cellsHolding(PARTS[part](one), PARTS[part](other)) }));
  });
}

/** The cells where a part of a plan holds the number that was probed; null when anything else in it differs. */
function cellsHolding(one: Plan[Part], other: Plan[Part]): number[] | null {
  const [a, b] = [cellsOf(one), cellsOf(other)];
  if (!a || !b) return null;
  const differing = [...a.keys()].filter((i) => a[i] !== b[i]);
  return differing.every((i) => a[i] === PROBES[0] && b[i] === PROBES[1]) ? differing : null;
}

/** The parts of a plan that look at a number. */
function partsReading(source: Source, path: string): Part[] {
  return (Object.keys(PARTS) as Part[]).filter((part) => {
    let looks = false;
    const read: NumberReader = (asked, quantity, range) => {
      looks ||= asked === path;
      return source.numbers.read(asked, quantity, range);
    };
    PARTS[part]({ ...source, numbers: { ...source.numbers, read } });
    return looks;
  });
}

function apply(plan: Plan, { part, cells }: Effect, value: number, source: Source): void {
  const before = cellsOf(plan[part]);
  if (cells && before) {
    for (const i of cells) before[i] = value;
    return;
  }
  const after = PARTS[part](source);
  const remade = cellsOf(after);
  // Rooms hold on to tables, so those of the same shape are filled again.
  if (before && before.length === remade?.length) before.set(remade);
  else (plan as Record<Part, unknown>)[part] = after;
}

const cellsOf = (part: Plan[Part]): Float64Array | null => {
  if (part instanceof Float64Array) return part;
  return typeof part === 'object' && part !== null && 'step' in part ? part.values : null;
};
