import { InputError } from '../model/errors.ts';
import type { Switch } from '../model/lever.ts';
import type { Metric } from '../model/metric.ts';
import { compile } from '../model/plan.ts';
import type { Lever, Scenario } from '../model/scenario.ts';
import { isBetterLow } from './asked.ts';
import { leverNotes } from './lever-notes.ts';
import { isTie } from './tie.ts';
import { measured } from './yardstick.ts';

/** A lever by itself; null where it cannot be switched on, or the metric has no value then. */
export interface LeverAlone {
  readonly lever: string;
  readonly metric: number | null;
  readonly change: number | null;
  /** Its setup and cost over the whole run. */
  readonly outlay: number;
}

/** A lever on top of those before it in the best order. */
export interface LeverStep {
  readonly lever: string;
  readonly metric: number;
  /** Null where the metric had no value before. */
  readonly change: number | null;
  /** Whether it makes the metric better; null where that cannot be said. */
  readonly pays: boolean | null;
  readonly outlay: number;
}

export interface LeverRanking {
  readonly metric: string;
  /** Of the metric before any of these levers. */
  readonly value: number | null;
  readonly budget: number | null;
  /** In file order. */
  readonly alone: readonly LeverAlone[];
  /** Best first, each on top of those before it. */
  readonly order: readonly LeverStep[];
  /** Levers that did not fit into what was left of the budget. */
  readonly passedOver: readonly string[];
  readonly notes: readonly string[];
}

export interface LeverOptions {
  /** Levers that are on already. */
  readonly switches: readonly Switch[];
  /** What the levers of the order may cost together over the run; null for any amount. */
  readonly budget: number | null;
  /** Called before each run, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** The change that a lever makes, 0 where it is one of rounding only. */
export const changeBy = ({ metric, change }: Pick<LeverAlone, 'metric' | 'change'>): number | null =>
  metric !== null && change !== null && isTie(metric, metric - change) ? 0 : change;

/** What a metric comes to with some levers on, or why it does not. */
export type Trial = { readonly value: number } | { readonly fault: string };

/**
 * Tries every lever alone, then adds one after the other: at each step the one that makes the metric best on top of
 * those before (greedy), all from rotation 1. Ties go to the earlier one in the file.
 * @throws InputError when there is no lever to try, or those already on move a number out of its range
 */
export async function rankLevers(scenario: Scenario, metric: Metric, options: LeverOptions): Promise<LeverRanking> {
  const { switches, budget, pause } = options;
  const levers = candidatesIn(scenario, switches);
  const value = measured(compile(scenario, switches), metric);
  const total = (levers.length * (levers.length + 1)) / 2;
  let done = 0;
  const attempt = async (on: readonly Lever[]): Promise<Trial> => {
    await pause?.(done++, total);
    return tried(scenario, [...switches, ...on.map(({ id }) => ({ lever: id, from: 1 }))], metric);
  };
  const alone = new Map<Lever, Trial>();
  for (const lever of levers) alone.set(lever, await attempt([lever]));
  const { chosen, last } = await greedy(scenario, metric, budget, alone, attempt);
  const order = stepsOf(scenario, metric, value, chosen);
  const spent = sum(order.map(({ outlay }) => outlay));
  const over = levers.filter((lever) => !chosen.has(lever) && !fits(spent, outlayOf(lever, scenario), budget));
  return {
    metric: metric.name,
    value,
    budget,
    alone: [...alone].map(([lever, trial]) => aloneOf(lever, trial, value, scenario)),
    order,
    passedOver: over.map(({ id }) => id),
    notes: leverNotes({ scenario, metric, switches, levers, alone, last, chosen: [...chosen.keys()] }),
  };
}

function candidatesIn({ levers = [], stages }: Scenario, switches: readonly Switch[]): readonly Lever[] {
  if (levers.length === 0) {
    const example = `"levers": [ { "id": "offer", "cost": 50, "changes": [ { "path": "stages.${stages[1].id}.conversion", "multiply": 1.1 } ] } ]`;
    throw InputError.of(`this scenario has no levers to try: write one into it, such as ${example}`);
  }
  const off = levers.filter(({ id }) => !switches.some(({ lever }) => lever === id));
  if (off.length > 0) return off;
  throw InputError.of('every lever of this scenario is on already: leave out of --with what is to be tried');
}

function tried(scenario: Scenario, switches: readonly Switch[], metric: Metric): Trial {
  try {
    const value = measured(compile(scenario, switches), metric);
    return value === null ? { fault: `${metric.name} has no value then` } : { value };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { fault: error.message.replaceAll('\n', '; ') };
  }
}

interface Greedy {
  /** In the order chosen, with what the metric then came to. */
  readonly chosen: ReadonlyMap<Lever, number>;
  /** What the levers that were not chosen came to on top of all that were, those too dear left out. */
  readonly last: ReadonlyMap<Lever, Trial>;
}

async function greedy(
  scenario: Scenario,
  metric: Metric,
  budget: number | null,
  alone: ReadonlyMap<Lever, Trial>,
  attempt: (on: readonly Lever[]) => Promise<Trial>,
): Promise<Greedy> {
  const chosen = new Map<Lever, number>();
  let spent = 0;
  for (;;) {
    const trials = new Map<Lever, Trial>();
    for (const [lever, trial] of alone) {
      if (chosen.has(lever) || !fits(spent, outlayOf(lever, scenario), budget)) continue;
      trials.set(lever, chosen.size === 0 ? trial : await attempt([...chosen.keys(), lever]));
    }
    const best = bestOf(trials, metric);
    if (best === null) return { chosen, last: trials };
    chosen.set(best.lever, best.value);
    spent += outlayOf(best.lever, scenario);
  }
}

/** The lever with the best result, the first of equals; null where none has any. */
function bestOf(trials: ReadonlyMap<Lever, Trial>, metric: Metric): { lever: Lever; value: number } | null {
  let best: { lever: Lever; value: number } | null = null;
  for (const [lever, trial] of trials) {
    if ('value' in trial && (best === null || isBetter(trial.value, best.value, metric)))
      best = { lever, value: trial.value };
  }
  return best;
}

/** True for more, or for less of what costs, by more than rounding. */
const isBetter = (one: number, other: number, metric: Metric): boolean =>
  !isTie(one, other) && (isBetterLow(metric) ? one < other : one > other);

/** Amounts that were added up fit to within rounding: 0.1 and 0.2 are within 0.3. */
const fits = (spent: number, outlay: number, budget: number | null): boolean =>
  budget === null || spent + outlay <= budget || isTie(spent + outlay, budget);

/** What a lever costs over a run in which it is on from rotation 1. */
function outlayOf({ setup = 0, cost = 0 }: Lever, { rotations }: Scenario): number {
  return Math.min(setup + cost * rotations, Number.MAX_VALUE);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function stepsOf(
  scenario: Scenario,
  metric: Metric,
  value: number | null,
  chosen: ReadonlyMap<Lever, number>,
): LeverStep[] {
  let before = value;
  return [...chosen].map(([lever, after]) => {
    const change = before === null ? null : after - before;
    const pays = before === null ? null : isBetter(after, before, metric);
    before = after;
    return { lever: lever.id, metric: after, change, pays, outlay: outlayOf(lever, scenario) };
  });
}

function aloneOf(lever: Lever, trial: Trial, value: number | null, scenario: Scenario): LeverAlone {
  const metric = 'value' in trial ? trial.value : null;
  const change = metric === null || value === null ? null : metric - value;
  return { lever: lever.id, metric, change, outlay: outlayOf(lever, scenario) };
}
