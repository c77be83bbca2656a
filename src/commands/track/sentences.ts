import { isMoney } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { actualText, metricLabel } from '../../output/format/metric-label.ts';
import { shownMetric } from '../../output/format/metric-value.ts';
import { count, plural, times } from '../../output/format/number.ts';
import { spoken } from '../../output/format/period-words.ts';
import { mostUnusual, newsIn, openOf, outsideOf, runsFor } from './significance.ts';
import type { TrackedValue, Tracking } from './types.ts';

/** What the headers of the table mean. */
export const TRACK_REMARK =
  'Between: at most 5% of wheels that run to plan come to less, at most 5% to more. By chance: how often such a wheel comes out at least as far on that side as what happened.';

/** True for a value that the plan leaves nothing to chance in, and that is as planned: it says nothing of luck. */
export const isSettled = ({ certain, verdict }: TrackedValue): boolean => certain && verdict === 'inside';

/**
 * What the comparisons come to, in sentences that can be repeated.
 * @param shown which of the values stand beside them
 */
export function trackRemarks(scenario: Scenario, tracking: Tracking, shown: 'all' | 'told'): string[] {
  const { comparisons } = tracking;
  const settled = comparisons.filter(isSettled).length;
  if (settled === comparisons.length) return [`${leaving(settled)} as planned. Nothing is out of the ordinary.`];
  const unusual = mostUnusual(tracking);
  const rest = `${leaving(settled)} as planned${shown === 'all' ? '' : ' and not shown'}.`;
  return [
    ...(unusual ? [unusualRemark(scenario, unusual, newsIn(tracking) === 'fixed')] : []),
    ...(openOf(tracking).length === 0 ? [] : [`${countRemark(tracking)} ${conclusion(tracking)}`]),
    ...certainRemark(scenario, tracking),
    ...(settled === 0 ? [] : [rest]),
  ];
}

/** "40 values that leave nothing to chance are" */
const leaving = (values: number): string =>
  `${plural(values, 'value')} that leave${values === 1 ? 's' : ''} nothing to chance ${values === 1 ? 'is' : 'are'}`;

/**
 * "Engage: 152 in rotation 3 is outside 114 to 129; by chance this or more happens less than once in 10,000 times."
 * @param isDoubted true for what would be news if fixed volumes never varied
 */
function unusualRemark(scenario: Scenario, one: TrackedValue, isDoubted: boolean): string {
  const { p5, p95 } = one.band;
  const range = `${bound(scenario, one, p5)} to ${bound(scenario, one, p95)}`;
  if (isDoubted) {
    const often = `about once in ${count(1 / (one.loose ?? 1))} times`;
    return `${happened(scenario, one)} is outside ${range}, but for volumes that are fixed; were they Poisson, ${thisOr(one)} would happen ${often}.`;
  }
  return `${happened(scenario, one)} is outside ${range}; by chance ${thisOr(one)} ${frequency(one)}.`;
}

/** "Engage: 103 in rotation 1 is above 100, and the plan leaves nothing there to chance." */
function certainRemark(scenario: Scenario, { comparisons }: Tracking): string[] {
  const [first, ...others] = comparisons.filter(({ certain, verdict }) => certain && verdict !== 'inside');
  if (!first) return [];
  const { band, verdict } = first;
  const from = bound(scenario, first, verdict === 'above' ? band.p95 : band.p5);
  const so = others.length === 0 ? '' : ` So it is with ${plural(others.length, 'more value')}.`;
  return [`${happened(scenario, first)} is ${verdict} ${from}, and the plan leaves nothing there to chance.${so}`];
}

/** "Engage: 152 in rotation 3" */
function happened(scenario: Scenario, { actual }: TrackedValue): string {
  const { metric, rotation, value } = actual;
  return `${metricLabel(scenario, metric)}: ${actualText(scenario, metric, value)} in ${spoken(scenario, rotation)}`;
}

const bound = (scenario: Scenario, { actual }: TrackedValue, value: number): string =>
  shownMetric(actual.metric, value, scenario, 'bare');

function thisOr({ verdict, actual }: TrackedValue): string {
  if (verdict === 'above') return 'this or more';
  return isMoney(actual.metric) ? 'this or less' : 'this or fewer';
}

/** What happens less often is not told apart: nobody has seen so many wheels. */
const RAREST = 10_000;

function frequency({ tail, counted }: TrackedValue): string {
  if (counted?.hits === 0) return `happened in none of ${plural(counted.runs, 'run')}`;
  if (tail < 1 / RAREST) return `happens less than once in ${count(RAREST)} times`;
  return `happens about once in ${count(1 / tail)} times`;
}

/** "Of 20 compared values 3 lie outside; by chance alone about 1.6 would." */
function countRemark(tracking: Tracking): string {
  const { expectedOutside } = tracking;
  const [all, outside] = [openOf(tracking).length, outsideOf(tracking).length];
  const expected = times(expectedOutside);
  const chance = expectedOutside === 0 ? 'none' : expected === '0.0' ? 'fewer than 0.1' : `about ${expected}`;
  if (all === 1) {
    return `The one value compared lies ${outside === 0 ? 'inside' : 'outside'}; by chance alone ${chance} would lie outside.`;
  }
  return `Of ${count(all)} compared values ${outside === 0 ? 'none lies' : `${count(outside)} lie${outside === 1 ? 's' : ''}`} outside; by chance alone ${chance} would.`;
}

/** News, or noise. */
function conclusion(tracking: Tracking): string {
  const all = openOf(tracking).length;
  switch (newsIn(tracking)) {
    case 'none':
      return 'Nothing is out of the ordinary.';
    case 'noise':
      return 'That is about what chance brings: no sign that anything goes otherwise than planned.';
    case 'maybe':
      return all === 1
        ? 'Chance brings as much more often than in 1 of 20 wheels: no proof yet, so watch the next ones.'
        : 'That is more than chance brings on average, but the values of one wheel move together: no proof yet, so watch the next ones.';
    case 'few runs':
      return `${plural(tracking.runs ?? 0, 'run')} ${tracking.runs === 1 ? 'is' : 'are'} too few to tell so many values from chance: add --runs ${runsFor(all)}.`;
    case 'fixed':
      return 'That is no news: it looks like some only because volumes never vary in this plan.';
    case 'news': {
      const among = all === 1 ? 'Chance' : `Even among ${count(all)} values chance`;
      return `${among} brings one so far out in fewer than 1 of 20 wheels: take it for news.`;
    }
  }
}
