import { grouped } from '../group-by.ts';
import { withNumber } from '../scenario/change.ts';
import { numberSpecAt } from '../scenario/fields.ts';
import { resolvePath } from '../scenario/path.ts';
import type { Scenario } from '../scenario/types.ts';
import { type Move, type Numbers, numbersOf, SWITCHES, type Switch, type Uncertain } from './active-levers.ts';
import { planOf, sourceOf } from './compile.ts';
import type { Plan } from './plan.ts';
import type { Series } from './series.ts';
import type { Slot } from './slots.ts';

/** A compiled scenario, and where its numbers went. */
interface Compiled {
  readonly plan: Plan;
  /** In the order in which they were written. */
  readonly slots: readonly Slot[];
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
  /** The scenario with the whole numbers that were put last. */
  private shaped: Scenario;
  private readonly switching: boolean;
  private readonly moves: readonly Move[];
  private numbers: Numbers;
  private readonly values = new Map<string, Series>();
  /** The uncertain numbers of the runs. */
  private readonly drawn = new Map<string, Float64Array>();
  private uncertain: Uncertain | undefined;
  private compiled: Compiled | null = null;
  /** What is to be written before the plan is right again; a failure leaves the rest for next time. */
  private stale = new Set<Slot>();

  /**
   * @param switching true where other levers will be switched on
   * @param moves numbers that are multiplied whatever is put or drawn
   * @throws InputError when a lever is unknown, named twice, or on beside one that it excludes
   */
  constructor(scenario: Scenario, switches: readonly Switch[], switching = false, moves: readonly Move[] = []) {
    this.scenario = scenario;
    this.shaped = scenario;
    this.switching = switching;
    this.moves = moves;
    this.numbers = this.numbersWith(switches);
  }

  /**
   * Switches levers on in place of those that were on before, as numbers are put.
   * @throws InputError when a lever is unknown, named twice, or on beside one that it excludes
   */
  switchTo(switches: readonly Switch[]): void {
    const before = this.numbers.switches();
    this.numbers = this.numbersWith(switches);
    const changed = changedBy(this.scenario, [...before, ...switches]);
    const follows = ({ paths }: Slot): boolean => changed.some((path) => paths.has(path));
    // In the order of compiling, so that of several faults the same one is told.
    this.stale = new Set(this.compiled?.slots.filter((slot) => this.stale.has(slot) || follows(slot)));
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
    this.shaped = [...this.values].reduce(
      (all, [path, { values }]) => (isWhole(all, path) ? withNumber(all, path, values[0]) : all),
      this.scenario,
    );
    this.numbers = this.numbersWith(this.numbers.switches());
    const recorded: Slot[] = [];
    const plan = planOf(sourceOf(this.shaped, this.numbersNow()), recorded, this.switching);
    const pairs = recorded.flatMap((slot) => Array.from(slot.paths, (path) => ({ path, slot })));
    const byPath = grouped(pairs, ({ path }) => path);
    return {
      plan,
      slots: recorded,
      slotsOf: new Map(Array.from(byPath, ([path, some]) => [path, some.map(({ slot }) => slot)])),
      uncertain: recorded.filter(({ paths }) => [...paths].some((path) => this.drawn.has(path))),
    };
  }

  private numbersWith(switches: readonly Switch[]): Numbers {
    const variable = this;
    return numbersOf(this.shaped, switches, {
      values: this.values,
      moves: this.moves,
      get uncertain() {
        return variable.uncertain;
      },
    });
  }

  /** The numbers under the levers that are on whenever they are read. */
  private numbersNow(): Numbers {
    return {
      read: (...asked) => this.numbers.read(...asked),
      inherit: (...asked) => this.numbers.inherit(...asked),
      single: (...asked) => this.numbers.single(...asked),
      switches: () => this.numbers.switches(),
      traced: (make) => this.numbers.traced(make),
    };
  }
}

/** What follows from which levers are on. */
const changedBy = ({ levers = [] }: Scenario, switches: readonly Switch[]): string[] => {
  const on = levers.filter(({ id }) => switches.some(({ lever }) => lever === id));
  return [SWITCHES, ...on.flatMap(({ changes = [] }) => changes.map(({ path }) => path))];
};

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
