import { FIGURE_KEYS, JOURNEY_KEYS, RULE_KEYS, SERIES_KEYS } from './catalogue.ts';

/** The ids that metrics may name. */
export interface MetricIds {
  readonly stages: readonly string[];
  readonly origins: readonly string[];
  readonly pools: readonly string[];
  /** The rotation that a date names, written as `start` is (`2027-12`), in a scenario that has one; null for any other text. */
  readonly rotationAt?: (date: string) => number | null;
  /** The date of the first rotation, in such a scenario. */
  readonly firstDate?: string;
}

/** Ids that would be mistaken for something else. */
export const RESERVED: readonly string[] = [
  ...['rotation', 'initial', 'returning', 'active', 'lapsed', 'journey', 'rules', 'total', 'ltv', 'breakEvenStage'],
  ...SERIES_KEYS,
  ...FIGURE_KEYS,
];

/** What a band says of a metric, and how columns end: `engage.p5`. No origin may be called so. */
export const BAND_PARTS = ['mean', 'sd', 'p5', 'p50', 'p95'] as const;
export type BandPart = (typeof BAND_PARTS)[number];

/** The names that mean the same in every scenario, the common ones first. */
const FIXED_NAMES: readonly string[] = [
  ...SERIES_KEYS,
  ...FIGURE_KEYS,
  ...RULE_KEYS.map((key) => `rules.${key}`),
  ...['rules.smooth.weakest', 'rules.smooth.onePointAdds', 'breakEvenStage'],
];

/** The names that a scenario with these ids has metrics for, the common ones first. */
export function metricNames({ stages, pools }: MetricIds): string[] {
  return [...stages, ...memberNames(pools), ...FIXED_NAMES];
}

/** The names of what every rotation has, such as the columns of `simulate --format csv`, the common ones first. */
export function seriesNames({ stages, origins, pools }: MetricIds): string[] {
  return [...stages, ...memberNames(pools), ...SERIES_KEYS, ...stages.flatMap((stage) => partNames(stage, origins))];
}

/**
 * The names of what a snapshot has of every rotation, in the order of those columns. Who lapsed follows from arrivals and
 * members, so that a number that moved would only be told twice.
 */
export function rotationNames({ stages, origins, pools }: MetricIds): string[] {
  return [...stages.flatMap((stage) => [stage, ...partNames(stage, origins)]), ...activeNames(pools), ...SERIES_KEYS];
}

/** The names of what belongs to the whole run, in the order of a snapshot. */
export function runNames({ stages, origins }: MetricIds): string[] {
  const smooth = ['rules.smooth', 'rules.smooth.weakest', 'rules.smooth.onePointAdds'];
  return [
    ...FIGURE_KEYS.flatMap((key) => (key === 'ltv' ? [key, ...origins.map((id) => `ltv.${id}`)] : [key])),
    ...RULE_KEYS.flatMap((key) => (key === 'smooth' ? smooth : [`rules.${key}`])),
    'breakEvenStage',
    ...stages.flatMap((stage) => JOURNEY_KEYS.map((key) => `journey.${stage}.${key}`)),
  ];
}

const memberNames = (pools: readonly string[]): string[] => [
  ...activeNames(pools),
  ...pools.map((stage) => `lapsed.${stage}`),
];

const activeNames = (pools: readonly string[]): string[] => pools.map((stage) => `active.${stage}`);

const partNames = (stage: string, origins: readonly string[]): string[] =>
  [...origins, 'returning'].map((part) => `${stage}.${part}`);
