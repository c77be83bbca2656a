import { metricIds } from './assertions.ts';
import { InputError } from './errors.ts';
import { type Numbers, numbersOf, type Switch, type Uncertain } from './lever.ts';
import { type Prices, pricesOf } from './prices.ts';
import { AMOUNT, POSITIVE, SHARE } from './range.ts';
import type { Channel, ProofLoop, ReferralLoop, RepeatLoop, Scenario, StageMap } from './scenario.ts';
import { type Table, tableOf, valueIn } from './table.ts';

/** How many come at once, under chance: of a channel per rotation, or of a referral loop per member and rotation. */
export type Law = 'fixed' | 'poisson' | 'geometric';

/** A loop that is no origin: repeat visits and proof. */
export interface SideLoop {
  readonly id: string;
  readonly pool: number;
  readonly stage: number;
  readonly delay: number;
}

/**
 * A scenario compiled for the engines: every id is an index, every number a table. S stages, O origins (channels
 * first, then referral loops, in file order), P pools. This is the only place that knows the order of flow.
 */
export interface Plan {
  readonly rotations: number;
  readonly stages: readonly string[];
  readonly origins: readonly string[];
  readonly channels: number;
  /** The stage where each origin drops its people. */
  readonly entry: Int32Array;
  /** O wide: prospects per rotation of a channel, prospects per member and rotation of a referral loop. */
  readonly fresh: Table;
  /** The law under chance whose mean is in `fresh`, by origin. */
  readonly law: readonly Law[];
  /** The pool that drives each origin, -1 for channels, and after how many rotations. */
  readonly driver: Int32Array;
  readonly driverDelay: Int32Array;
  /** O x S wide: conversion rate of the link into a stage, by origin; unused for the first stage. */
  readonly conversion: Table;
  /** Conversion rate of the link into each stage in the last rotation, without any origin's own. */
  readonly base: Float64Array;
  /** S wide: share bypassing a stage, and share of those left behind who wait there. */
  readonly optional: Table;
  readonly wait: Table;
  /** Whole rotations on the way into each stage. */
  readonly delay: Int32Array;
  /** True when nobody ever waits, travels or bypasses: a cohort passes all its stages within its rotation. */
  readonly prompt: boolean;
  /** The stage of each pool, its members before rotation 1, and how long they stay (0: by retention). */
  readonly pools: Int32Array;
  readonly initial: Float64Array;
  readonly activeFor: Int32Array;
  /** (O + 1) x P wide: retention by origin and pool; the last origin is `initial`. */
  readonly retention: Table;
  readonly repeats: readonly SideLoop[];
  /** One wide per repeat loop: visits per member and rotation. */
  readonly visits: Table;
  readonly proofs: readonly SideLoop[];
  readonly ceiling: Table;
  readonly half: Table;
  /** The stage at which a person counts as a customer. */
  readonly customer: number;
  /** People in the market, Infinity without one. */
  readonly market: number;
  /** What everything costs and earns; null in a scenario without money. */
  readonly prices: Prices | null;
}

/**
 * Compiles a scenario, with levers on.
 * @param uncertain draws the uncertain numbers of one run; without it they stand at their mean
 * @throws InputError when a lever is unknown or moves a number out of its range
 */
export function compile(scenario: Scenario, switches: readonly Switch[] = [], uncertain?: Uncertain): Plan {
  const numbers = numbersOf(scenario, switches, uncertain);
  const channels = scenario.channels ?? [];
  const referrals = loopsOf(scenario, 'referral');
  const ids = metricIds(scenario);
  const stageIndex = (id: string): number => ids.stages.indexOf(id);
  const poolIndex = (id: string): number => ids.pools.indexOf(id);
  const side = ({ id, from, to, delay }: RepeatLoop | ProofLoop): SideLoop => {
    return { id, pool: poolIndex(from), stage: stageIndex(to), delay: delay ?? 1 };
  };
  const repeats = loopsOf(scenario, 'repeat');
  const proofs = loopsOf(scenario, 'proof');
  const pools = ids.pools.map(stageIndex);
  const { rotations, stages } = scenario;
  const base = stages.map(({ id, conversion }) => numbers.read(`stages.${id}.conversion`, conversion ?? 0, SHARE));
  const optional = stageTable(scenario, numbers, 'optional');
  const wait = stageTable(scenario, numbers, 'wait');
  const delay = Int32Array.from(stages, (stage) => stage.delay ?? 0);
  return {
    rotations,
    stages: ids.stages,
    origins: ids.origins,
    channels: channels.length,
    entry: Int32Array.from([...channels, ...referrals], ({ to }) => (to === undefined ? 0 : stageIndex(to))),
    fresh: tableOf(
      [
        ...channels.map((channel) => volumeOf(channel, numbers, rotations)),
        ...referrals.map((loop) => numbers.read(`loops.${loop.id}.perMember`, loop.perMember, AMOUNT)),
      ],
      rotations,
    ),
    law: [
      ...channels.map(({ arrival }) => arrival ?? 'fixed'),
      ...referrals.map(({ offspring }) => offspring ?? 'poisson'),
    ],
    driver: Int32Array.from([...channels.map(() => -1), ...referrals.map(({ from }) => poolIndex(from))]),
    driverDelay: Int32Array.from([...channels.map(() => 0), ...referrals.map(({ delay }) => delay ?? 1)]),
    conversion: conversionTable(scenario, base, numbers),
    base: Float64Array.from(base, (series) => valueIn(series, rotations - 1)),
    optional,
    wait,
    delay,
    prompt: [...wait.values, ...optional.values, ...delay].every((number) => number === 0),
    pools: Int32Array.from(pools),
    initial: Float64Array.from(pools, (stage) => stages[stage]?.initial ?? 0),
    activeFor: Int32Array.from(pools, (stage) => stages[stage]?.activeFor ?? 0),
    retention: retentionTable(scenario, numbers, pools),
    repeats: repeats.map(side),
    visits: tableOf(
      repeats.map(({ id, perMember }) => numbers.read(`loops.${id}.perMember`, perMember, AMOUNT)),
      rotations,
    ),
    proofs: proofs.map(side),
    ceiling: tableOf(
      proofs.map(({ id, ceiling }) => numbers.read(`loops.${id}.ceiling`, ceiling, SHARE)),
      rotations,
    ),
    half: tableOf(
      proofs.map(({ id, half }) => numbers.read(`loops.${id}.half`, half, POSITIVE)),
      rotations,
    ),
    customer: customerOf(scenario, numbers),
    market: scenario.market?.size ?? Infinity,
    prices: pricesOf(scenario, { channels, referrals, repeats, pools: pools.map((s) => stages[s]) }, numbers, switches),
  };
}

