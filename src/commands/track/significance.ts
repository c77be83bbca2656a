import type { Comparison, Tracking } from './types.ts';

/** What is judged of a tracking. */
type Judged = Pick<Tracking, 'comparisons' | 'expectedOutside'>;

/** What the values outside come to. */
export type News = 'none' | 'noise' | 'maybe' | 'few runs' | 'fixed' | 'news';

/** Chance brings news that is none no more often than this. */
const RARE = 0.05;

/**
 * Judges all comparisons together, but for those that the plan leaves nothing to chance in. `news`: among so many values,
 * chance alone brings one as far out as the farthest less than once in twenty times, whatever the values have to do with
 * one another (Bonferroni: the p-values of both sides of each, added up). Of the rest, `noise`: no more lie outside than
 * one standard deviation above the number that chance brings, were they independent; values of one wheel are not, so that
 * `maybe` is no proof. `few runs`: none of them came so far, and it takes `runsFor` so many values to tell. `fixed`: it would
 * be news if the volumes that are fixed in the plan never varied, and is none with Poisson arrivals.
 */
export function newsIn(tracking: Judged): News {
  const outside = outsideOf(tracking);
  if (outside.length === 0) return 'none';
  const among = openOf(tracking).length;
  const isRare = (tails: readonly number[]): boolean => 2 * among * Math.min(...tails) < RARE;
  if (isRare(outside.map(rarityOf))) return 'news';
  if (isRare(outside.map(({ tail }) => tail))) return 'fixed';
  if (outside.some(({ counted }) => counted?.hits === 0)) return 'few runs';
  const { expectedOutside } = tracking;
  return outside.length <= expectedOutside + Math.sqrt(expectedOutside) ? 'noise' : 'maybe';
}

/** Runs that can tell whether a value that none of them comes to is news among so many: 2 n / (R + 1) is below `RARE`. */
export const runsFor = (values: number): number => Math.ceil((2 * values) / RARE);

/**
 * The value that chance explains least; null when all are inside. Among equals, what is more deviations from the mean. By
 * the plan alone where that makes news of what is none.
 */
export function mostUnusual(tracking: Judged): Comparison | null {
  const rank = newsIn(tracking) === 'fixed' ? (one: Comparison) => one.tail : rarityOf;
  const [first = null] = outsideOf(tracking).sort((a, b) => rank(a) - rank(b) || distanceOf(b) - distanceOf(a));
  return first;
}

/** The tail; where fixed volumes have a part in it, that of volumes which vary. */
const rarityOf = ({ tail, loose }: Comparison): number => Math.max(tail, loose ?? 0);

/** The values that are left to chance. */
export const openOf = ({ comparisons }: Pick<Tracking, 'comparisons'>): Comparison[] =>
  comparisons.filter(({ certain }) => !certain);

/** Values left to chance that are not as planned. */
export const outsideOf = (tracking: Pick<Tracking, 'comparisons'>): Comparison[] =>
  openOf(tracking).filter(({ verdict }) => verdict !== 'inside');

/** In standard deviations; 0 where there is none to measure by. */
function distanceOf({ actual, band: { mean, sd } }: Comparison): number {
  return sd ? Math.abs(actual.value - mean) / sd : 0;
}
