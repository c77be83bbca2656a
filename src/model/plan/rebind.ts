import { applyChanges } from '../scenario/change.ts';
import { numberSpecAt } from '../scenario/fields.ts';
import { resolvePath } from '../scenario/path.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Move, Switch } from './active-levers.ts';
import { planOf } from './compile.ts';
import { type Effect, effectsOf, sourceFor, tableIn, widthOf } from './effects.ts';
import type { Plan, Source } from './plan.ts';
import { PARTS } from './tables.ts';

interface State {
  readonly plan: Plan;
  readonly source: Source;
  /** What follows from each path. */
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

/** True for a number that has one value for the whole run. */
function isPlain(scenario: Scenario, path: string): boolean {
  const found = resolvePath(scenario, path);
  return 'path' in found && numberSpecAt(scenario, found.path)?.form !== 'quantity';
}

/** The scenario with one number written anew, as `--set` would; whether it may be so is for the caller to know. */
export function withNumber(scenario: Scenario, path: string, value: number): Scenario {
  return applyChanges(scenario, [{ flag: path, set: path, value }]).root as Scenario;
}

function apply(plan: Plan, { part, columns }: Effect, value: number, source: Source): void {
  const table = tableIn(plan[part]);
  if (!columns || !table) {
    remake(plan, part, source);
    return;
  }
  const width = widthOf(table);
  for (let row = 0; row < table.values.length; row += width) for (const i of columns) table.values[row + i] = value;
}

/** Makes a part of a plan anew. Rooms hold on to tables, so those of the same shape are filled again. */
export function remake(plan: Plan, part: Effect['part'], source: Source): void {
  const before = tableIn(plan[part]);
  const made = PARTS[part](source);
  const after = tableIn(made);
  if (before && before.values.length === after?.values.length) before.values.set(after.values);
  else (plan as Record<Effect['part'], unknown>)[part] = made;
}
