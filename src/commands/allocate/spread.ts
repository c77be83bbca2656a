import { InputError } from '../../model/errors.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { price } from '../../output/format/number.ts';
import { periodOf, spoken } from '../../output/format/period-words.ts';
import { type BudgetChannel, type Budgets, perRotation, spentBy } from './budgets.ts';
import { added, type Split, type Splits, splitsOf } from './splits.ts';

/** A way to spread money: what is split, and which budgets a split stands for. */
export interface Spread {
  readonly splits: Splits;
  /** The split that is nearest to the plan. */
  readonly plan: Split;
  readonly budgetsOf: (split: Split) => Budgets;
  readonly isByRotation: boolean;
  /** For each channel how a unit of money per rotation lies over the rotations: 1 in each, unless its budget changes by rotation. */
  readonly courses: readonly Float64Array[];
  /** For each part the channel that it is about, by its place, and the rotation from 0; null for all rotations. */
  readonly parts: readonly { readonly channel: number; readonly rotation: number | null }[];
}

/** The money that is there to be spread in every rotation. */
export interface Money {
  readonly scenario: Scenario;
  readonly channels: readonly BudgetChannel[];
  /** For the channels that are not kept. */
  readonly free: Float64Array;
}

/**
 * The money to spread: what the plan spends, or as much as is asked for in every rotation, less what kept channels spend.
 * @param spend per rotation, all channels together; null for what the plan spends
 * @throws InputError where nothing is left
 */
export function moneyFor(scenario: Scenario, channels: readonly BudgetChannel[], spend: number | null): Money {
  const { rotations, currency } = scenario;
  const kept = spentBy(
    channels.filter(({ isKept }) => isKept),
    rotations,
  );
  const planned = spentBy(
    channels.filter(({ isKept }) => !isKept),
    rotations,
  );
  if (spend === null && planned.every((money) => money === 0)) {
    throw InputError.of('the plan spends nothing that could be spread: say how much there is, such as --spend 5000');
  }
  const free = spend === null ? planned : kept.map((money) => spend - money);
  const short = free.findIndex((money) => money < 0);
  if (short !== -1) {
    throw InputError.of(
      `channels that are kept spend ${price(kept[short], currency)} in ${spoken(scenario, short + 1)}, more than all that there is`,
      `--spend ${spend}`,
    );
  }
  return { scenario, channels, free };
}

/** The money that is left when some of it, over the whole run, goes elsewhere: of every rotation the same share. */
export function lessened(money: Money, elsewhere: number): Money {
  const { free } = money;
  const all = added([...free]);
  if (elsewhere === 0) return money;
  return { ...money, free: free.map((amount) => amount * Math.max(0, 1 - elsewhere / all)) };
}

/**
 * Every channel gets one amount per rotation, a part of what there is in the mean. Where its budget changes by rotation in the
 * plan it keeps that course, so that the plan is one of the splits.
 * @throws InputError where limits and money do not fit together
 */
export function spreadByChannel({ scenario, channels, free }: Money): Spread {
  const mean = perRotation(free);
  const courses = coursesOf(channels, free);
  const open = indexesOf(channels);
  const lower = open.map((c) => channels[c].min / Math.min(...spending(courses[c])));
  const upper = open.map((c) => channels[c].max / Math.max(...courses[c]));
  refuseMisfits(
    scenario,
    open.map((c) => channels[c]),
    lower,
    upper,
    mean,
  );
  return {
    splits: splitsOf(lower, upper, mean),
    plan: open.map((c) => perRotation(channels[c].planned)),
    budgetsOf: (split) =>
      channels.map(({ planned }, c) => {
        const at = open.indexOf(c);
        return at === -1 ? planned : courses[c].map((part) => part * split[at]);
      }),
    isByRotation: false,
    courses,
    parts: open.map((channel) => ({ channel, rotation: null })),
  };
}

/** The course of every channel's budget, of mean 1. One that spends nothing in the plan would follow the money as a whole. */
function coursesOf(channels: readonly BudgetChannel[], free: Float64Array): Float64Array[] {
  const whole = courseOf(free) ?? new Float64Array(free.length).fill(1);
  return channels.map(({ planned }) => courseOf(planned) ?? whole);
}

function courseOf(money: Float64Array): Float64Array | null {
  const mean = perRotation(money);
  return mean > 0 ? money.map((amount) => amount / mean) : null;
}

/** Where a course has no money no limit can be kept. */
const spending = (course: Float64Array): Float64Array => course.filter((part) => part > 0);

/**
 * Every channel gets an amount in each rotation: money may go to other rotations, too.
 * @throws InputError where limits and money do not fit together
 */
export function spreadByRotation({ scenario, channels, free }: Money): Spread {
  const rotations = free.length;
  const open = indexesOf(channels);
  const parts = open.flatMap((channel) => Array.from({ length: rotations }, (_, rotation) => ({ channel, rotation })));
  if (parts.length > MOST_PARTS) {
    throw InputError.of(
      `${open.length} channels in ${rotations} rotations are more than ${MOST_PARTS} budgets: run fewer rotations, or keep some channels`,
      '--by rotation',
    );
  }
  const lower = parts.map(({ channel }) => channels[channel].min);
  const upper = parts.map(({ channel }) => channels[channel].max);
  const total = added([...free]);
  const share = (bounds: readonly number[]): number[] =>
    open.map((_, i) => added(bounds.slice(i * rotations, (i + 1) * rotations)) / rotations);
  refuseMisfits(
    scenario,
    open.map((c) => channels[c]),
    share(lower),
    share(upper),
    total / rotations,
  );
  return {
    splits: splitsOf(lower, upper, total),
    plan: parts.map(({ channel, rotation }) => channels[channel].planned[rotation]),
    budgetsOf: (split) =>
      channels.map(({ planned }, c) => {
        const at = open.indexOf(c);
        return at === -1 ? planned : Float64Array.from(split.slice(at * rotations, (at + 1) * rotations));
      }),
    isByRotation: true,
    courses: coursesOf(channels, free),
    parts,
  };
}

/** As many take a minute of work on a small wheel. */
const MOST_PARTS = 600;

/** The places of channels that are not kept. */
const indexesOf = (channels: readonly BudgetChannel[]): number[] =>
  channels.flatMap(({ isKept }, c) => (isKept ? [] : [c]));

/** Amounts that were added up fit but for rounding. */
const ROUNDING = 1e-9;

function refuseMisfits(
  scenario: Scenario,
  channels: readonly BudgetChannel[],
  lower: readonly number[],
  upper: readonly number[],
  total: number,
): void {
  const said = (money: number): string => `${price(money, scenario.currency)} a ${periodOf(scenario)}`;
  const [least, most] = [added(lower), added(upper)];
  if (least > total * (1 + ROUNDING)) {
    const named = channels.filter(({ min }) => min > 0).map(({ id }) => id);
    throw InputError.of(
      `${named.join(' and ')} would get at least ${said(least)}${named.length > 1 ? ' together' : ''}, and there is ${said(total)}: lower --min, or raise --spend`,
      '--min',
    );
  }
  if (most < total * (1 - ROUNDING)) {
    throw InputError.of(
      `${channels.map(({ id }) => id).join(', ')} may get ${said(most)} at most${channels.length > 1 ? ' together' : ''}, and there is ${said(total)}: raise --max, or lower --spend`,
      '--max',
    );
  }
}
