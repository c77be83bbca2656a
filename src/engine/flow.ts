import type { Plan } from '../model/plan/plan.ts';
import { numberAt, type Table } from '../model/plan/table.ts';
import { kindsOf } from './interchangeable-origins.ts';

/** An origin whose cells hold people, with the first and the last stage where these enter. */
export interface Holder {
  readonly origin: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * What flows through the wheel, by rotation: arrays that an engine fills and the analysis reads, for as many lanes as are
 * turned side by side. T rotations, S stages, O origins, P pools, as in the plan; t counts from 0, cell (t, o, s) is at
 * (t * O + o) * S + s, and its number in lane r at cell * lanes + r.
 */
export interface Flow {
  readonly lanes: number;
  /** For each origin the one whose cells hold its people once they have arrived. */
  readonly classes: Int32Array;
  readonly holders: readonly Holder[];
  /** By origin: true where nobody else's people are counted in its cells, and they come straight into these. */
  readonly isAlone: readonly boolean[];
  /** T x O prospects sought or brought, and how many of them were new and came: without a market, the same array. */
  readonly candidates: Float64Array;
  readonly came: Float64Array;
  /** (T + 1) x P active members of all origins at the end of a rotation; row 0 is before the first. */
  readonly members: Float64Array;
  /** T x (repeat loops) visits. */
  readonly returning: Float64Array;
  /** O x S wide: conversion rates that applied, proof included. */
  readonly conversion: Table;
  /** T x O x S people arriving at a stage. */
  readonly arrivals: Float64Array;
  /** T x O x S people still waiting at a stage at the end of the rotation; empty for a prompt plan. */
  readonly waiting: Float64Array;
  /** (O + 1) x P active members by origin (the last is `initial`) at the end of the latest rotation. */
  readonly active: Float64Array;
  /** O x P, where members stay a fixed time L: arrivals since the latest multiple of L. */
  readonly blockStart: Float64Array;
  /** O x P x T: arrivals from a rotation to the next multiple of L, once that is over. */
  readonly blockEnds: Float64Array;
  /**
   * T x O x P, the same for all lanes, or empty: where members stay a fixed time, those of them who were counted and whom no
   * arrivals explain; below 0 where arrivals would have it that there are more than were counted.
   */
  readonly unseen: Float64Array;
  /** What happened already; null for a wheel that starts from the beginning. */
  readonly past: Past | null;
  /** One number wide: people who ever came. */
  readonly people: Float64Array;
  /** One number wide each: what is passed from step to step within a rotation. */
  readonly present: Float64Array;
  readonly gone: Float64Array;
  readonly bypassing: Float64Array;
}

/**
 * What is known of the first rotations of a run, for a wheel that turns on from there: as a flow of one lane has it that
 * tells every origin apart. Only what was counted or follows from it is in it: of later rotations, who is on the way.
 */
export interface Past
  extends Pick<
    Flow,
    'candidates' | 'came' | 'members' | 'returning' | 'arrivals' | 'waiting' | 'active' | 'people' | 'unseen'
  > {
  /** How many rotations that is. */
  readonly rotations: number;
  /** Amounts that are known, by rotation, NaN where they are not; null where none is. */
  readonly money: CountedMoney | null;
}

/** Amounts of rotations as somebody counted them, NaN where nobody did. */
export type CountedMoney = Readonly<Record<'revenue' | 'cost' | 'spend' | 'profit' | 'cash', Float64Array>>;

const NO_MARKS = { arrival: () => false, member: () => false, lapse: () => false, visit: () => false };

/**
 * Room for one run of a plan, or for several side by side; engines may use it again and again.
 * @param apart true to tell the people of every origin apart all the way; else those who behave alike are counted
 * together after they arrived, which under chance is the same law in fewer draws
 * @param past what happened already, where the wheel is to turn on from there
 */
export function createFlow(plan: Plan, lanes = 1, apart = true, past: Past | null = null): Flow {
  const { rotations } = plan;
  const origins = plan.origins.length;
  const pools = plan.pools.length;
  const cells = rotations * origins * plan.stages.length;
  const fixedStays = plan.activeFor.some((stay) => stay > 0) ? origins * pools : 0;
  const numbers = (width: number): Float64Array => new Float64Array(width * lanes);
  const candidates = numbers(rotations * origins);
  const classes = apart ? Int32Array.from(plan.origins.keys()) : kindsOf(plan, NO_MARKS);
  return {
    lanes,
    classes,
    holders: [...new Set(classes)].map((origin) => {
      const entries = plan.entry.filter((_, o) => classes[o] === origin);
      return { origin, lowest: Math.min(...entries), highest: Math.max(...entries) };
    }),
    isAlone: plan.origins.map(
      (_, o) => plan.prompt && classes.every((one, other) => one !== classes[o] || other === o),
    ),
    candidates,
    came: plan.market === Infinity ? candidates : numbers(rotations * origins),
    members: numbers((rotations + 1) * pools),
    returning: numbers(rotations * plan.repeats.length),
    conversion: provenConversion(plan, lanes),
    arrivals: numbers(cells),
    waiting: numbers(plan.prompt ? 0 : cells),
    active: numbers((origins + 1) * pools),
    blockStart: numbers(fixedStays),
    blockEnds: numbers(fixedStays * rotations),
    unseen: unseenIn(plan, classes, past),
    past,
    people: numbers(1),
    present: numbers(1),
    gone: numbers(1),
    bypassing: numbers(1),
  };
}

/** Of those who are counted together, all who are unseen. */
function unseenIn({ origins, pools }: Plan, classes: Int32Array, past: Past | null): Float64Array {
  if (!past) return new Float64Array(0);
  const unseen = new Float64Array(past.unseen.length);
  const [width, row] = [pools.length, origins.length * pools.length];
  for (const [i, people] of past.unseen.entries()) {
    const o = Math.floor((i % row) / width);
    unseen[i + (classes[o] - o) * width] += people;
  }
  return unseen;
}

/** The conversion rates of a plan, with room for those that proof changes in every lane. */
function provenConversion({ conversion, proofs, stages, origins, rotations }: Plan, lanes: number): Table {
  if (proofs.length === 0) return conversion;
  const proven = new Set(proofs.map(({ stage }) => stage));
  const byLane = origins.flatMap((_, o) =>
    stages.map((_stage, s) =>
      proven.has(s)
        ? { values: new Float64Array(rotations * lanes), step: lanes }
        : (conversion.byLane?.[o * stages.length + s] ?? null),
    ),
  );
  return { ...conversion, byLane };
}

/** Arrivals of origin o at stage s in rotation t (from 0), in a lane. */
export function arrivalsAt(plan: Plan, flow: Flow, t: number, o: number, s: number, lane = 0): number {
  return flow.arrivals[((t * plan.entry.length + o) * plan.delay.length + s) * flow.lanes + lane];
}

/** Arrivals of all origins at stage s in rotation t (from 0). */
export function allArrivalsAt(plan: Plan, flow: Flow, t: number, s: number, lane = 0): number {
  let arrivals = 0;
  for (let o = 0; o < plan.origins.length; o++) arrivals += arrivalsAt(plan, flow, t, o, s, lane);
  return arrivals;
}

/** People waiting at stage s at the end of rotation t (from 0; -1 is before the first). */
export function waitingAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return plan.prompt || t < 0 ? 0 : flow.waiting[((t * plan.entry.length + o) * plan.delay.length + s) * flow.lanes];
}

