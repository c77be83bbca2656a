import type { Unit } from '../../model/metric/catalogue.ts';
import { entryOf, hasRotations, type Metric } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { shownChange, shownMetric, shownSize, unitOf } from './metric-value.ts';
import {
  amount,
  count,
  decimalsOfTimes,
  factor,
  fine,
  NOTHING,
  price,
  share,
  shareInWords,
  signed,
  times,
} from './number.ts';
import { horizonOf, spoken } from './period-words.ts';

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
export function metricText(metric: Metric, scenario: Scenario, apart: readonly number[]): MetricText {
  const kind = unitOf(metric);
  return kind === 'rotation' || kind === 'rotations'
    ? rotationText(metric, scenario)
    : numberText(kind, scenario.currency, apart);
}

/** When something happens, and how much later. */
function rotationText(metric: Metric, scenario: Scenario): MetricText {
  const words = (value: number | null): string => shownMetric(metric, value, scenario);
  return {
    cell: words,
    change: (value) => shownChange(metric, value, scenario),
    words,
    step: (value) => shownSize(metric, Math.abs(value), scenario),
  };
}

/** How numbers of a kind are written. */
export function numberText(kind: Amount, currency: string | undefined, apart: readonly number[]): MetricText {
  const largest = Math.max(0, ...apart.map(Math.abs));
  const decimals = decimalsOfTimes(apart);
  const usual = (value: number): string => (kind === 'times' ? times(value, decimals) : USUAL[kind](value, currency));
  const isHidden = (value: number): boolean => value !== 0 && !/[1-9]/.test(usual(value));
  const hidden = isHidden(largest);
  const cell = (value: number): string => (hidden ? finely(value, largest, kind) : usual(value));
  // Of some differences that are seen, the smallest may still be hidden: less than what is shown is not nothing.
  const difference = (value: number): string => (!hidden && isHidden(value) ? finely(value, value, kind) : cell(value));
  const step = (value: number): string => points(difference(value), kind);
  const inSentence = (value: number): string =>
    hidden || isHidden(value) ? priced(step(value), kind, currency) : inWords(value, kind, currency, usual);
  return {
    cell: (value) => (value === null ? NOTHING : cell(value)),
    change: (value) => (value === null ? NOTHING : signed(step(value), value)),
    words: (value) => (hidden ? priced(cell(value), kind, currency) : inWords(value, kind, currency, usual)),
    step: (value) => (kind === 'share' ? step(Math.abs(value)) : inSentence(Math.abs(value))),
  };
}

const points = (text: string, kind: Unit): string => (kind === 'share' ? `${text.replace('%', '')} points` : text);

/** A value with as many digits as it takes to see a difference. */
function finely(value: number, difference: number, kind: Unit): string {
  return kind === 'share' ? `${fine(100 * value, 100 * difference)}%` : fine(value, difference);
}

/** A value in a sentence with as many digits as it takes to see a difference, for two that look the same otherwise. */
export function toldApart(metric: Metric, value: number, difference: number, { currency }: Scenario): string {
  const kind = unitOf(metric);
  return priced(finely(value, difference, kind), kind, currency);
}

const priced = (text: string, kind: Unit, currency: string | undefined): string =>
  kind === 'money' && currency !== undefined ? text.replace(/^-?/, (sign) => `${sign}${currency} `) : text;

/** What is written as a number and not as a time. */
type Amount = Exclude<Unit, 'rotation' | 'rotations'>;

const USUAL: Readonly<Record<Amount, (value: number, currency: string | undefined) => string>> = {
  people: count,
  money: amount,
  share,
  times: (value) => times(value),
  factor,
};

function inWords(value: number, kind: Amount, currency: string | undefined, usual: (value: number) => string): string {
  if (kind === 'money') return price(value, currency);
  return kind === 'share' ? shareInWords(value) : usual(value);
}

/**
 * A metric in a sentence, with its time: "gain in rotation 5", "cash by Dec 2027", "revenue over 24 months".
 * @param called what it is called without its time; its name, where nothing else is said
 */
export function metricInWords(metric: Metric, scenario: Scenario, called = bareName(metric)): string {
  const { subject, when } = metric;
  if (!hasRotations(subject)) return called;
  // A sum of sums is hardly what was meant, and has to be called what it is.
  if (when === 'total' && entryOf(subject).isCumulative)
    return `the sum of ${called} at each end of ${horizonOf(scenario)}`;
  if (when === 'total') return `${called} over ${horizonOf(scenario)}`;
  return `${called} ${entryOf(subject).isCumulative ? 'by' : 'in'} ${spoken(scenario, when === 'last' ? scenario.rotations : when)}`;
}

const bareName = ({ name }: Metric): string => name.replace(/^total:|@[\d-]+$/g, '');
