import { runExpected } from '../../engine/expected.ts';
import { allArrivalsAt, createFlow, type Flow } from '../../engine/flow.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { LaneColumn } from '../../model/plan/table.ts';
import type { BestPoint } from '../../model/result.ts';
import { createLedger, type Ledger, ledgerOf } from '../money/ledger.ts';
import { unlessUncountable } from '../overflow.ts';
import { isTie } from '../tolerance.ts';

/** One percentage point of conversion. */
const POINT = 0.01;

/** Links whose points are computed side by side may have so many cells together, 8 MB. */
const MOST_CELLS = 1_000_000;

/** Beyond so many cells, those of all links together, it would take longer than a second. */
const MOST_WORK = 20_000_000;

/** Points that add amounts this near to each other, relative, add the same. */
const ALIKE = 1e-9;

/** Rounding of sums as large as all money that moved, or all people who came, relative. */
const ROUNDING = 1e-13;

/**
 * The link where one more percentage point of conversion, for every origin in every rotation, before proof, adds most to the
 * cash of the last rotation, or without money to its arrivals at the first stage (section 5 of the model). Each link is a lane
 * of one wheel.
 * @param plan of a single lane, with the flow and the ledger of its run
 * @returns null where every such wheel grows past what can be counted, and for a wheel near the limits of size
 */
export function bestPointOf(plan: Plan, flow: Flow, ledger: Ledger | null): BestPoint | null {
  if (cellsOf(plan) * (plan.stages.length - 1) > MOST_WORK) return null;
  const now = lastValue(plan, flow, ledger, 0);
  const rounding = ROUNDING * scaleOf(plan, flow, ledger);
  let best: { readonly link: number; readonly adds: number } | null = null;
  for (const [i, value] of valuesWithPoint(plan).entries()) {
    if (value === null) continue;
    const found = value - now;
    const adds = Math.abs(found) <= rounding ? 0 : found;
    const isMore = best === null || (adds - best.adds > rounding && !isTie(adds, best.adds, ALIKE));
    if (isMore) best = { link: i + 1, adds };
  }
  return best && { link: plan.stages[best.link], metric: ledger ? 'cash' : plan.stages[0], adds: best.adds };
}

/** What it is about: cash, or arrivals at the first stage, in the last rotation and a lane. */
function lastValue(plan: Plan, flow: Flow, ledger: Ledger | null, lane: number): number {
  const t = plan.rotations - 1;
  return ledger ? ledger.cash[t * ledger.lanes + lane] : allArrivalsAt(plan, flow, t, 0, lane);
}

const cellsOf = ({ rotations, origins, stages, pools }: Plan): number =>
  rotations * Math.max(1, origins.length) * (stages.length + pools.length);

const summed = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number, 0);

const scaleOf = (plan: Plan, flow: Flow, ledger: Ledger | null): number =>
  ledger ? summed(ledger.revenue) + summed(ledger.cost) : lastValue(plan, flow, null, 0);

/** The value with one more point at each link, from the first one on; null where it cannot be counted. */
function valuesWithPoint(plan: Plan): (number | null)[] {
  const links = plan.stages.length - 1;
  const most = Math.max(1, Math.min(links, Math.floor(MOST_CELLS / cellsOf(plan))));
  const values: (number | null)[] = [];
  for (let from = 0; from < links; from += most) values.push(...valuesOf(plan, from, Math.min(most, links - from)));
  return values;
}

/** Those of some links; where one of them cannot be counted, each is looked at alone. */
function valuesOf(plan: Plan, from: number, lanes: number): (number | null)[] {
  const found = unlessUncountable(() => {
    const better = { ...plan, conversion: { ...plan.conversion, byLane: columnsWithPoint(plan, from, lanes) } };
    const flow = runExpected(better, createFlow(better, lanes));
    const ledger = better.prices && ledgerOf(better, better.prices, flow, createLedger(better, lanes));
    return Array.from({ length: lanes }, (_, lane) => lastValue(better, flow, ledger, lane));
  });
  if (found) return found;
  return lanes === 1 ? [null] : Array.from({ length: lanes }, (_, i) => valuesOf(plan, from + i, 1)).flat();
}

/** The conversion rates of every origin: those into one of the links have a point more in the lane of that link. */
function columnsWithPoint({ conversion, stages }: Plan, from: number, lanes: number): (LaneColumn | null)[] {
  const { values, step } = conversion;
  const width = step === 0 ? values.length : step;
  const rows = values.length / width;
  return Array.from({ length: width }, (_, column) => {
    const lane = (column % stages.length) - 1 - from;
    if (lane < 0 || lane >= lanes) return null;
    const own = new Float64Array(rows * lanes);
    for (let row = 0; row < rows; row++) {
      const rate = values[row * width + column];
      own.fill(rate, row * lanes, (row + 1) * lanes);
      own[row * lanes + lane] = Math.min(1, rate + POINT);
    }
    return { values: own, step: rows > 1 ? lanes : 0 };
  });
}
