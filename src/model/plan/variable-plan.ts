import { grouped } from '../group-by.ts';
import { withNumber } from '../scenario/change.ts';
import { numberSpecAt } from '../scenario/fields.ts';
import { resolvePath } from '../scenario/path.ts';
import type { Scenario } from '../scenario/types.ts';
import { type Deviations, numbersOf, type Switch, type Uncertain } from './active-levers.ts';
import { planOf, sourceOf } from './compile.ts';
import type { Plan } from './plan.ts';
import type { Series } from './series.ts';
import type { Slot } from './slots.ts';

/** A compiled scenario, and where its numbers went. */
interface Compiled {
  readonly plan: Plan;
  readonly slotsOf: ReadonlyMap<string, readonly Slot[]>;
  /** The slots that follow from an uncertain number. */
  readonly uncertain: readonly Slot[];
}

/**
 * The plan of a scenario into which other numbers are put, again and again: what `compile` would make of them, to the
 * last bit. The scenario is compiled once; after that only the slots of what changed are written.
 */
export class VariablePlan {
  private readonly scenario: Scenario;
  private readonly switches: readonly Switch[];
  private readonly values = new Map<string, Series>();
  /** The uncertain numbers of the runs. */
  private readonly drawn = new Map<string, Float64Array>();
  private uncertain: Uncertain | undefined;
  private compiled: Compiled | null = null;
  /** What is to be written before the plan is right again; a failure leaves the rest for next time. */
  private readonly stale = new Set<Slot>();

  constructor(scenario: Scenario, switches: readonly Switch[]) {
    this.scenario = scenario;
    this.switches = switches;
  }

  /**
   * Gives a number other values, before levers act on it.
   * @param path of a number that is written in the scenario, members by id: `loops.word-of-mouth.perMember`
   * @param series one value for all rotations, or one for each where the scenario has that, and of any number of lanes;
   * null for what the scenario says itself
   */
  put(path: string, series: Series | null): void {
    const before = this.values.get(path);
    if (before && series && isSame(before, series)) return;
    if (series) this.values.set(path, series);
    else this.values.delete(path);
    const slots = this.compiled?.slotsOf.get(path);
    if (slots) for (const slot of slots) this.stale.add(slot);
    // A whole number shapes the plan: the length of a run, or how long people stay.
    else if (isWhole(this.scenario, path)) this.compiled = null;
  }

  /** Draws every uncertain number anew; each once, however often it is read. */
  draw(uncertain: Uncertain): void {
    // Until now they stood at their mean, and nobody asked which they are.
    if (!this.uncertain) this.compiled = null;
    this.drawn.clear();
    this.uncertain = (path, quantity) => {
      const value = this.drawn.get(path) ?? uncertain(path, quantity);
      this.drawn.set(path, value);
      return value;
    };
    for (const slot of this.compiled?.uncertain ?? []) this.stale.add(slot);
  }

  /**
   * The plan with all numbers as they were put and drawn last. It is valid until the next change, and then changed in
   * place: a `Flow` made for it serves as long as it is the same plan with the same `prompt`.
   * @throws InputError when levers move a number out of its range, or one does not fit with another
   */
  current(): Plan {
    this.compiled ??= this.compile();
    for (const slot of this.stale) {
      slot.write();
      this.stale.delete(slot);
    }
    return this.compiled.plan;
  }

  private compile(): Compiled {
    this.stale.clear();
    const scenario = [...this.values].reduce(
      (all, [path, { values }]) => (isWhole(all, path) ? withNumber(all, path, values[0]) : all),
      this.scenario,
    );
    const variable = this;
    const deviations: Deviations = {
      values: this.values,
      get uncertain() {
        return variable.uncertain;
      },
    };
    const recorded: Slot[] = [];
    const plan = planOf(sourceOf(scenario, this.switches, numbersOf(scenario, this.switches, deviations)), recorded);
    const pairs = recorded.flatMap((slot) => Array.from(slot.paths, (path) => ({ path, slot })));
    const byPath = grouped(pairs, ({ path }) => path);
    return {
      plan,
      slotsOf: new Map(Array.from(byPath, ([path, some]) => [path, some.map(({ slot }) => slot)])),
      uncertain: recorded.filter(({ paths }) => [...paths].some((path) => this.drawn.has(path))),
    };
  }
}

/** True for two numbers that are the same in all rotations and lanes, and in value. */
const isSame = (a: Series, b: Series): boolean =>
  a.values.length === 1 && b.values.length === 1 && Object.is(a.values[0], b.values[0]);

/** True where the number at a path can have another value in every lane: one that levers could change. */
export const differsByLane = (scenario: Scenario, path: string): boolean => formAt(scenario, path) === 'quantity';

const isWhole = (scenario: Scenario, path: string): boolean => formAt(scenario, path) === 'whole';

function formAt(scenario: Scenario, path: string) {
  const found = resolvePath(scenario, path);
  return 'path' in found ? numberSpecAt(scenario, found.path)?.form : undefined;
}
