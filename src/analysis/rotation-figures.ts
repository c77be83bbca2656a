import { arrivalsAt, type Flow } from '../engine/flow.ts';
import { isOfMoney, type MoneyKey, SERIES_KEYS, type SeriesFrom, type SeriesKey } from '../model/metric/catalogue.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { SeriesValues } from '../model/result.ts';
import { acquisitionCost, type LedgerRow } from './money/ledger.ts';
import { ratio } from './sums.ts';

/** Who came in one rotation, as far as its figures are made from that. */
export interface Comers {
  /** At the first stage. */
  readonly arrivals: number;
  /** Of those, by referral loops. */
  readonly referred: number;
  /** Arrivals at the first stage had there been no loops; null where those are all that were not referred. */
  readonly bare: number | null;
}

/*
 * How the figures of a rotation are computed, by their keys in the catalogue: from who came, and from the row of the
 * ledger (sections 4 and 6 of the model). A figure is null where it is undefined. A new one needs its function here.
 */

const COUNTED: Readonly<Record<SeriesFrom<'count'>, (comers: Comers) => number>> = {
  referred: ({ referred }) => referred,
  gain: ({ arrivals, referred, bare }) => (bare === null ? referred : arrivals - bare),
};

const FROM_PEOPLE: Readonly<Record<SeriesFrom<'people'>, (comers: Comers) => number | null>> = {
  referredShare: ({ arrivals, referred }) => (arrivals > 0 ? referred / arrivals : null),
};

const FROM_COMERS = { ...COUNTED, ...FROM_PEOPLE };

const FROM_MONEY: Readonly<Record<MoneyKey, (row: LedgerRow) => number | null>> = {
  revenue: ({ revenue }) => revenue,
  cost: ({ cost }) => cost,
  spend: ({ spend }) => spend,
  profit: ({ profit }) => profit,
  cash: ({ cash }) => cash,
  cac: (row) => ratio(acquisitionCost(row), row.customers),
  mediaCac: ({ spend, customers }) => ratio(spend, customers),
  keepCost: ({ keepCost }) => keepCost,
};

/** A figure of the ledger in one rotation. */
export const moneyValue = (key: MoneyKey, row: LedgerRow): number | null => FROM_MONEY[key](row);

/** A figure of one rotation; null where it is undefined. */
export const seriesValue = (key: SeriesKey, comers: Comers, row: LedgerRow | null): number | null =>
  isOfMoney(key) ? row && moneyValue(key, row) : FROM_COMERS[key](comers);

/** All figures of one rotation, in the order of the catalogue. */
export const seriesValues = (comers: Comers, row: LedgerRow | null): SeriesValues =>
  Object.fromEntries(SERIES_KEYS.map((key) => [key, seriesValue(key, comers, row)])) as unknown as SeriesValues;

/**
 * Who comes in rotation t, which counts from 0.
 * @param baseline gives expected arrivals at the first stage by rotation without loops, or null; asked for the gain alone
 */
export function comersAt(plan: Plan, flow: Flow, t: number, baseline: () => readonly number[] | null): Comers {
  let [arrivals, referred] = [0, 0];
  for (let o = 0; o < plan.origins.length; o++) {
    const people = arrivalsAt(plan, flow, t, o, 0);
    arrivals += people;
    if (o >= plan.channels) referred += people;
  }
  return {
    arrivals,
    referred,
    get bare() {
      return baseline()?.[t] ?? null;
    },
  };
}
