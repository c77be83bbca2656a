import { allArrivalsAt, type Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { RotationResult } from '../../model/result.ts';
import type { Ledger } from '../money/ledger.ts';
import { effortPerCustomer, soughtAt, spends } from './rules.ts';

/** How a figure went from the first rotation that has it to the last, and how it first moved the wrong way. */
export interface Trend {
  readonly first: TrendPoint;
  readonly last: TrendPoint;
  readonly broken: Break | null;
  /** The farthest that it went the wrong way, from any rotation to a later one; null where it never did. */
  readonly setback: Setback | null;
}

export interface Setback {
  readonly from: TrendPoint;
  readonly to: TrendPoint;
  /** Relative to where it came from, above 0. */
  readonly by: number;
}

export interface TrendPoint {
  /** Counts from 1. */
  readonly rotation: number;
  readonly value: number;
}

/** The step at which a figure broke its rule, and the number behind it that moved most. */
export interface Break {
  readonly before: TrendPoint;
  readonly after: TrendPoint;
  readonly cause: Cause;
}

export interface Cause {
  readonly what:
    | 'channel arrivals'
    | 'referred arrivals'
    | 'prospects'
    | 'spend'
    | 'stage costs'
    | 'levers'
    | 'customers';
  readonly from: number;
  readonly to: number;
  /** What it is divided by, or compared with, at the same two rotations. */
  readonly against: { readonly from: number; readonly to: number };
}

/** The referred share; null when nobody arrives in any rotation. */
export function easierTrend(
  plan: Plan,
  flow: Flow,
  rotations: readonly RotationResult[],
  brokenAt: number | null,
): Trend | null {
  const others = rotations.map((row, t) => allArrivalsAt(plan, flow, t, 0) - row.referred);
  const referred = rotations.map((row) => row.referred);
  return trendOf(
    rotations.map((row) => row.referredShare),
    'up',
    brokenAt,
    (i, j) => {
      const fewer = { what: 'referred arrivals', from: referred[i], to: referred[j] } as const;
      const more = { what: 'channel arrivals', from: others[i], to: others[j] } as const;
      return rise(fewer.to, fewer.from) > rise(more.from, more.to)
        ? { ...fewer, against: more }
        : { ...more, against: fewer };
    },
  );
}

/** What a customer takes: money where any is spent, else prospects. Null when nobody ever becomes a customer. */
export function efficiencyTrend(
  plan: Plan,
  flow: Flow,
  rotations: readonly RotationResult[],
  ledger: Ledger | null,
  brokenAt: number | null,
): Trend | null {
  const customers = rotations.map((_, t) => allArrivalsAt(plan, flow, t, plan.customer));
  const efforts = effortsOf(plan, flow, rotations, ledger);
  return trendOf(effortPerCustomer(plan, flow, rotations), 'down', brokenAt, (i, j) => {
    const fewer = { what: 'customers', from: customers[i], to: customers[j] } as const;
    const parts = efforts.map(({ what, series }) => ({ what, from: series[i], to: series[j] }));
    const total = (key: 'from' | 'to'): number => parts.reduce((sum, part) => sum + part[key], 0);
    const effort = { from: total('from'), to: total('to') };
    if (rise(fewer.to, fewer.from) > rise(effort.from, effort.to)) return { ...fewer, against: effort };
    const most = parts.reduce((most, part) => (part.to - part.from > most.to - most.from ? part : most));
    return { ...most, against: fewer };
  });
}

/** What the cost of customers, or the prospects that they take, is made of. */
function effortsOf(
  plan: Plan,
  flow: Flow,
  rotations: readonly RotationResult[],
  ledger: Ledger | null,
): { what: Cause['what']; series: number[] }[] {
  if (!ledger || !spends(rotations)) {
    return [{ what: 'prospects', series: rotations.map((_, t) => soughtAt(plan, flow, t)) }];
  }
  return [
    { what: 'spend', series: [...ledger.spend] },
    { what: 'stage costs', series: [...ledger.costBefore] },
    { what: 'levers', series: [...ledger.levers] },
  ];
}

/** The factor from one number to another, Infinity from 0; nothing has not risen to nothing. */
const rise = (from: number, to: number): number => (from === to ? 1 : to / from);

function trendOf(
  series: readonly (number | null)[],
  right: 'up' | 'down',
  brokenAt: number | null,
  causeOf: (before: number, after: number) => Cause,
): Trend | null {
  const points = series.flatMap((value, t): TrendPoint[] => (value === null ? [] : [{ rotation: t + 1, value }]));
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return null;
  const i = points.findIndex(({ rotation }) => rotation === brokenAt);
  const setback = setbackIn(points, right);
  if (i < 1) return { first, last, broken: null, setback };
  const [before, after] = [points[i - 1], points[i]];
  return { first, last, broken: { before, after, cause: causeOf(before.rotation - 1, after.rotation - 1) }, setback };
}

function setbackIn(points: readonly TrendPoint[], right: 'up' | 'down'): Setback | null {
  const isBetter = (a: number, b: number): boolean => (right === 'up' ? a > b : a < b);
  let [best] = points;
  let worst: Setback | null = null;
  for (const to of points) {
    if (isBetter(to.value, best.value)) best = to;
    const by = Math.abs(to.value - best.value) / Math.abs(best.value);
    if (by > (worst?.by ?? 0)) worst = { from: best, to, by };
  }
  return worst;
}
