import type { MetricIds } from '../metric/metric.ts';
import { metricIds } from '../scenario/expect-faults.ts';
import type { ProofLoop, RepeatLoop, Scenario } from '../scenario/types.ts';
import { type Deviations, type Numbers, numbersOf, type Switch } from './active-levers.ts';
import { hasMoney, type Prices } from './prices.ts';
import type { Table } from './table.ts';
import { loopsOf, PARTS } from './tables.ts';

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
  /** True when there is money in the scenario. */
  readonly priced: boolean;
}

export function sourceOf(scenario: Scenario, switches: readonly Switch[], numbers: Numbers): Source {
  return { scenario, ids: metricIds(scenario), numbers, switches, priced: hasMoney(scenario) };
}

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
    initial: PARTS.initial(source),
    activeFor: Int32Array.from(pools, (stage) => stages[stage]?.activeFor ?? 0),
    retention: PARTS.retention(source),
    repeats: loopsOf(scenario, 'repeat').map(side),
    visits: PARTS.visits(source),
    proofs: loopsOf(scenario, 'proof').map(side),
    ceiling: PARTS.ceiling(source),
    half: PARTS.half(source),
    customer: PARTS.customer(source),
    market: PARTS.market(source),
    prices: PARTS.prices(source),
  };
}