/** People present at stage s in rotation t: those who arrived, and those who waited since the one before. */
export function presentAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return arrivalsAt(plan, flow, t, o, s) + waitingAt(plan, flow, t - 1, o, s);
}

/** Expected people of origin o who went on from stage s (not the last) in rotation t. */
export function goneAt(plan: Plan, flow: Flow, t: number, o: number, s: number): number {
  return numberAt(flow.conversion, t, o * plan.delay.length + s + 1) * presentAt(plan, flow, t, o, s);
}

/** Members of a pool who left it in rotation t (from 0), of all origins: those before and those who joined, less those after. */
export function lapsedAt(plan: Plan, flow: Flow, t: number, pool: number, lane = 0): number {
  const before = membersAfter(plan, flow, t, pool, lane);
  const joined = allArrivalsAt(plan, flow, t, plan.pools[pool], lane);
  return lapsedOf(before, joined, membersAfter(plan, flow, t + 1, pool, lane));
}

/** Expected people, who are no whole numbers, leave a crumb when they are subtracted: where all stay, nobody lapses. */
export function lapsedOf(before: number, joined: number, after: number): number {
  const lapsed = before + joined - after;
  return Number.isInteger(lapsed) || lapsed > CRUMB * (before + joined) ? Math.max(0, lapsed) : 0;
}

/** Far more than sums over 200 origins round to, and far less than anybody's retention leaves. */
const CRUMB = 1e-12;

/** Members of a pool at the end of a rotation, which counts from 1, in a lane; 0 is before the first, and earlier it is empty. */
export function membersAfter(plan: Plan, flow: Flow, rotation: number, pool: number, lane = 0): number {
  return rotation < 0 ? 0 : flow.members[(rotation * plan.pools.length + pool) * flow.lanes + lane];
}
