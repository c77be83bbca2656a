import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { objectiveOf } from '../analysis/objective.ts';
import { allocate as allocated } from '../commands/allocate/allocate.ts';
import { type Allocation, leversOn } from '../commands/allocate/allocation.ts';
import { planFlags, writtenBudgets } from '../commands/allocate/plan-flags.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { isMapping } from '../model/text/source.ts';
import { CHANCES, type Chances, mustBe, number, optional, optionsOf, text, texts, truth } from './options.ts';
import { paceOf } from './pace.ts';

/** What `allocate` is asked. The levers of `with` are on already. */
export interface AllocateOptions extends Chances {
  /** What to spread money for, such as `'active.member'` or `'p5:cash'`; by default cash where there is money, else gain. */
  readonly metric?: string;
  /** Money per rotation for all channels together, in the scenario's currency; by default what the plan spends. */
  readonly spend?: number;
  /** `'channel'` (the default): one budget per channel; `'rotation'`: one for each channel and rotation. */
  readonly by?: 'channel' | 'rotation';
  /** True to look also for levers to switch on within the same money. */
  readonly levers?: boolean;
  /** The least and the most that a channel gets per rotation, by its id: `{ ads: 500 }`. */
  readonly min?: Readonly<Record<string, number>>;
  readonly max?: Readonly<Record<string, number>>;
  /** Channels whose budget stays as it is in the plan. */
  readonly keep?: readonly string[];
}

/** The JSON document of `flywheel allocate`, without its header. */
export interface AllocateResult extends Allocation {
  /** The flags that make this plan in the commands, budgets to the minor unit of the currency. */
  readonly flags: readonly string[];
}

/**
 * Spreads the budget of a scenario over its channels so that a metric is best, as `flywheel allocate` does. Where a channel
 * brings less and less for its money (`response`), the best split is where one more unit adds the same in every channel.
 * @returns the JSON document of the command, without its header. Budgets are per rotation; `marginal` is what one more unit of
 * money adds to the metric, null where that is undefined.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, where no channel has a budget, and where limits
 * and money do not fit together; the signal's reason when aborted
 *
 * @example
 * import { allocate, readScenario } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 1
 *   stages: [{ id: visit }, { id: buy, conversion: 10%, revenue: 50 }]
 *   channels:
 *     - { id: search, budget: 900, response: { most: 1000, half: 400 } }
 *     - { id: social, budget: 100, response: { most: 1000, half: 400 } }
 * `);
 * const { allocation } = await allocate(scenario);
 * console.log(allocation.map(({ channel, budget }) => `${channel} ${Number(budget).toFixed()}`).join(', ')); // search 500, social 500
 */
export async function allocate(scenario: Scenario, options: AllocateOptions = {}): Promise<AllocateResult> {
  const asked = optionsOf(options, {
    metric: optional(text, undefined),
    spend: optional(money, null),
    by: optional(split, 'channel'),
    levers: optional(truth, false),
    min: optional(limits, new Map<string, number>()),
    max: optional(limits, new Map<string, number>()),
    keep: optional(texts, []),
    ...CHANCES,
  });
  const { metric, spend, by, levers, min, max, keep, runs, seed, exact } = asked;
  const pause = paceOf(asked);
  const given = givenScenario(scenario);
  const measure = objectiveOf(metric === undefined ? undefined : [metric], given);
  const request = {
    switches: asked.with,
    spend,
    byRotation: by === 'rotation',
    withLevers: levers,
    min,
    max,
    kept: keep,
  };
  // How far the splits are is told, and not how far the runs of each.
  const still = paceOf({ signal: asked.signal });
  const runOptions = { settings: { runs, seed, exact, pause: still }, sampling: oneByOne(samplingHere(still)) };
  const found = await allocated(given, measure, { ...request, pause }, runOptions);
  return { ...found, flags: planFlags(writtenBudgets(found, given), leversOn(found)) };
}

const money = number('an amount of 0 or more', 0, Number.MAX_VALUE);

function split(value: unknown, name: string): 'channel' | 'rotation' {
  if (value === 'channel' || value === 'rotation') return value;
  throw mustBe(name, '"channel" or "rotation"', value);
}

function limits(value: unknown, name: string): ReadonlyMap<string, number> {
  if (!isMapping(value)) throw mustBe(name, 'a mapping of channels to money such as { ads: 500 }', value);
  return new Map(Object.entries(value).map(([channel, amount]) => [channel, money(amount, `${name}.${channel}`)]));
}
