import { bestSet, type LeverSet, MOST_DRAWN_FOR_ALL, type SearchMethod } from '../../analysis/best-set.ts';
import { oneByOne, samplingHere } from '../../analysis/chance/one-thread.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { isTie } from '../../analysis/tolerance.ts';
import { InputError } from '../../model/errors.ts';
import { isLessBetter, type Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Method, Simulation } from '../../model/result.ts';
import { excludeEachOther } from '../../model/scenario/exclusions.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';
import { leverNotes } from './caveats.ts';
import { fits, LeverTrials, type Trial, type TrialChance } from './trials.ts';

/** A lever by itself; null where it cannot be switched on, or the metric has no value then. */
export interface LeverAlone {
  readonly lever: string;
  readonly metric: number | null;
  readonly change: number | null;
  /** Its setup and running cost over the run, and what spend, stages, members and overhead cost more with it. */
  readonly outlay: number | null;
}

/** A lever on top of those before it. */
export interface LeverStep {
  readonly lever: string;
  readonly metric: number | null;
  /** Null where the metric had no value before, or has none now. */
  readonly change: number | null;
  /** Whether it makes the metric better; null where that cannot be said. */
  readonly pays: boolean | null;
  /** What it adds to the outlay of those before. */
  readonly outlay: number | null;
}

/** The best set of levers within a budget, in file order, in which they act. */
export interface BestLevers {
  readonly levers: readonly string[];
  readonly metric: number | null;
  readonly change: number | null;
  readonly outlay: number;
  readonly method: SearchMethod;
}

/** What `levers` finds out: the shape of its JSON document, without its header. */
export interface LeverRanking {
  readonly scenario: Simulation['scenario'];
  readonly metric: string;
  /** Of the metric before any of these levers. */
  readonly value: number | null;
  /** Where the metric is one of chance: how its values were found, from how many runs, and how far `value` may be off. */
  readonly method?: Method;
  readonly runs?: number;
  readonly seed?: string;
  readonly standardError?: number | null;
  readonly budget: number | null;
  /** In file order. */
  readonly alone: readonly LeverAlone[];
  /** With a budget. */
  readonly best: BestLevers | null;
  /** Best first, each on top of those before it: of all levers, or with a budget of those in the best set. */
  readonly order: readonly LeverStep[];
  /** Levers that would take the best set beyond the budget. */
  readonly passedOver: readonly string[];
  /** Levers left out since one of the order, or one that is on, excludes them. */
  readonly excluded: readonly { readonly lever: string; readonly by: string }[];
  readonly notes: readonly string[];
}

