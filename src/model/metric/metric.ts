import { show } from '../number/scalar.ts';
import { suggestion } from '../scenario/suggest.ts';
import {
  type Entry,
  FIGURE_KEYS,
  FIGURES,
  type FigureKey,
  JOURNEY,
  JOURNEY_KEYS,
  type JourneyKey,
  OTHERS,
  RULE_KEYS,
  RULES,
  type RuleKey,
  SERIES,
  SERIES_KEYS,
  type SeriesKey,
} from './catalogue.ts';
import { type MetricIds, metricNames } from './names.ts';

/** What a metric looks at; which rotation is said beside it. */
export type Subject =
  | { readonly kind: 'arrivals'; readonly stage: string; readonly origin: string | null }
  | { readonly kind: 'returning'; readonly stage: string }
  | { readonly kind: 'active'; readonly stage: string }
  | { readonly kind: 'lapsed'; readonly stage: string }
  | { readonly kind: 'series'; readonly key: SeriesKey }
  | { readonly kind: 'figure'; readonly key: FigureKey }
  | { readonly kind: 'ltvOf'; readonly origin: string }
  | { readonly kind: 'journey'; readonly stage: string; readonly key: JourneyKey }
  | { readonly kind: 'breakEvenStage' }
  | { readonly kind: 'rule'; readonly key: RuleKey }
  | { readonly kind: 'weakest' }
  | { readonly kind: 'onePointAdds' };

/** A metric as read: `when` is a rotation from 1, the last one, or all of them added up. */
export interface Metric {
  readonly name: string;
  readonly subject: Subject;
  readonly when: number | 'last' | 'total';
  readonly type: 'number' | 'stage' | 'truth';
}

/**
 * Reads `NAME@t`, `NAME` or `total:NAME`, where t is the number of a rotation, or its date where the scenario has a start
 * (`cash@2027-12`); the fault says what there is instead.
 */
export function readMetric(text: string, ids: MetricIds): Metric | { readonly fault: string } {
  const parts = /^(total:)?([^@\s]+?)(?:@(\d[\d-]*))?$/.exec(text);
  if (!parts) return { fault: `${show(text)} is not a metric: write it like gain@5, gain or total:gain` };
  const [, total, name = '', at] = parts;
  const subject = readSubject(name, ids);
  if (!subject) return { fault: `there is no metric ${show(name)}${suggestion(name, namesLike(name, ids))}` };
  if (total && at) return { fault: `${show(text)} asks for a total and for one rotation: choose one` };
  if (total && !addsUp(subject)) return { fault: `total: is for counts and amounts, and ${name} is neither` };
  if (at && !hasRotations(subject)) return { fault: `${name} belongs to the whole run: leave out @${at}` };
  const rotation = at ? rotationOf(at, ids) : null;
  if (at && rotation === null) return { fault: `${show(text)} names no rotation: ${rotationsThereAre(ids)}` };
  return { name: text, subject, when: total ? 'total' : (rotation ?? 'last'), type: typeOf(subject) };
}

/** The rotation of a number or a date; null for what names none. A year that is a rotation's date means that one. */
function rotationOf(at: string, { rotationAt }: MetricIds): number | null {
  const dated = rotationAt?.(at) ?? null;
  const number = Number(at);
  return dated ?? (number >= 1 && Number.isSafeInteger(number) ? number : null);
}

const rotationsThereAre = ({ rotationAt, firstDate }: MetricIds): string =>
  rotationAt ? `they count from 1, and the first one is ${firstDate}` : 'they count from 1';

/** A metric of a name that the program made itself. */
export function knownMetric(name: string, ids: MetricIds): Metric {
  const metric = readMetric(name, ids);
  if ('fault' in metric) throw new Error(`a metric of our own is none: ${metric.fault}`);
  return metric;
}

