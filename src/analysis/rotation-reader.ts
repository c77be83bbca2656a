import { type Count, countOf, marksOf } from '../engine/countable.ts';
import { type Flow, lapsedOf, membersAfter } from '../engine/flow.ts';
import { add } from '../engine/lanes.ts';
import { isOfMoney, type MoneyKey, type SeriesKey } from '../model/metric/catalogue.ts';
import type { Metric, Subject } from '../model/metric/metric.ts';
import type { Plan } from '../model/plan/plan.ts';
import { type Series, valueIn } from '../model/plan/series.ts';
import type { Ledger } from './money/ledger.ts';
import { comersFigure, moneyColumn, moneyValue } from './rotation-figures.ts';

/** Where the figures of the rotations of one run are, or of several side by side. */
export interface Figures {
  readonly plan: Plan;
  readonly flow: Flow;
  /** The money of the run that is in the flow now; null in a scenario without any. */
  readonly ledger: () => Ledger | null;
  /** Expected arrivals at the first stage without loops, for the gain; null where that is the number referred. */
  readonly baseline: (() => Series) | null;
}

/**
 * How a metric is read that every rotation has: to the last bit as `metricValue` reads it off the results of one run.
 * @returns a function that gives the value in each lane, NaN where it is undefined or its rotation was not run; they are
 * overwritten later
 */
export function rotationReader(figures: Figures, { name, subject, when }: Metric): () => Float64Array {
  const { rotations } = figures.plan;
  const values = new Float64Array(figures.flow.lanes);
  const at = rotationOf(figures, subject);
  if (!at) throw new Error(`${name} is no figure of a rotation`);
  if (when === 'total') {
    return () => {
      values.fill(0);
      for (let t = 0; t < rotations; t++) add(at(t), 0, values, 0, values.length);
      return values;
    };
  }
  const t = (when === 'last' ? rotations : when) - 1;
  return t < rotations ? () => at(t) : () => values.fill(Number.NaN);
}

/** Gives a figure in rotation t (from 0), in each lane. */
type AtRotation = (t: number) => Float64Array;

function rotationOf(figures: Figures, subject: Subject): AtRotation | null {
  const { plan, flow, baseline } = figures;
  const isGain = subject.kind === 'series' && subject.key === 'gain';
  const count = isGain && baseline ? null : countOf(plan, subject);
  if (count?.kind === 'lapsed') return lapsedReader(plan, flow, count.pool);
  if (count) return countReader(plan, flow, count);
  if (subject.kind !== 'series') return null;
  const { key } = subject;
  return isOfMoney(key) ? moneyReader(figures, key) : comersReader(figures, key);
}

function moneyReader({ flow, ledger }: Figures, key: MoneyKey): AtRotation {
  const values = new Float64Array(flow.lanes);
  return (t) => {
    const money = ledger();
    if (!money) return values.fill(Number.NaN);
    const column = moneyColumn(key, money);
    if (column) return column.subarray(t * values.length, (t + 1) * values.length);
    for (let r = 0, i = t * values.length; r < values.length; r++, i++) {
      values[r] = moneyValue(key, money, i) ?? Number.NaN;
    }
    return values;
  };
}

/** A figure that is made of who came in a rotation. */
function comersReader({ plan, flow, baseline }: Figures, key: Exclude<SeriesKey, MoneyKey>): AtRotation {
  const values = new Float64Array(flow.lanes);
  const referredAt = countReader(plan, flow, { kind: 'referred' });
  const arrivalsAt = countReader(plan, flow, { kind: 'arrivals', stage: 0, origin: null });
  const figure = comersFigure(key);
  return (t) => {
    const [referred, arrivals] = [referredAt(t), arrivalsAt(t)];
    const bare = baseline?.();
    for (let r = 0; r < values.length; r++) {
      const comers = { arrivals: arrivals[r], referred: referred[r], bare: bare ? valueIn(bare, t, r) : null };
      values[r] = figure(comers) ?? Number.NaN;
    }
    return values;
  };
}

/** Who left a pool. */
function lapsedReader(plan: Plan, flow: Flow, pool: number): AtRotation {
  const values = new Float64Array(flow.lanes);
  const joinedAt = countReader(plan, flow, { kind: 'arrivals', stage: plan.pools[pool], origin: null });
  return (t) => {
    const joined = joinedAt(t);
    for (let r = 0; r < values.length; r++) {
      values[r] = lapsedOf(membersAfter(plan, flow, t, pool, r), joined[r], membersAfter(plan, flow, t + 1, pool, r));
    }
    return values;
  };
}

/** Where one number for each lane stands: from `cell` times the lanes on. */
interface Cell {
  readonly store: Float64Array;
  readonly cell: number;
}

/** A count that is a sum of what the flow keeps. */
type CellCount = Exclude<Count, { readonly kind: 'lapsed' }>;

/** Adds up the cells that a count is kept in, in order. */
function countReader(plan: Plan, flow: Flow, count: CellCount): AtRotation {
  const { lanes } = flow;
  const values = new Float64Array(lanes);
  const rowsOf: Float64Array[][] = [];
  return (t) => {
    rowsOf[t] ??= cellsOf(plan, flow, count, t).map(({ store, cell }) =>
      store.subarray(cell * lanes, (cell + 1) * lanes),
    );
    const rows = rowsOf[t];
    if (rows.length === 1) return rows[0];
    values.fill(0);
    for (const row of rows) add(row, 0, values, 0, lanes);
    return values;
  };
}

function cellsOf(plan: Plan, flow: Flow, count: CellCount, t: number): Cell[] {
  const { origins, stages, channels, entry, pools, repeats } = plan;
  switch (count.kind) {
    case 'arrivals': {
      const chosen = count.origin === null ? flow.holders.map(({ origin }) => origin) : [count.origin];
      return chosen.map((o) => ({
        store: flow.arrivals,
        cell: (t * origins.length + o) * stages.length + count.stage,
      }));
    }
    case 'referred': {
      const loops = [...origins.keys()].filter((o) => o >= channels && entry[o] === 0);
      return loops.map((o) => ({ store: flow.came, cell: t * origins.length + o }));
    }
    case 'returning': {
      const { visit } = marksOf(plan, count);
      return [...repeats.keys()].filter(visit).map((l) => ({ store: flow.returning, cell: t * repeats.length + l }));
    }
    case 'active':
      return [{ store: flow.members, cell: (t + 1) * pools.length + count.pool }];
  }
}
