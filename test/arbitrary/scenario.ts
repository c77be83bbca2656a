/**
 * Random valid scenarios that between them use every feature of section 2 that moves people (section 3) and, when
 * asked to, every key of money (section 4).
 */

import fc from 'fast-check';
import type { Channel, Loop, Quantity, Scalar, Scenario, Stage } from '../../src/model/scenario/types.ts';
import { referenceRun } from '../reference/wheel.ts';

/** Every number stays in its range for this many rotations, so that the rotations can be drawn apart from it. */
const LONGEST = 30;

/** Beyond this many people, rounding would drown what a test compares. */
const MOST_PEOPLE = 1e9;

// `constructor` matches the rule for ids, yet every object inherits something of that name. A channel may share
// its id with a stage.
const STAGE_IDS = ['engage', 'acquire', 'nurture', 'advocate', 'stage-5', 'constructor'] as const;
const CHANNEL_IDS = ['paid', 'organic', 'acquire'] as const;
const LOOP_IDS = ['word-of-mouth', 'invite', 'loop3', 'buy-again'] as const;

interface Range {
  readonly low: number;
  readonly high: number;
}

const SHARE: Range = { low: 0, high: 1 };
const PER_MEMBER: Range = { low: 0, high: 1.5 };
const PEOPLE: Range = { low: 0, high: 1000 };
const POSITIVE: Range = { low: 0.5, high: 500 };
const SLOPE: Range = { low: 0.5, high: 3 };
const CARRY: Range = { low: 0, high: 0.95 };
const AMOUNT: Range = { low: 0, high: 200 };

interface Options {
  /** Neither a market nor proof loops, so that the expected path is the mean. */
  readonly linear?: boolean;
  /** Prices, costs and rewards of every kind, where otherwise there are only those that move people. */
  readonly money?: boolean;
}

/** Valid scenarios. */
export function scenarios(options: Options = {}): fc.Arbitrary<Scenario> {
  const loopDraft = options.linear
    ? fc.oneof(referralDraft, repeatDraft)
    : fc.oneof(referralDraft, repeatDraft, proofDraft);
  const drafts = fc.record({
    rotations: fc.integer({ min: 1, max: LONGEST }),
    stages: fc.array(stageDraft, { minLength: 2, maxLength: STAGE_IDS.length }),
    channels: rarelyNone(channelDraft, CHANNEL_IDS.length),
    loops: rarelyNone(loopDraft, LOOP_IDS.length),
    market: options.linear ? fc.constant(undefined) : fc.option(marketSize, { nil: undefined, freq: 2 }),
  });
  // The extremes that matter are asked for below; fast-check's own leaning to small values would leave few people.
  if (!options.money) return fc.noBias(drafts).map(settled).filter(isTame);
  const pairs = fc.noBias(fc.tuple(drafts, moneyDraft));
  return pairs.map(([draft, money]) => priced(settled(draft), money)).filter(isTame);
}

function rarelyNone<Value>(value: fc.Arbitrary<Value>, maxLength: number): fc.Arbitrary<Value[]> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<Value[]>([]) },
    { weight: 9, arbitrary: fc.array(value, { minLength: 1, maxLength }) },
  );
}

// Numbers, in every form.

/** Numbers in a range, its ends and 1 often. */
function plain({ low, high }: Range): fc.Arbitrary<number> {
  const one = Math.min(high, Math.max(low, 1));
  const ends = fc.constantFrom(low, one, one);
  const between = fc.integer({ min: Math.ceil(low * 1000), max: Math.floor(high * 1000) });
  return fc.oneof({ weight: 1, arbitrary: ends }, { weight: 3, arbitrary: between.map((n) => n / 1000) });
}

/** A number that may be written as a text. */
function written(range: Range): fc.Arbitrary<Scalar> {
  const number = plain(range);
  return fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: number.map((n) => `${Math.round(n * 1000) / 10}%`) },
    { weight: 1, arbitrary: number.map((n) => `${Math.round(n * 1000)}/1000`) },
  );
}

