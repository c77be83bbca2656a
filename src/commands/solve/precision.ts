import type { Estimate } from '../../analysis/measure/evaluator.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Target } from './goal.ts';
import type { Objective } from './objective.ts';

/**
 * The measure whose error says how far a solution may be off: of a quantile the chance to be at least that much, as a
 * quantile is q or more just where the chance of less than q is below its level. So no density is needed, and a count that
 * does not change from run to run still has an error.
 */
export function measureOfError({ measure, value }: Target): Measure {
  const { by, metric } = measure;
  if (by !== 'p5' && by !== 'p50' && by !== 'p95') return measure;
  const text = `${metric.name} at least ${value}`;
  return { by: 'chance', name: `chance of ${text}`, metric, goal: { text, metric, comparison: 'atLeast', value } };
}

/** So many standard errors of the measure on either side are enough to see its slope. */
const SEEN = 4;

/** A chord is drawn so often, each time as wide as the slope of the one before says. */
const CHORDS = 3;

/**
 * The standard error of a value that was solved for: that of the measure there, over its slope (delta method). The slope is
 * that of a chord around the value, both of its ends on the same random numbers, which is as wide as a few standard errors of
 * the measure.
 * @param objective of the measure of the error
 * @param ends between which the number was looked for
 * @returns null where the measure has no error, or does not change
 */
export async function errorOfSolution(
  objective: Objective,
  x: number,
  [low, high]: readonly [number, number],
): Promise<number | null> {
  const here = await objective.at(x);
  if (!here?.standardError) return null;
  const { standardError } = here;
  let apart = 0.01 * (Math.abs(x) || high - low);
  let slope = 0;
  for (let i = 0; i < CHORDS; i++) {
    const [a, b] = [Math.max(low, x - apart), Math.min(high, x + apart)];
    await objective.prepare([a, b]);
    slope = slopeBetween(a, b, await objective.at(a), await objective.at(b));
    apart = slope > 0 ? (SEEN * standardError) / slope : 4 * apart;
  }
  return slope > 0 ? standardError / slope : null;
}

/** How fast a measure changes, whether it rises or falls; 0 where that is not known. */
function slopeBetween(a: number, b: number, atA: Estimate | null, atB: Estimate | null): number {
  if (atA?.value == null || atB?.value == null || a >= b) return 0;
  return Math.abs(atB.value - atA.value) / (b - a);
}