export interface LeverOptions extends Partial<Omit<TrialChance, 'pause'>> {
  /** Levers that are on already. */
  readonly switches: readonly Switch[];
  /** What the levers of the best set may cost together over the run; null for any amount. */
  readonly budget: number | null;
  /** Called before each run, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** The change that a lever makes, 0 where it is one of rounding only. */
export const changeBy = ({ metric, change }: Pick<LeverAlone, 'metric' | 'change'>): number | null =>
  metric !== null && change !== null && isTie(metric, metric - change) ? 0 : change;

/**
 * Tries every lever alone, all from rotation 1. Without a budget, then adds one after the other, at each step the one
 * that makes the metric best on top of those before (greedy); they act in that order, and ties go to the earlier one in
 * the file. Within a budget, looks for the best set, and orders that one; its levers act in the order of the file.
 * @throws InputError when there is no lever to try, or those already on move a number out of its range
 */
export async function rankLevers(scenario: Scenario, measure: Measure, options: LeverOptions): Promise<LeverRanking> {
  const { switches, budget, pause, seed = '1', runs = null, exact, sampling = samplingOneByOne } = options;
  const trials = new LeverTrials(scenario, switches, measure, { runs, seed, exact, sampling });
  const levers = candidatesIn(scenario, switches);
  await trials.start();
  const ranking = new Ranking(trials, measure, levers, pause);
  const alone = await ranking.alone();
  const best = budget === null ? null : await ranking.best(budget);
  const { steps, last } = await ranking.order(best ? best.set.levers : levers, best !== null);
  const chosen = steps.map(({ lever }) => lever);
  return {
    scenario: ranAs(scenario, switches),
    metric: measure.name,
    value: trials.value,
    ...trials.found,
    ...(trials.found.runs === undefined ? {} : { seed }),
    budget,
    alone: [...alone].map(([{ id }, { value, outlay }]) => {
      return { lever: id, metric: value, change: difference(value, trials.value), outlay };
    }),
    best: best && (await bestOf(best, trials)),
    order: stepsOf(steps, trials.value, ranking.isBetter),
    passedOver: best && budget !== null ? beyondBudget(best.set, levers, trials, budget) : [],
    excluded: excludedIn(scenario, chosen, switches),
    notes: [...leverNotes({ scenario, measure, switches, levers, alone, last, chosen }), ...trials.notes],
  };
}

const samplingOneByOne = oneByOne(samplingHere(async () => {}));

function candidatesIn({ levers = [], stages }: Scenario, switches: readonly Switch[]): readonly Lever[] {
  if (levers.length === 0) {
    const example = `"levers": [ { "id": "offer", "cost": 50, "changes": [ { "path": "stages.${stages[1].id}.conversion", "multiply": 1.1 } ] } ]`;
    throw InputError.of(`this scenario has no levers to try: write one into it, such as ${example}`);
  }
  const on = levers.filter(({ id }) => switches.some(({ lever }) => lever === id));
  const off = levers.filter((lever) => !on.includes(lever));
  const free = off.filter((lever) => !on.some((other) => excludeEachOther(lever, other)));
  if (free.length > 0) return free;
  const which = off.length === 0 ? 'is on already' : 'is on already, or excluded by one that is';
  throw InputError.of(`every lever of this scenario ${which}: leave out what is to be tried`, '--with');
}

/** A lever of the order, and what it and those before come to. */
interface Placed {
  readonly lever: Lever;
  readonly trial: Trial;
}

/** The work on one ranking: trials one after the other, with a pause before each. */
class Ranking {
  private readonly trials: LeverTrials;
  private readonly levers: readonly Lever[];
  private readonly sign: number;
  private readonly pause: NonNullable<LeverOptions['pause']>;
  private done = 0;

  constructor(trials: LeverTrials, measure: Measure, levers: readonly Lever[], pause: LeverOptions['pause']) {
    this.trials = trials;
    this.levers = levers;
    this.sign = isLessBetter(measure) ? -1 : 1;
    this.pause = pause ?? (async () => {});
  }

  /** True for more, or for less of what costs, by more than rounding. */
  readonly isBetter = (one: number, other: number): boolean =>
    !isTie(one, other) && (this.sign < 0 ? one < other : one > other);

  async alone(): Promise<Map<Lever, Trial>> {
    await this.trials.prepare(this.levers.map((lever) => [lever]));
    const alone = new Map<Lever, Trial>();
    for (const lever of this.levers) alone.set(lever, await this.attempt([lever], null));
    return alone;
  }

  async best(budget: number): Promise<{ set: LeverSet; method: SearchMethod }> {
    const score = (value: number | null): number => (value === null ? -Infinity : this.sign * value);
    const none = { levers: [], score: score(this.trials.value), outlay: 0 };
    const found = await bestSet(
      this.levers,
      none,
      async (levers, done, all) => {
        await this.pause(done, all ?? Math.max(done, this.levers.length * this.levers.length));
        const { value, outlay } = await this.trials.of(levers, budget);
        return value === null || outlay === null ? null : { levers, score: score(value), outlay };
      },
      this.trials.found.runs === undefined ? undefined : MOST_DRAWN_FOR_ALL,
    );
    return { set: found.best, method: found.method };
  }