/** A number in a form whose values, or whose mean, lie between numbers of the range. */
function numberWithin(range: Range): fc.Arbitrary<Quantity> {
  const number = plain(range);
  const entry = range === SHARE ? written(range) : number; // inside a form only a share may be a text
  const ordered = (length: number) =>
    fc.array(number, { minLength: length, maxLength: length }).map((ends) => [...ends].sort((a, b) => a - b));
  return fc.oneof(
    { weight: 6, arbitrary: written(range) },
    { weight: 1, arbitrary: fc.array(entry, { minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(entry, { minLength: 1, maxLength: 6 }).map((repeat) => ({ repeat })) },
    { weight: 1, arbitrary: fc.tuple(number, number, season).map((drawn) => stepping(range, ...drawn)) },
    {
      weight: 1,
      arbitrary: ordered(2)
        .filter(isWide)
        .map((uniform) => ({ uniform })),
    },
    {
      weight: 1,
      arbitrary: ordered(3)
        .filter(isWide)
        .map((pert) => ({ pert })),
    },
  );
}

/** A number in any form; the range starts at 0 and covers the shares. */
function anyNumber(range: Range): fc.Arbitrary<Quantity> {
  const number = plain(range);
  const positive = plain({ low: 0.1, high: range.high });
  const growth = fc.oneof(
    fc.constantFrom(-1, 0),
    fc.integer({ min: -30, max: 10 }).map((n) => n / 100),
  );
  const count = fc.integer({ min: 1, max: 30 });
  const beyond = plain(range).map((n) => 1.4 * n - 0.2 * range.high); // an uncertain mean is clipped to the range
  return fc.oneof(
    { weight: 10, arbitrary: numberWithin(range) },
    { weight: 2, arbitrary: fc.tuple(number, growth, season).map(growing) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(count, count, written(SHARE), times)
        .map(([a, b, notice, more]) => ({ exposures: Math.max(a, b), notice, needed: Math.min(a, b), ...more })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(count, count, times).map(([got, missed, more]) => ({ got, of: got + missed, ...more })),
    },
    { weight: 1, arbitrary: fc.tuple(beyond, positive).map((normal) => ({ normal })) },
    { weight: 1, arbitrary: fc.tuple(positive, positive).map((lognormal) => ({ lognormal })) },
    { weight: 1, arbitrary: fc.tuple(positive, positive).map((beta) => ({ beta })) },
  );
}

function isWide(ends: readonly number[]): boolean {
  return ends[0] < ends[ends.length - 1];
}

/** A factor beside a form that has no scale of its own. */
const times: fc.Arbitrary<{ times?: Scalar }> = fc.oneof(
  fc.constant({}),
  written({ low: 0, high: 1 }).map((factor) => ({ times: factor })),
);

/** Factors that leave a number in its range, as that ends at 0 or just above; often there are none. */
const season: fc.Arbitrary<{ season?: Scalar[] }> = fc.oneof(
  fc.constant({}),
  fc.array(written({ low: 0.1, high: 1 }), { minLength: 1, maxLength: 5 }).map((factors) => ({ season: factors })),
);

/** From one number to another in `LONGEST` rotations; a little inside the range, so that rounding cannot leave it. */
function stepping({ low, high }: Range, first: number, last: number, factors: { season?: Scalar[] }): Quantity {
  const inside = (n: number) => 0.98 * n + 0.01 * (low + high);
  return { start: inside(first), step: (inside(last) - inside(first)) / (LONGEST - 1), ...factors };
}

/** Growth that ends at `number` when it rises and starts there when it falls. */
function growing([number, growth, factors]: readonly [number, number, { season?: Scalar[] }]): Quantity {
  let start = number;
  if (growth > 0) for (let t = LONGEST; t >= 1; t -= 1) start /= 1 + growth;
  return { start, growth, ...factors };
}

// Drafts: free of one another. `settled` then gives them their ids and takes away what does not go together.

const share = anyNumber(SHARE);
const people = anyNumber(PEOPLE);
const perMember = anyNumber(PER_MEMBER);
const positive = numberWithin(POSITIVE);
const slope = numberWithin(SLOPE);
const carry = numberWithin(CARRY);
const place = fc.nat({ max: STAGE_IDS.length - 1 });
const stageMap = fc.dictionary(fc.constantFrom(...STAGE_IDS), share, { maxKeys: 3, noNullPrototype: true });

const marketSize = fc.integer({ min: 1, max: 20 }).map((n) => 125 * n * n);

const stageDraft = fc.record({
  conversion: share,
  optional: maybe(share),
  delay: maybe(fc.constantFrom(0, 1, 1, 1, 2, 3, LONGEST + 1)),
  wait: maybe(share),
  retention: maybe(share),
  activeFor: maybe(maybe(fc.constantFrom(1, 1, 2, 5, LONGEST + 1))), // rarer, as it takes the place of retention
  initial: maybe(plain(PEOPLE)),
  memberMoney: fc.constantFrom({}, {}, { memberRevenue: 5 }, { memberCost: 2 }), // enough to keep a pool
});

const response = fc
  .record({ most: people, half: positive, slope: maybe(slope), carry: maybe(carry) })
  .map((drawn) => without(drawn, []));

const channelDraft = fc.record({
  to: maybe(place),
  volume: fc.oneof(
    fc.record({ volume: people }),
    fc.record({ volume: people, cost: people }),
    fc.record({ budget: people, cost: positive }),
    fc.record({ budget: people, response }),
  ),
  arrival: maybe(fc.constantFrom('fixed', 'poisson')),
  conversion: maybe(stageMap),
  retention: maybe(stageMap),
});

const ends = { from: place, to: fc.oneof(fc.constant(0), place), delay: maybe(fc.constantFrom(1, 2, 3, LONGEST + 1)) };

const referralDraft = fc.record({
  ...ends,
  type: fc.constant('referral'),
  perMember,
  offspring: maybe(fc.constantFrom('poisson', 'fixed', 'geometric')),
  conversion: maybe(stageMap),
  retention: maybe(stageMap),
});

const repeatDraft = fc.record({ ...ends, type: fc.constant('repeat'), perMember });

const proofDraft = fc.record({ ...ends, type: fc.constant('proof'), ceiling: share, half: positive });

// One draft for each stage, channel and loop that there may be, so that they can be drawn apart from the scenario.

const money = anyNumber(AMOUNT);
const price = { revenue: maybe(money), margin: maybe(share), cost: maybe(money) };
const stagePrice = fc.record({ ...price, memberRevenue: maybe(money), memberCost: maybe(money) });
const loopPrice = fc.record({ ...price, reward: maybe(fc.record({ amount: money, at: place })) });

const moneyDraft = fc.record({
  stages: exactly(STAGE_IDS.length, stagePrice),
  channelCosts: exactly(CHANNEL_IDS.length, maybe(money)),
  loops: exactly(LOOP_IDS.length, loopPrice),
  overhead: maybe(money),
  discount: maybe(fc.integer({ min: -20, max: 50 }).map((percent) => percent / 100)),
  customer: maybe(place),
});

function exactly<Value>(length: number, value: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return fc.array(value, { minLength: length, maxLength: length });
}

function maybe<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined, freq: 2 });
}

