import { metricIds } from './assertions.ts';
import { InputError } from './errors.ts';
import { type Deviations, type Numbers, numbersOf, type Switch } from './lever.ts';
import type { MetricIds } from './metric.ts';
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
 * @param deviations what the numbers of this run are instead, if not what the scenario says
 * @throws InputError when a lever is unknown or moves a number out of its range
 */
export function compile(scenario: Scenario, switches: readonly Switch[] = [], deviations: Deviations = {}): Plan {
  return planOf(sourceOf(scenario, switches, numbersOf(scenario, switches, deviations)));
}

/** What a plan is made of: a scenario, its ids, and the numbers under the levers that are on. */
export interface Source {
  readonly scenario: Scenario;
  readonly ids: MetricIds;
  readonly numbers: Numbers;
  readonly switches: readonly Switch[];
}

export function sourceOf(scenario: Scenario, switches: readonly Switch[], numbers: Numbers): Source {
  return { scenario, ids: metricIds(scenario), numbers, switches };
}

/** The parts of a plan that follow from numbers which may differ from rotation to rotation, each by itself. */
export const PARTS = {
  fresh: freshTable,
  conversion: conversionTable,
  base: lastBase,
  optional: (source: Source) => stageTable(source, 'optional'),
  wait: (source: Source) => stageTable(source, 'wait'),
  prompt: isPrompt,
  retention: retentionTable,
  visits: visitTable,
  ceiling: ceilingTable,
  half: halfTable,
  customer: customerOf,
  prices: pricesIn,
} as const satisfies { readonly [Key in keyof Plan]?: (source: Source) => Plan[Key] };

/** Compiles what `sourceOf` gives. */
export function planOf(source: Source): Plan {
  const { scenario, ids } = source;
  const { rotations, stages, channels = [] } = scenario;
  const referrals = loopsOf(scenario, 'referral');
  const pools = ids.pools.map((id) => ids.stages.indexOf(id));
  const side = ({ id, from, to, delay }: RepeatLoop | ProofLoop): SideLoop => {
    return { id, pool: ids.pools.indexOf(from), stage: ids.stages.indexOf(to), delay: delay ?? 1 };
  };
  return {
    rotations,
    stages: ids.stages,
    origins: ids.origins,
    channels: channels.length,
    entry: Int32Array.from([...channels, ...referrals], ({ to }) => (to === undefined ? 0 : ids.stages.indexOf(to))),
    fresh: PARTS.fresh(source),
    law: [
      ...channels.map(({ arrival }) => arrival ?? 'fixed'),
      ...referrals.map(({ offspring }) => offspring ?? 'poisson'),
    ],
    driver: Int32Array.from([...channels.map(() => -1), ...referrals.map(({ from }) => ids.pools.indexOf(from))]),
    driverDelay: Int32Array.from([...channels.map(() => 0), ...referrals.map(({ delay }) => delay ?? 1)]),
    conversion: PARTS.conversion(source),
    base: PARTS.base(source),
    optional: PARTS.optional(source),
    wait: PARTS.wait(source),
    delay: Int32Array.from(stages, (stage) => stage.delay ?? 0),
    prompt: PARTS.prompt(source),
    pools: Int32Array.from(pools),
    initial: Float64Array.from(pools, (stage) => stages[stage]?.initial ?? 0),
    activeFor: Int32Array.from(pools, (stage) => stages[stage]?.activeFor ?? 0),
    retention: PARTS.retention(source),
    repeats: loopsOf(scenario, 'repeat').map(side),
    visits: PARTS.visits(source),
    proofs: loopsOf(scenario, 'proof').map(side),
    ceiling: PARTS.ceiling(source),
    half: PARTS.half(source),
    customer: PARTS.customer(source),
    market: scenario.market?.size ?? Infinity,
    prices: PARTS.prices(source),
  };
}

/** What channels bring per rotation, and referral loops per member and rotation. */
function freshTable({ scenario, numbers }: Source): Table {
  const { rotations, channels = [] } = scenario;
  return tableOf(
    [
      ...channels.map((channel) => volumeOf(channel, numbers, rotations)),
      ...loopsOf(scenario, 'referral').map(({ id, perMember }) =>
        numbers.read(`loops.${id}.perMember`, perMember, AMOUNT),
      ),
    ],
    rotations,
  );
}

function baseOf({ scenario, numbers }: Source): Float64Array[] {
  return scenario.stages.map(({ id, conversion }) => numbers.read(`stages.${id}.conversion`, conversion ?? 0, SHARE));
}

function lastBase(source: Source): Float64Array {
  return Float64Array.from(baseOf(source), (series) => valueIn(series, source.scenario.rotations - 1));
}

/** True when nobody ever waits, travels or bypasses. */
function isPrompt(source: Source): boolean {
  const numbers = [...stageTable(source, 'wait').values, ...stageTable(source, 'optional').values];
  return [...numbers, ...source.scenario.stages.map(({ delay }) => delay ?? 0)].every((number) => number === 0);
}

function visitTable({ scenario, numbers }: Source): Table {
  const repeats = loopsOf(scenario, 'repeat');
  return tableOf(
    repeats.map(({ id, perMember }) => numbers.read(`loops.${id}.perMember`, perMember, AMOUNT)),
    scenario.rotations,
  );
}

function ceilingTable({ scenario, numbers }: Source): Table {
  const proofs = loopsOf(scenario, 'proof');
  return tableOf(
    proofs.map(({ id, ceiling }) => numbers.read(`loops.${id}.ceiling`, ceiling, SHARE)),
    scenario.rotations,
  );
}

function halfTable({ scenario, numbers }: Source): Table {
  const proofs = loopsOf(scenario, 'proof');
  return tableOf(
    proofs.map(({ id, half }) => numbers.read(`loops.${id}.half`, half, POSITIVE)),
    scenario.rotations,
  );
}

function pricesIn({ scenario, ids, numbers, switches }: Source): Prices | null {
  const columns = {
    channels: scenario.channels ?? [],
    referrals: loopsOf(scenario, 'referral'),
    repeats: loopsOf(scenario, 'repeat'),
    pools: scenario.stages.filter(({ id }) => ids.pools.includes(id)),
  };
  return pricesOf(scenario, columns, numbers, switches);
}

/** The stage that the scenario names, else the first that earns anything in some rotation, else the second. */
function customerOf({ scenario, numbers }: Source): number {
  const { stages, customer } = scenario;
  if (customer !== undefined) return stages.findIndex((stage) => stage.id === customer);
  const earns = stages.map(({ id, revenue }) =>
    numbers.read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT).some((amount) => amount > 0),
  );
  const earning = earns.indexOf(true);
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

function stageTable({ scenario, numbers }: Source, key: 'optional' | 'wait'): Table {
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

function conversionTable(source: Source): Table {
  const { scenario, numbers } = source;
  const base = baseOf(source);
  const columns = mapsOf(scenario).flatMap(({ path, conversion }) =>
    scenario.stages.map(({ id }, s) => overridden(conversion, id, `${path}.conversion`, base[s], numbers)),
  );
  return tableOf(columns, scenario.rotations);
}

function retentionTable({ scenario, ids, numbers }: Source): Table {
  const stages = scenario.stages.filter(({ id }) => ids.pools.includes(id));
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
