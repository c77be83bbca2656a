import { arrivalsAt, type Flow } from '../engine/flow.ts';
import { isOfMoney, type MoneyKey, SERIES_KEYS, type SeriesFrom, type SeriesKey } from '../model/metric/catalogue.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { SeriesValues } from '../model/result.ts';
import { acquisitionCost, type Ledger } from './money/ledger.ts';
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

/** How a figure is made of who came in a rotation. */
export const comersFigure = (key: Exclude<SeriesKey, MoneyKey>): ((comers: Comers) => number | null) =>
  FROM_COMERS[key];

/** The figures that are columns of the ledger themselves. */
const COLUMNS = ['revenue', 'cost', 'spend', 'profit', 'cash'] as const;

const FROM_MONEY: Readonly<
  Record<Exclude<MoneyKey, (typeof COLUMNS)[number]>, (ledger: Ledger, i: number) => number | null>
> = {
  cac: (ledger, i) => ratio(acquisitionCost(ledger, i), ledger.customers[i]),
  mediaCac: ({ spend, customers }, i) => ratio(spend[i], customers[i]),
  keepCost: ({ keeping, kept }, i) => ratio(keeping[i], kept[i]),
};

const isColumn = (key: MoneyKey): key is (typeof COLUMNS)[number] => (COLUMNS as readonly string[]).includes(key);

/** The column of the ledger that a figure is; null for one that is made of others. */
export const moneyColumn = (key: MoneyKey, ledger: Ledger): Float64Array | null => (isColumn(key) ? ledger[key] : null);

/** A figure of the ledger. @param i where a rotation and a lane stand in it */
export const moneyValue = (key: MoneyKey, ledger: Ledger, i: number): number | null =>
  isColumn(key) ? ledger[key][i] : FROM_MONEY[key](ledger, i);

/** A figure of one rotation; null where it is undefined. @param i where the rotation stands in the ledger */
const seriesValue = (key: SeriesKey, comers: Comers, ledger: Ledger | null, i: number): number | null =>
  isOfMoney(key) ? ledger && moneyValue(key, ledger, i) : FROM_COMERS[key](comers);

/** All figures of one rotation, in the order of the catalogue. @param i where the rotation stands in the ledger */
export const seriesValues = (comers: Comers, ledger: Ledger | null, i: number): SeriesValues =>
  Object.fromEntries(SERIES_KEYS.map((key) => [key, seriesValue(key, comers, ledger, i)])) as unknown as SeriesValues;

/**
 * Who comes in rotation t, which counts from 0.
 * @param baseline gives expected arrivals at the first stage by rotation without loops, or null; asked for the gain alone
 */
export function comersAt(plan: Plan, flow: Flow, t: number, baseline: () => Float64Array | null): Comers {
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
