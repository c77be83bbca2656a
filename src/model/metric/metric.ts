import { show } from '../number/scalar.ts';
import { suggestion } from '../scenario/suggest.ts';

/** Figures that a rotation has one of, besides the stages'. */
export const COUNTS = ['referred', 'gain'] as const;
export const AMOUNTS = ['revenue', 'cost', 'spend', 'profit', 'cash'] as const;
export const RATIOS = ['referredShare', 'cac', 'mediaCac', 'keepCost'] as const;

/** Figures of the whole run that are numbers. */
export const FIGURES = [
  'npv',
  'cashBreakEven',
  'ltv',
  'ltvToCac',
  'cacPayback',
  'referralValue',
  'kFactor',
  'intrinsicGrowth',
  'steadyState',
] as const;

export const RULES = ['smooth', 'easier', 'moreEfficient'] as const;
export const JOURNEY = ['reach', 'cost', 'revenue', 'net', 'step'] as const;

export type SeriesKey = (typeof COUNTS)[number] | (typeof AMOUNTS)[number] | (typeof RATIOS)[number];
export type FigureKey = (typeof FIGURES)[number];
export type RuleKey = (typeof RULES)[number];
export type JourneyKey = (typeof JOURNEY)[number];

/** What a metric looks at; which rotation is said beside it. */
export type Subject =
  | { readonly kind: 'arrivals'; readonly stage: string; readonly origin: string | null }
  | { readonly kind: 'returning'; readonly stage: string }
  | { readonly kind: 'active'; readonly stage: string }
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

/** The ids that metrics may name. */
export interface MetricIds {
  readonly stages: readonly string[];
  readonly origins: readonly string[];
  readonly pools: readonly string[];
}

/** Ids that would be mistaken for something else. */
export const RESERVED: readonly string[] = [
  ...['rotation', 'initial', 'returning', 'active', 'journey', 'rules', 'total', 'ltv', 'breakEvenStage'],
  ...COUNTS,
  ...AMOUNTS,
  ...RATIOS,
  ...FIGURES,
];

/** What a band says of a metric, and how columns end: `engage.p5`. No origin may be called so. */
export const BAND_PARTS: readonly string[] = ['mean', 'sd', 'p5', 'p50', 'p95'];

/** Reads `NAME@t`, `NAME` or `total:NAME`; the fault says what there is instead. */
export function readMetric(text: string, ids: MetricIds): Metric | { readonly fault: string } {
  const parts = /^(total:)?([^@\s]+?)(?:@(\d+))?$/.exec(text);
  if (!parts) return { fault: `${show(text)} is not a metric: write it like gain@5, gain or total:gain` };
  const [, total, name = '', at] = parts;
  const subject = readSubject(name, ids);
  if (!subject) return { fault: `there is no metric ${show(name)}${suggestion(name, namesLike(name, ids))}` };
  if (total && at) return { fault: `${show(text)} asks for a total and for one rotation: choose one` };
  if (total && !isSummable(subject)) return { fault: `total: is for counts and amounts, and ${name} is neither` };
  if (at && !hasRotations(subject)) return { fault: `${name} belongs to the whole run: leave out @${at}` };
  if (at && (Number(at) < 1 || !Number.isSafeInteger(Number(at))))
    return { fault: `${show(text)} names no rotation: they count from 1` };
  return { name: text, subject, when: total ? 'total' : at ? Number(at) : 'last', type: typeOf(subject) };
}

function readSubject(name: string, ids: MetricIds): Subject | null {
  const direct = FIXED.get(name);
  if (direct) return direct;
  const [first = '', second = '', third = ''] = name.split('.');
  const count = name.split('.').length;
  if (ids.stages.includes(first)) return readStageSubject(first, second, count, ids);
  if (first === 'active' && count === 2 && ids.pools.includes(second)) return { kind: 'active', stage: second };
  if (first === 'ltv' && count === 2 && ids.origins.includes(second)) return { kind: 'ltvOf', origin: second };
  const key = JOURNEY.find((candidate) => candidate === third);
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
  ...[...COUNTS, ...AMOUNTS, ...RATIOS].map((key): [string, Subject] => [key, { kind: 'series', key }]),
  ...FIGURES.map((key): [string, Subject] => [key, { kind: 'figure', key }]),
  ...RULES.map((key): [string, Subject] => [`rules.${key}`, { kind: 'rule', key }]),
  ['rules.smooth.weakest', { kind: 'weakest' }],
  ['rules.smooth.onePointAdds', { kind: 'onePointAdds' }],
  ['breakEvenStage', { kind: 'breakEvenStage' }],
]);

/** True for what every rotation has; anything else belongs to the run. */
export const hasRotations = ({ kind }: Subject): boolean =>
  ['arrivals', 'returning', 'active', 'series'].includes(kind);

/** True for a metric that people may write in percent. */
export const isShare = ({ subject }: Metric): boolean =>
  subject.kind === 'series' ? subject.key === 'referredShare' : subject.kind === 'journey' && subject.key === 'reach';

/** True for a number of people or visits; a gain may be below 0, and is none. */
export const isPeople = ({ subject }: Metric): boolean =>
  ['arrivals', 'returning', 'active'].includes(subject.kind) ||
  (subject.kind === 'series' && subject.key === 'referred');

/** True for a figure of a rotation that is a sum of money, or money per head. */
export const isMoney = ({ subject }: Metric): boolean =>
  subject.kind === 'series' && subject.key !== 'referredShare' && !(COUNTS as readonly string[]).includes(subject.key);

/** True for a sum of money or money per head, of a rotation, a run or a person: what has a currency. */
export function hasCurrency(metric: Metric): boolean {
  const { subject } = metric;
  if (subject.kind === 'figure')
    return subject.key === 'npv' || subject.key === 'ltv' || subject.key === 'referralValue';
  return isMoney(metric) || subject.kind === 'ltvOf' || (subject.kind === 'journey' && subject.key !== 'reach');
}

const isSummable = (subject: Subject): boolean =>
  hasRotations(subject) && !(subject.kind === 'series' && (RATIOS as readonly string[]).includes(subject.key));

function typeOf({ kind }: Subject): Metric['type'] {
  if (kind === 'rule') return 'truth';
  return kind === 'weakest' || kind === 'breakEvenStage' ? 'stage' : 'number';
}

/** What somebody may have meant: a part of the same stage, or any of the common names. */
function namesLike(name: string, ids: MetricIds): string[] {
  const [stage = ''] = name.split('.');
  if (!name.includes('.') || !ids.stages.includes(stage)) return metricNames(ids);
  return [...ids.origins, 'returning'].map((part) => `${stage}.${part}`);
}

/** The names that a scenario with these ids has metrics for, the common ones first. */
export function metricNames(ids: MetricIds): string[] {
  return [...ids.stages, ...ids.pools.map((stage) => `active.${stage}`), ...FIXED.keys()];
}

/** The names of what every rotation has, as the columns of `simulate --format csv`, the common ones first. */
export function seriesNames(ids: MetricIds): string[] {
  return [
    ...ids.stages,
    ...ids.pools.map((stage) => `active.${stage}`),
    ...[...COUNTS, ...AMOUNTS, ...RATIOS],
    ...ids.stages.flatMap((stage) => [...ids.origins, 'returning'].map((part) => `${stage}.${part}`)),
  ];
}