type Drawn<Drawing> = Drawing extends fc.Arbitrary<infer Value> ? Value : never;
type StageDraft = Drawn<typeof stageDraft>;
type ChannelDraft = Drawn<typeof channelDraft>;
type MoneyDraft = Drawn<typeof moneyDraft>;
type LoopPrice = Drawn<typeof loopPrice>;
type LoopDraft = Drawn<typeof referralDraft> | Drawn<typeof repeatDraft> | Drawn<typeof proofDraft>;

interface Draft {
  readonly rotations: number;
  readonly stages: readonly StageDraft[];
  readonly channels: readonly ChannelDraft[];
  readonly loops: readonly LoopDraft[];
  readonly market: number | undefined;
}

type Maps = Pick<Channel, 'conversion' | 'retention'>;

function settled({ rotations, stages, channels, loops, market }: Draft): Scenario {
  const ids = STAGE_IDS.slice(0, stages.length);
  const limited = ids.filter((_, s) => stages[s].activeFor !== undefined);
  const settledLoops = loops.map((loop, index) => settledLoop(loop, LOOP_IDS[index], ids, limited));
  return {
    rotations,
    ...(channels.length > 0 && {
      channels: channels.map((channel, index) => settledChannel(channel, CHANNEL_IDS[index], ids, limited)),
    }),
    stages: stages.map((stage, s) => settledStage(stage, s, ids, settledLoops)),
    ...(loops.length > 0 && { loops: settledLoops }),
    ...(market !== undefined && { market: { size: market } }),
  };
}

