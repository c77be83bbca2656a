import type { Comparison, Tracking } from './track.ts';

/** What the values outside come to. */
export type News = 'none' | 'noise' | 'maybe' | 'few runs' | 'news';

/** Chance brings news that is none no more often than this. */
const RARE = 0.05;

/**
 * Judges all comparisons together, but for those that had to come out as they did. `news`: among so many values, chance
 * alone brings one as far out as the farthest less than once in twenty times, whatever the values have to do with one
 * another (Bonferroni: the chances of both sides of each, added up; a tail that no run reached counts as that of one run
 * more); or one is not what the plan makes certain. Of the rest, `noise`: no more lie outside than one standard deviation
 * above the number that chance brings, were they independent; values of one wheel are not, so that `maybe` is no proof.
 * `few runs`: none of them came so far, and it takes `runsFor` so many values to tell.
 */
export function newsIn({ comparisons, expectedOutside, runs }: Tracking): News {
  const outside = outsideOf(comparisons);
  if (outside.length === 0) return 'none';
  if (outside.some((one) => one.certain && rarityOf(one, runs) < RARE)) return 'news';
  const among = openOf(comparisons).length;
  if (2 * among * Math.min(...outside.map((one) => rarityOf(one, runs))) < RARE) return 'news';
  if (outside.some(({ method, tail }) => method === 'monte-carlo' && tail === 0)) return 'few runs';
  return outside.length <= expectedOutside + Math.sqrt(expectedOutside) ? 'noise' : 'maybe';
}

/** Runs that can tell whether a value that none of them comes to is news among so many. */
export const runsFor = (values: number): number => Math.ceil((2 * values) / RARE);

/**
 * The value that chance explains least; null when all are inside. Among equals what is left to chance at all comes first,
 * then what is more standard deviations from the mean.
 */
export function mostUnusual({ comparisons, runs }: Tracking): Comparison | null {
  const [first = null] = outsideOf(comparisons).sort(
    (a, b) => rarityOf(a, runs) - rarityOf(b, runs) || distanceOf(b) - distanceOf(a),
  );
  return first;
}

export const outsideOf = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ verdict }) => verdict !== 'inside');

/** True for a value that the plan leaves nothing to chance in, and that is as planned: it says nothing of luck. */
const isSettled = ({ certain, verdict }: Comparison): boolean => certain && verdict === 'inside';

/** All others. */
export const openOf = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter((one) => !isSettled(one));

/** The tail; where no run came so far, that of one run more. */
const rarityOf = ({ tail, method }: Comparison, runs: number | null): number =>
  method === 'exact' ? tail : Math.max(tail, 1 / ((runs ?? 0) + 2));

/** In standard deviations; 0 where there is none to measure by. */
function distanceOf({ actual, band: { mean, sd } }: Comparison): number {
  return sd ? Math.abs(actual.value - mean) / sd : 0;
}