  /**
   * The best order of some levers, and what those that are left out of it would come to on top of all in it.
   * @param isSet true for levers that are on together whatever comes of it; they act in the order of the file
   */
  async order(levers: readonly Lever[], isSet: boolean): Promise<{ steps: Placed[]; last: Map<Lever, Trial> }> {
    const steps: Placed[] = [];
    for (;;) {
      const before = steps.map(({ lever }) => lever);
      const trials = new Map<Lever, Trial>();
      const free = levers.filter(
        (lever) => !before.includes(lever) && !before.some((other) => excludeEachOther(lever, other)),
      );
      const sets = free.map((lever) =>
        isSet ? levers.filter((one) => one === lever || before.includes(one)) : [...before, lever],
      );
      await this.trials.prepare(sets);
      for (const [i, lever] of free.entries()) trials.set(lever, await this.attempt(sets[i], levers.length));
      const next = this.bestOf(trials) ?? (isSet ? firstOf(trials) : null);
      if (next === null) return { steps, last: trials };
      steps.push(next);
    }
  }

  /** The lever with the best result, the first of equals; null where none has any. */
  private bestOf(trials: ReadonlyMap<Lever, Trial>): Placed | null {
    let best: Placed | null = null;
    for (const [lever, trial] of trials) {
      const than = best?.trial.value ?? null;
      if (trial.value !== null && (than === null || this.isBetter(trial.value, than))) best = { lever, trial };
    }
    return best;
  }

  private async attempt(on: readonly Lever[], ordered: number | null): Promise<Trial> {
    const n = ordered ?? this.levers.length;
    await this.pause(this.done++, n + (n * (n + 1)) / 2);
    return this.trials.of(on);
  }
}

function firstOf(trials: ReadonlyMap<Lever, Trial>): Placed | null {
  for (const [lever, trial] of trials) return { lever, trial };
  return null;
}

const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

async function bestOf(
  { set, method }: { set: LeverSet; method: SearchMethod },
  trials: LeverTrials,
): Promise<BestLevers> {
  const { levers, outlay } = set;
  const value = levers.length === 0 ? trials.value : (await trials.of(levers)).value;
  return { levers: levers.map(({ id }) => id), metric: value, change: difference(value, trials.value), outlay, method };
}

function stepsOf(
  steps: readonly Placed[],
  value: number | null,
  isBetter: (one: number, other: number) => boolean,
): LeverStep[] {
  let [before, spent]: (number | null)[] = [value, 0];
  return steps.map(({ lever, trial }) => {
    const after = trial.value;
    const pays = after === null || before === null ? null : isBetter(after, before);
    const step = {
      lever: lever.id,
      metric: after,
      change: difference(after, before),
      pays,
      outlay: difference(trial.outlay, spent),
    };
    [before, spent] = [after, trial.outlay];
    return step;
  });
}

/** Levers that do not fit into what the best set leaves of the budget. */
function beyondBudget(best: LeverSet, levers: readonly Lever[], trials: LeverTrials, budget: number): string[] {
  const left = levers.filter(
    (lever) => !best.levers.includes(lever) && !best.levers.some((other) => excludeEachOther(lever, other)),
  );
  const dear: string[] = [];
  for (const lever of left) {
    const on = levers.filter((one) => one === lever || best.levers.includes(one));
    const outlay = trials.outlayWith(on);
    if (outlay !== null && !fits(outlay, budget)) dear.push(lever.id);
  }
  return dear;
}

function excludedIn({ levers = [] }: Scenario, chosen: readonly Lever[], switches: readonly Switch[]) {
  const on = levers.filter((lever) => chosen.includes(lever) || switches.some((one) => one.lever === lever.id));
  return levers.flatMap((lever) => {
    const by = on.includes(lever) ? undefined : on.find((other) => excludeEachOther(lever, other));
    return by ? [{ lever: lever.id, by: by.id }] : [];
  });
}