function settledStage(draft: StageDraft, s: number, ids: readonly string[], loops: readonly Loop[]): Stage {
  const { memberMoney, ...numbers } = draft;
  const isFirst = s === 0;
  const isLast = s === ids.length - 1;
  const hasPool = Object.keys(memberMoney).length > 0 || loops.some((loop) => loop.from === ids[s]);
  return without({ id: ids[s], ...numbers, ...memberMoney }, [
    ...(isFirst ? ['conversion', 'delay'] : []),
    ...(isFirst || isLast ? ['optional'] : []),
    ...(isLast ? ['wait'] : []),
    ...(hasPool ? [] : ['initial']),
    ...(draft.activeFor === undefined ? [] : ['retention']),
  ]);
}

function settledChannel(draft: ChannelDraft, id: string, ids: readonly string[], limited: readonly string[]): Channel {
  const { to, volume, ...rest } = draft;
  const entry = to === undefined ? undefined : ids[to % ids.length];
  return without({ id, to: entry, ...volume, ...rest, ...settledMaps(draft, ids, limited) }, []);
}

function settledLoop(draft: LoopDraft, id: string, ids: readonly string[], limited: readonly string[]): Loop {
  const from = ids[draft.from % ids.length];
  const to = ids[draft.to % ids.length];
  if (draft.type === 'referral') return without({ ...draft, ...settledMaps(draft, ids, limited), id, from, to }, []);
  if (draft.type === 'repeat') return without({ ...draft, id, from, to }, []);
  const later = ids[1 + (draft.to % (ids.length - 1))]; // the first stage has no conversion to raise
  return without({ ...draft, id, from, to: later }, []);
}

/** The maps without stages that are not there, the first stage's conversion, and retention beside `activeFor`. */
function settledMaps({ conversion, retention }: Maps, ids: readonly string[], limited: readonly string[]): Maps {
  const absent = STAGE_IDS.slice(ids.length);
  return {
    conversion: conversion && without(conversion, [...absent, ids[0]]),
    retention: retention && without(retention, [...absent, ...limited]),
  };
}

function priced(scenario: Scenario, draft: MoneyDraft): Scenario {
  const ids = scenario.stages.map((stage) => stage.id);
  const { overhead, discount } = draft;
  return without(
    {
      ...scenario,
      channels: scenario.channels?.map((channel, index) => pricedChannel(channel, draft.channelCosts[index])),
      stages: scenario.stages.map((stage, s) => ({ ...stage, ...without(draft.stages[s], []) })),
      loops: scenario.loops?.map((loop, index) => pricedLoop(loop, draft.loops[index], ids)),
      overhead,
      discount,
      customer: draft.customer === undefined ? undefined : ids[draft.customer % ids.length],
    },
    [],
  );
}

/** A budget keeps its own cost, which is never 0, or has a response and none. */
function pricedChannel(channel: Channel, cost: Quantity | undefined): Channel {
  return channel.budget !== undefined || cost === undefined ? channel : { ...channel, cost };
}

function pricedLoop(loop: Loop, { reward, revenue, margin, cost }: LoopPrice, ids: readonly string[]): Loop {
  if (loop.type === 'proof') return loop;
  if (loop.type === 'repeat') return without({ ...loop, revenue, margin, cost }, []);
  const placed = reward && { amount: reward.amount, at: ids[reward.at % ids.length] };
  return without({ ...loop, cost, reward: placed }, []);
}

/** A copy without some keys, and without those that hold nothing: a file has no `undefined`. */
function without<Whole extends object>(whole: Whole, keys: readonly string[]): Whole {
  const kept = Object.entries(whole).filter(([key, value]) => value !== undefined && !keys.includes(key));
  return Object.fromEntries(kept) as Whole;
}

function isTame(scenario: Scenario): boolean {
  return referenceRun(scenario).every((rotation) => {
    const counts = [
      ...Object.values(rotation.arrivals).flatMap(Object.values<number>),
      ...Object.values(rotation.active),
    ];
    return counts.every((people) => people < MOST_PEOPLE);
  });
}

/** Scenarios of every kind. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = scenarios();
