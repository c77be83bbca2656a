import type { Metric } from '../model/metric.ts';
import type { Scenario } from '../model/scenario.ts';
import { type Unit, unitOf } from './metric-value.ts';
import { amount, count, factor, fine, NOTHING, price, share, shareInWords, times } from './number.ts';
import { horizonOf, spoken } from './spoken.ts';

/** How the values of a metric are written. */
export interface MetricText {
  /** In a table. */
  readonly cell: (value: number | null) => string;
  /** A difference in a table, always signed. */
  readonly change: (value: number | null) => string;
  /** In a sentence. */
  readonly words: (value: number) => string;
  /** The size of a difference in a sentence. */
  readonly step: (value: number) => string;
}

/**
 * How a metric is written in this scenario.
 * @param apart differences that a reader should see: where the usual rounding hides them all, more digits are shown
 */
export function metricText(metric: Metric, { currency }: Scenario, apart: readonly number[]): MetricText {
  const kind = unitOf(metric);
  const largest = Math.max(0, ...apart.map(Math.abs));
  const usual = USUAL[kind];
  const hidden = largest > 0 && !/[1-9]/.test(usual(largest, currency));
  const text = hidden ? (value: number) => finely(value, largest, kind) : usual;
  const cell = (value: number): string => text(value, currency);
  const step = (value: number): string => (kind === 'share' ? `${cell(value).replace('%', '')} points` : cell(value));
  return {
    cell: (value) => (value === null ? NOTHING : cell(value)),
    change: (value) => (value === null ? NOTHING : signed(step(value), value)),
    words: (value) => (hidden ? cell(value) : inWords(value, kind, currency)),
    step: (value) => (hidden || kind === 'share' ? step(Math.abs(value)) : inWords(Math.abs(value), kind, currency)),
  };
}

function finely(value: number, largest: number, kind: Unit): string {
  return kind === 'share' ? `${fine(100 * value, 100 * largest)}%` : fine(value, largest);
}

const USUAL: Readonly<Record<Unit, (value: number, currency: string | undefined) => string>> = {
  people: count,
  rotation: count,
  rotations: count,
  money: amount,
  share,
  times,
  factor,
};

function inWords(value: number, kind: Unit, currency: string | undefined): string {
  if (kind === 'money') return price(value, currency);
  return kind === 'share' ? shareInWords(value) : USUAL[kind](value, currency);
}

const signed = (text: string, value: number): string => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

/** True for what tables head with a currency. */
export const isMoney = (metric: Metric): boolean => unitOf(metric) === 'money';

/** A metric in a sentence, with its time: "gain in rotation 5", "cash by Dec 2027", "revenue over 24 months". */
export function metricInWords({ name, subject, when }: Metric, scenario: Scenario): string {
  const bare = name.replace(/^total:|@\d+$/g, '');
  if (!['arrivals', 'returning', 'active', 'series'].includes(subject.kind)) return bare;
  if (when === 'total') return `${bare} over ${horizonOf(scenario)}`;
  const cumulative = subject.kind === 'series' && subject.key === 'cash';
  return `${bare} ${cumulative ? 'by' : 'in'} ${spoken(scenario, when === 'last' ? scenario.rotations : when)}`;
}
