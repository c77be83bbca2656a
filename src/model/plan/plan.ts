import type { Prices } from './prices.ts';
import type { Table } from './table.ts';

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
 * first, then referral loops, in file order), P pools. Numbers may differ from lane to lane, shapes may not.
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
  /** S wide: conversion rate of the link into a stage, without any origin's own. */
  readonly base: Table;
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
  /** The stage at which a person counts as a customer, and that of each lane where lanes differ in it. */
  readonly customer: number;
  readonly customerByLane: Int32Array | null;
  /** People in the market, Infinity without one. */
  readonly market: number;
  /** What everything costs and earns; null in a scenario without money. */
  readonly prices: Prices | null;
}