/** The stage that the scenario names, else the first that earns anything in some rotation, else the second. */
function customerOf({ stages, customer }: Scenario, numbers: Numbers): number {
  if (customer !== undefined) return stages.findIndex((stage) => stage.id === customer);
  const earning = stages.findIndex(({ id, revenue }) =>
    numbers.read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT).some((amount) => amount > 0),
  );
  return earning === -1 ? 1 : earning;
}

function loopsOf(scenario: Scenario, type: 'referral'): ReferralLoop[];
function loopsOf(scenario: Scenario, type: 'repeat'): RepeatLoop[];
function loopsOf(scenario: Scenario, type: 'proof'): ProofLoop[];
function loopsOf(scenario: Scenario, type: string) {
  return (scenario.loops ?? []).filter((loop) => loop.type === type);
}

function volumeOf(channel: Channel, numbers: Numbers, rotations: number): Float64Array {
  const path = `channels.${channel.id}`;
  if (channel.budget === undefined) return numbers.read(`${path}.volume`, channel.volume ?? 0, AMOUNT);
  const budget = numbers.read(`${path}.budget`, channel.budget, AMOUNT);
  const cost = numbers.read(`${path}.cost`, channel.cost ?? 0, AMOUNT);
  const length = budget.length === 1 && cost.length === 1 ? 1 : rotations;
  return Float64Array.from({ length }, (_, t) => {
    if (valueIn(cost, t) > 0) return valueIn(budget, t) / valueIn(cost, t);
    // The file itself was checked: only levers, and uncertain numbers as drawn, get here.
    throw InputError.of(`${path}.budget needs a cost above 0, and it comes to 0 in rotation ${t + 1}`);
  });
}

function stageTable(scenario: Scenario, numbers: Numbers, key: 'optional' | 'wait'): Table {
  const columns = scenario.stages.map((stage) => numbers.read(`stages.${stage.id}.${key}`, stage[key] ?? 0, SHARE));
  return tableOf(columns, scenario.rotations);
}

/** The channels and referral loops, in the order of `Plan.origins`, with where their maps stand. */
function mapsOf(scenario: Scenario): { path: string; conversion: StageMap; retention: StageMap }[] {
  const named = (list: string) => (origin: Channel | ReferralLoop) => {
    return { path: `${list}.${origin.id}`, conversion: origin.conversion ?? {}, retention: origin.retention ?? {} };
  };
  return [...(scenario.channels ?? []).map(named('channels')), ...loopsOf(scenario, 'referral').map(named('loops'))];
}

function conversionTable(scenario: Scenario, base: readonly Float64Array[], numbers: Numbers): Table {
  const columns = mapsOf(scenario).flatMap(({ path, conversion }) =>
    scenario.stages.map(({ id }, s) => overridden(conversion, id, `${path}.conversion`, base[s], numbers)),
  );
  return tableOf(columns, scenario.rotations);
}

function retentionTable(scenario: Scenario, numbers: Numbers, pools: readonly number[]): Table {
  const stages = pools.map((s) => scenario.stages[s]).filter((stage) => stage !== undefined);
  const base = stages.map(({ id, retention }) => numbers.read(`stages.${id}.retention`, retention ?? 1, SHARE));
  const columns = mapsOf(scenario).flatMap(({ path, retention }) =>
    stages.map(({ id }, p) => overridden(retention, id, `${path}.retention`, base[p], numbers)),
  );
  return tableOf([...columns, ...base], scenario.rotations);
}

/** A stage's number for one origin: the origin's own where its map has one, else the stage's. */
function overridden(map: StageMap, id: string, path: string, base: Float64Array | undefined, numbers: Numbers) {
  const own = Object.hasOwn(map, id) ? map[id] : undefined;
  return own === undefined ? (base ?? new Float64Array(1)) : numbers.read(`${path}.${id}`, own, SHARE);
}