function readSubject(name: string, ids: MetricIds): Subject | null {
  const direct = FIXED.get(name);
  if (direct) return direct;
  const [first = '', second = '', third = ''] = name.split('.');
  const count = name.split('.').length;
  if (ids.stages.includes(first)) return readStageSubject(first, second, count, ids);
  if ((first === 'active' || first === 'lapsed') && count === 2 && ids.pools.includes(second))
    return { kind: first, stage: second };
  if (first === 'ltv' && count === 2 && ids.origins.includes(second)) return { kind: 'ltvOf', origin: second };
  const key = JOURNEY_KEYS.find((candidate) => candidate === third);
  if (first === 'journey' && key && count === 3 && ids.stages.includes(second))
    return { kind: 'journey', stage: second, key };
  return null;
}

function readStageSubject(stage: string, part: string, count: number, ids: MetricIds): Subject | null {
  if (count === 1) return { kind: 'arrivals', stage, origin: null };
  if (count !== 2) return null;
  if (part === 'returning') return { kind: 'returning', stage };
  return ids.origins.includes(part) ? { kind: 'arrivals', stage, origin: part } : null;
}

const FIXED: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ...SERIES_KEYS.map((key): [string, Subject] => [key, { kind: 'series', key }]),
  ...FIGURE_KEYS.map((key): [string, Subject] => [key, { kind: 'figure', key }]),
  ...RULE_KEYS.map((key): [string, Subject] => [`rules.${key}`, { kind: 'rule', key }]),
  ['rules.smooth.weakest', { kind: 'weakest' }],
  ['rules.smooth.onePointAdds', { kind: 'onePointAdds' }],
  ['breakEvenStage', { kind: 'breakEvenStage' }],
]);

/** A metric of the last rotation, or of the run. */
export const lastMetric = (name: string, subject: Subject): Metric => ({
  name,
  subject,
  when: 'last',
  type: typeOf(subject),
});

/** What the catalogue says of a metric. */
export function entryOf(subject: Subject): Entry {
  switch (subject.kind) {
    case 'series':
      return SERIES[subject.key];
    case 'figure':
      return FIGURES[subject.key];
    case 'rule':
      return RULES[subject.key];
    case 'journey':
      return JOURNEY[subject.key];
    default:
      return OTHERS[subject.kind];
  }
}

/** True for what every rotation has; anything else belongs to the run. */
export const hasRotations = ({ kind }: Subject): boolean =>
  ['arrivals', 'returning', 'active', 'lapsed', 'series'].includes(kind);

/** True for what every rotation has a sum of people or money of, so that `total:` may stand before it. */
export const addsUp = (subject: Subject): boolean => hasRotations(subject) && entryOf(subject).isSum === true;

/** True for a metric that people may write in percent. */
export const isShare = ({ subject }: Metric): boolean => entryOf(subject).unit === 'share';

/** True for a number of people or visits of a rotation; a gain may be below 0, and is none. */
export const isPeople = ({ subject }: Metric): boolean =>
  hasRotations(subject) && entryOf(subject).unit === 'people' && !entryOf(subject).isSigned;

/** True for a sum of money or money per head, of a rotation, a run or a person: what has a currency. */
export const isMoney = ({ subject }: Metric): boolean => entryOf(subject).unit === 'money';

/** True for a sum of money; cac and the like are quotients. */
export const isAmount = (metric: Metric): boolean => isMoney(metric) && entryOf(metric.subject).isSum === true;

/** True for what one wants less of: costs, and how long it takes to earn them back. */
export const isBetterLow = ({ subject }: Metric): boolean => entryOf(subject).lessIsBetter === true;

function typeOf(subject: Subject): Metric['type'] {
  const { unit } = entryOf(subject);
  return unit === 'stage' || unit === 'truth' ? unit : 'number';
}

/** What somebody may have meant: a part of the same stage, or any of the common names. */
function namesLike(name: string, ids: MetricIds): string[] {
  const [stage = ''] = name.split('.');
  if (!name.includes('.') || !ids.stages.includes(stage)) return metricNames(ids);
  return [...ids.origins, 'returning'].map((part) => `${stage}.${part}`);
}
