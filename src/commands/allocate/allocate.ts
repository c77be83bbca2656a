import { bestSet, type LeverSet } from '../../analysis/best-set.ts';
import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import type { SamplingEach } from '../../analysis/chance/estimate.ts';
import { type Estimate, type EvaluatorSettings, MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { isTie } from '../../analysis/tolerance.ts';
import { InputError } from '../../model/errors.ts';
import { isLessBetter, isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Simulation } from '../../model/result.ts';
import { excludeEachOther } from '../../model/scenario/exclusions.ts';
import type { Lever, Scenario } from '../../model/scenario/types.ts';
import { type BudgetChannel, type Budgets, budgetChannels, type Limits, perRotation, written } from './budgets.ts';
import { allocationNotes, budgetsChangedBy, refuseBudgetLevers } from './caveats.ts';
import { type Score, stepFor } from './climb.ts';
import { type Marginals, marginalsAt } from './marginals.ts';
import { type Effort, maximise } from './maximise.ts';
import { maximiseRoughly } from './maximise-roughly.ts';
import { added, fitted, roomOf, type Split } from './splits.ts';
import { lessened, type Money, moneyFor, type Spread, spreadByChannel, spreadByRotation } from './spread.ts';
import { ExpectedValuer, MeasuredValuer, type Valuer, withBudgets } from './valuer.ts';

/** Why a channel gets no more, or no less, than it does. */
export type Bound = 'min' | 'max' | 'nothing' | 'kept';

/** A channel with a budget: what the plan gives it and what it would get, per rotation. */
export interface AllocatedChannel {
  readonly channel: string;
  /** One number, or one for each rotation where they differ. */
  readonly before: number | readonly number[];
  readonly budget: number | readonly number[];
  /** What one more unit of money adds to the metric; null where that has no value. */
  readonly marginal: number | null;
  /** With a budget for each rotation: what one more unit in each of them adds. */
  readonly marginals?: readonly (number | null)[];
  /** Null where nothing holds it. */
  readonly bound: Bound | null;
}

/** What `allocate` finds out: the shape of its JSON document, without its header. */
export interface Allocation {
  readonly scenario: Simulation['scenario'];
  readonly metric: string;
  readonly by: 'channel' | 'rotation';
  /** The metric with the plan as it is, and with the money spread so. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  /** Of `before` and `after` where they come from runs. */
  readonly standardError: { readonly before: number | null; readonly after: number | null } | null;
  /** The money per rotation, in the mean: of all channels with a budget, and of the levers that are to be switched on. */
  readonly spend: { readonly before: number; readonly after: number };
  readonly allocation: readonly AllocatedChannel[];
  /** Levers to switch on within the same money, beside those that are on; empty where nobody asked. */
  readonly levers: readonly string[];
  /** How many levers were looked at; null where nobody asked. */
  readonly tried: number | null;
  /** What these cost per rotation, setup included, in the mean: that much less is left for the channels. */
  readonly leverCost: number;
  readonly method: string;
  /** How many splits were looked at. */
  readonly looked: number;
  readonly runs?: number;
  readonly seed?: string;
  readonly notes: readonly string[];
}

/** What one asks of an allocation. */
export interface AllocationRequest extends Limits {
  readonly switches: readonly Switch[];
  /** Money per rotation, all channels together; null for what the plan spends. */
  readonly spend: number | null;
  readonly byRotation: boolean;
  /** True to look for levers as well. */
  readonly withLevers: boolean;
  /** Called before each step of the work. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** Two budgets that differ by less than this part of what can be moved are the same. */
const SAME = 1e-6;

/** Marginals by chance are differences over this part of the money: with whole people and runs nothing less can be told apart. */
const COARSE = 1 / 32;

/** How runs are made, where a measure needs them. */
export interface RunOptions {
  readonly settings: Omit<EvaluatorSettings, 'variants'>;
  readonly sampling: SamplingEach;
}

/** About so many plans are measured where each of them takes runs. */
const VARIANTS = 150;

/** One allocation: what is asked, and of what. */
interface Task {
  readonly scenario: Scenario;
  readonly measure: Measure;
  readonly request: AllocationRequest;
  readonly evaluator: MeasureEvaluator;
  readonly channels: readonly BudgetChannel[];
  /** 1 where more is better, else -1. */
  readonly sign: number;
  readonly money: Money;
  /** Told before each lot of splits how many there are. */
  readonly pace: (splits: number) => Promise<void>;
}

/** A set of levers, and the best split of what they leave. */
interface Found {
  readonly levers: readonly Lever[];
  readonly spread: Spread;
  readonly split: Split;
  readonly looked: number;
}

/**
 * Spreads the money of a plan over its channels so that a measure is best.
 * @param options how runs are made, for a measure of chance
 * @throws InputError where there is nothing to spread, or limits do not fit
 */
export async function allocate(
  scenario: Scenario,
  measure: Measure,
  request: AllocationRequest,
  options: RunOptions,
): Promise<Allocation> {
  const channels = budgetChannels(scenario, request);
  refuseBudgetLevers(scenario, request.switches, channels);
  const money = moneyFor(scenario, channels, request.spend);
  const evaluator = new MeasureEvaluator([measure], { ...options.settings, variants: VARIANTS }, options.sampling);
  const pace = paceOf(request, isOfChance(measure) ? VARIANTS : SPLITS);
  // The plan comes first: whether all others are found exactly or from runs follows from it.
  const [before] = await evaluator.of({ scenario, switches: request.switches });
  const task: Task = {
    scenario,
    measure,
    request,
    evaluator,
    channels,
    sign: isLessBetter(measure) ? -1 : 1,
    money,
    pace,
  };
  const candidates = request.withLevers ? leversToTry(task) : [];
  const found = await spreadOver(task, await bestLevers(task, candidates));
  const tried = request.withLevers ? candidates.length : null;
  return { ...(await told(task, found, before)), tried, ...drawnBy(evaluator, options) };
}

/** About so many splits are looked at where no run has to be made. */
const SPLITS = 5000;

/** Says how many splits have been looked at, of about how many. */
function paceOf({ pause }: AllocationRequest, about: number): Task['pace'] {
  let [done, all] = [0, about];
  return async (splits) => {
    if (splits === 0) return;
    while (done > all) all *= 2;
    await pause?.(done, all);
    done += splits;
  };
}

const drawnBy = ({ runs }: MeasureEvaluator, { settings: { seed } }: RunOptions) =>
  runs === null ? {} : { runs, seed };

const switchesOf = ({ switches }: AllocationRequest, levers: readonly Lever[]): Switch[] => [
  ...switches,
  ...levers.map(({ id }) => ({ lever: id, from: 1 })),
];

/**
 * What the metric comes to with other budgets, by expected values or whatever the measure is.
 * @param ids of the channels, null for those whose budget stays what the scenario says
 */
function valuerOf(task: Task, levers: readonly Lever[], ids: readonly (string | null)[], isPlain = false): Valuer {
  const { scenario, measure, request, evaluator } = task;
  const varied = { scenario, switches: switchesOf(request, levers), ids };
  return isPlain || !isOfChance(measure)
    ? new ExpectedValuer(varied, measure.metric)
    : new MeasuredValuer(varied, evaluator);
}

const openIds = (channels: readonly BudgetChannel[]): (string | null)[] =>
  channels.map(({ id, isKept }) => (isKept ? null : id));

const scoreBy =
  ({ budgetsOf }: Spread, valuer: Valuer, { sign, pace }: Task): Score =>
  async (splits) => {
    await pace(splits.length);
    const values = await valuer.valuesOf(splits.map(budgetsOf));
    return values.map((value) => (value === null ? -Infinity : sign * value));
  };

/** What levers cost over the run, from its first rotation on. */
const costOf = (levers: readonly Lever[], { rotations }: Scenario): number =>
  added(levers.map(({ setup = 0, cost = 0 }) => setup + cost * rotations));

/** The best split of the money that some levers leave. */
async function spreadOver(task: Task, levers: readonly Lever[]): Promise<Found> {
  const money = lessened(task.money, costOf(levers, task.scenario));
  const spread = spreadByChannel(money);
  const found = await bestSplit(task, levers, spread, [spread.plan]);
  if (!task.request.byRotation) return { levers, spread, ...found };
  const finer = spreadByRotation(money);
  const even = finer.parts.map(({ channel, rotation }) => spread.budgetsOf(found.split)[channel][rotation ?? 0]);
  const better = await bestSplit(task, levers, finer, [finer.plan, even], OVER_TIME);
  return { levers, spread: finer, split: better.split, looked: found.looked + better.looked };
}

/** For budgets by rotation, which start from the best ones by channel: of dozens of parts each climb takes seconds. */
const OVER_TIME: Effort = { evenly: 100, climbs: 2 };

/** What is better than the plan by less than this, relative, is not worth a change. */
const NOISE = 1e-12;

async function bestSplit(
  task: Task,
  levers: readonly Lever[],
  spread: Spread,
  starts: readonly Split[],
  effort?: Effort,
) {
  const { splits } = spread;
  const plain = scoreBy(spread, valuerOf(task, levers, openIds(task.channels), true), task);
  if (isOfChance(task.measure)) {
    const guess = await maximise(splits, starts, plain, effort);
    const score = scoreBy(spread, valuerOf(task, levers, openIds(task.channels)), task);
    return maximiseRoughly(splits, [...starts, guess.split], score, plain);
  }
  const best = await maximise(splits, starts, plain, effort);
  const plan = fitted(splits, starts[0]);
  const [planned] = Array.from(await plain([plan]));
  return isTie(planned, best.score, NOISE) ? { ...best, split: plan } : best;
}

/** Up to so many levers every set of them is tried, each with its own best split: 2^6 are 64. */
const MOST_LEVERS_FOR_ALL = 6;

/** For comparing sets of levers. */
const LIGHT: Effort = { evenly: 150, climbs: 2 };

/** Levers that are not on, that none which is on excludes, and that change no budget: what they spend would not be counted. */
function leversToTry({ scenario: { levers = [] }, request: { switches }, channels }: Task): Lever[] {
  const on = levers.filter(({ id }) => switches.some(({ lever }) => lever === id));
  return levers.filter(
    (lever) =>
      !on.includes(lever) &&
      budgetsChangedBy(lever, channels).length === 0 &&
      !on.some((other) => excludeEachOther(lever, other)),
  );
}

/**
 * The levers to switch on within the same money: the set that is best when what it leaves is spread best. By chance, the split is
 * the best one by expected values.
 */
async function bestLevers(task: Task, candidates: readonly Lever[]): Promise<readonly Lever[]> {
  if (candidates.length === 0) return [];
  const { scenario } = task;
  const all = added([...task.money.free]);
  const tried = async (levers: readonly Lever[]): Promise<LeverSet | null> => {
    const outlay = costOf(levers, scenario);
    if (outlay > all) return null;
    try {
      const spread = spreadByChannel(lessened(task.money, outlay));
      const plain = scoreBy(spread, valuerOf(task, levers, openIds(task.channels), true), task);
      const { split } = await maximise(spread.splits, [spread.plan], plain, LIGHT);
      const [score] = Array.from(await scoreBy(spread, valuerOf(task, levers, openIds(task.channels)), task)([split]));
      return { levers, score, outlay };
    } catch (error) {
      // Levers that cannot be on, or whose money the limits of the channels need.
      if (error instanceof InputError) return null;
      throw error;
    }
  };
  const none = (await tried([])) ?? { levers: [], score: -Infinity, outlay: 0 };
  return (await bestSet(candidates, none, (levers) => tried(levers), MOST_LEVERS_FOR_ALL)).best.levers;
}

/** Everything there is to tell of what was found. @param before of the plan as it is */
async function told(task: Task, found: Found, before: Estimate): Promise<Omit<Allocation, 'tried' | 'runs' | 'seed'>> {
  const { scenario, measure, request, channels, evaluator } = task;
  const { levers, spread, split, looked } = found;
  const budgets = spread.budgetsOf(split);
  const switches = switchesOf(request, levers);
  const leverCost = costOf(levers, scenario) / scenario.rotations;
  const [after] = await evaluator.of({ scenario: withBudgets(scenario, openIds(channels), budgets), switches });
  return {
    scenario: ranAs(scenario, request.switches),
    metric: measure.name,
    by: request.byRotation ? 'rotation' : 'channel',
    before: before.value,
    after: after.value,
    change: before.value === null || after.value === null ? null : after.value - before.value,
    standardError:
      before.standardError === null && after.standardError === null
        ? null
        : { before: before.standardError, after: after.standardError },
    spend: { before: spentIn(channels.map(({ planned }) => planned)), after: spentIn(budgets) + leverCost },
    allocation: allocatedTo(task, found, budgets, await marginalsOf(task, found, budgets)),
    levers: levers.map(({ id }) => id),
    leverCost,
    method: isOfChance(measure) ? 'grid and exchange' : 'grid and climb',
    looked,
    notes: [
      ...allocationNotes(scenario, channels, request.withLevers),
      ...(isOfChance(measure) ? [...evaluator.notes, ...chanceNotes(scenario, switches)] : notesOn(scenario, switches)),
    ],
  };
}

const spentIn = (budgets: Budgets): number => added(budgets.map(perRotation));

/** By chance only whole channels are told: what a unit in one rotation adds drowns in it. */
function marginalsOf(task: Task, { levers, spread }: Found, budgets: Budgets): Promise<Marginals> {
  const ids = task.channels.map(({ id }) => id);
  const valuer = valuerOf(task, levers, ids);
  const room = roomOf(spread.splits) || 1;
  return isOfChance(task.measure)
    ? marginalsAt(budgets, { ...spread, parts: [] }, () => COARSE * room, valuer)
    : marginalsAt(budgets, spread, (money) => stepFor(money, room), valuer);
}

function allocatedTo(
  { channels, request }: Task,
  { spread, split }: Found,
  budgets: Budgets,
  marginals: Marginals,
): AllocatedChannel[] {
  return channels.map(({ id, planned }, c) => {
    const own = spread.parts.flatMap(({ channel }, i) => (channel === c ? [i] : []));
    const bounds = own.map((i) => boundOf(spread, split, i, channels[c]));
    const byRotation = request.byRotation && own.length > 0 && marginals.parts.length > 0;
    return {
      channel: id,
      before: written(planned),
      budget: written(budgets[c]),
      marginal: marginals.channels[c],
      ...(byRotation && { marginals: own.map((i) => marginals.parts[i]) }),
      bound: own.length === 0 ? 'kept' : bounds.every((bound) => bound === bounds[0]) ? bounds[0] : null,
    };
  });
}

/** What holds a part of a split; null where it can be more and less. */
function boundOf({ splits }: Spread, split: Split, i: number, { min, max }: BudgetChannel): Bound | null {
  const near = SAME * roomOf(splits);
  if (max < Infinity && split[i] >= splits.upper[i] - near) return 'max';
  if (split[i] > splits.lower[i] + near) return null;
  return min > 0 ? 'min' : 'nothing';
}
