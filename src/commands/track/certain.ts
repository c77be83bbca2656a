import { wholeCountOf } from '../../analysis/chance/run-metrics.ts';
import { roundingOf } from '../../analysis/metric-tolerance.ts';
import { metricValue } from '../../analysis/metric-value.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { numberAt } from '../../model/plan/table.ts';
import type { BandResult, Run } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/**
 * True where the plan leaves nothing to chance, as far as can be told: the metric always comes to the same; or nothing but
 * fixed volumes make it up, which chance only rounds up or down to whole people.
 */
export function isCertain(
  scenario: Scenario,
  plan: Plan,
  expected: Run,
  metric: Metric,
  { p5, p95, sd }: BandResult,
): boolean {
  const size = Math.max(Math.abs(p5), Math.abs(p95));
  // Adding up in another order may make a difference to what always comes to the same.
  const rounding = Math.max(roundingOf(plan, expected, metric, size), 1e-9 * size);
  if (sd !== null && sd <= rounding && p95 - p5 <= rounding) return true;
  const range = fixedRange(scenario, plan, expected, metric);
  return range !== null && p5 >= range[0] - rounding && p95 <= range[1] + rounding;
}

/**
 * What fixed volumes come to, rounded down and rounded up to people: of arrivals where channels bring them in, and of
 * spend. Where a price varies, what is spent of a budget stays within about one prospect of it. Null where anything else
 * makes up a part of the metric.
 */
function fixedRange(
  { channels = [] }: Scenario,
  plan: Plan,
  expected: Run,
  metric: Metric,
): readonly [low: number, high: number] | null {
  const planned = metricValue(expected, metric);
  const weights = weightsOf(plan, metric);
  if (typeof planned !== 'number' || planned <= 0 || weights === null) return null;
  const whatever = isSpend(metric) ? outlayIn(plan, rotationOf(metric)) : 0;
  let [low, mean, high] = [whatever, whatever, whatever];
  for (const [o, weight] of weights.entries()) {
    if (plan.law[o] !== 'fixed') continue;
    const volume = numberAt(plan.fresh, rotationOf(metric), o);
    const isBudget = isSpend(metric) && channels[o].budget !== undefined;
    low += weight * (isBudget ? volume - 1 : Math.floor(volume));
    mean += weight * volume;
    high += weight * (isBudget ? volume + 1 : Math.ceil(volume));
  }
  return Math.abs(planned - mean) <= 1e-9 * planned ? [low, high] : null;
}

/** What one prospect of each channel adds to a metric at once; null for a metric that follows from more than that. */
function weightsOf(plan: Plan, metric: Metric): number[] | null {
  const { channels, entry, prices } = plan;
  const origins = Array.from({ length: channels }, (_, o) => o);
  const count = wholeCountOf(plan, metric);
  if (count?.kind === 'arrivals') {
    const { stage, origin } = count;
    return origins.map((o) => (entry[o] === stage && (origin === null || origin === o) ? 1 : 0));
  }
  return isSpend(metric) && prices ? origins.map((o) => numberAt(prices.prospect, rotationOf(metric), o)) : null;
}

/** What channels with diminishing returns spend in a rotation (from 0). */
function outlayIn({ channels, prices }: Plan, t: number): number {
  let spent = 0;
  for (let o = 0; o < channels && prices?.outlay; o++) spent += numberAt(prices.outlay, t, o);
  return spent;
}

const isSpend = ({ subject }: Metric): boolean => subject.kind === 'series' && subject.key === 'spend';

/** True where fixed volumes make up a part of a metric at once: arrivals where channels bring them in, and spend. */
export function hasFixedPart(plan: Plan, metric: Metric): boolean {
  const weights = weightsOf(plan, metric) ?? [];
  return weights.some((weight, o) => {
    return weight > 0 && plan.law[o] === 'fixed' && numberAt(plan.fresh, rotationOf(metric), o) > 0;
  });
}

export const hasFixedVolumes = ({ law, channels }: Plan): boolean => law.slice(0, channels).includes('fixed');

/** From 0. Actual values are about one rotation each. */
const rotationOf = ({ when }: Metric): number => (typeof when === 'number' ? when - 1 : 0);
