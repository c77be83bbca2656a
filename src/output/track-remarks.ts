import { mostUnusual, newsIn, openOf, outsideOf, runsFor } from '../analysis/news.ts';
import type { Comparison, Tracking } from '../analysis/track.ts';
import { isMoney, type Metric } from '../model/metric.ts';
import type { Scenario } from '../model/scenario.ts';
import { actualText, metricLabel } from './metric-label.ts';
import { shownMetric } from './metric-value.ts';
import { count, plural, times } from './number.ts';
import { spoken } from './spoken.ts';

/** What the headers of the table mean. */
export const TRACK_REMARK =
  'Between: at most 5% of wheels that run to plan come to less, at most 5% to more. By chance: how often such a wheel comes out at least as far on that side as what happened.';

/**
 * What the comparisons come to, in sentences that can be repeated.
 * @param shown which of the values stand beside them
 */
export function trackRemarks(scenario: Scenario, tracking: Tracking, shown: 'all' | 'open'): string[] {
  const open = openOf(tracking.comparisons).length;
  const settled = tracking.comparisons.length - open;
  if (open === 0) return [`${leaving(settled)} as planned. Nothing is out of the ordinary.`];
  const unusual = mostUnusual(tracking);
  const first = unusual ? [unusualRemark(scenario, unusual, tracking.runs)] : [];
  const counted = `${countRemark(tracking)} ${conclusion(tracking)}`;
  const rest = `${leaving(settled)} as planned${shown === 'all' ? '' : ' and not shown'}.`;
  return [...first, counted, ...(settled === 0 ? [] : [rest])];
}

/** "40 values that leave nothing to chance are" */
const leaving = (values: number): string =>
  `${plural(values, 'value')} that leave${values === 1 ? 's' : ''} nothing to chance ${values === 1 ? 'is' : 'are'}`;

/** "Engage: 152 in rotation 3 is outside 114 to 129; by chance this or more happens less than once in 10,000 times." */
function unusualRemark(scenario: Scenario, one: Comparison, runs: number | null): string {
  const { metric, rotation, value } = one.actual;
  const text = (bound: number): string => shownMetric(metric, bound, scenario, 'bare');
  const what = `${metricLabel(scenario, metric)}: ${actualText(scenario, metric, value)} in ${spoken(scenario, rotation)}`;
  const { p5, p95 } = one.band;
  if (one.certain) return `${what} is ${one.verdict} ${text(p5)}, and the plan leaves nothing there to chance.`;
  return `${what} is outside ${text(p5)} to ${text(p95)}; by chance ${thisOr(one, metric)} ${frequency(one, runs)}.`;
}

function thisOr({ verdict }: Comparison, metric: Metric): string {
  if (verdict === 'above') return 'this or more';
  return isMoney(metric) ? 'this or less' : 'this or fewer';
}

/** What happens less often is not told apart: nobody has seen so many wheels. */
const RAREST = 10_000;

function frequency({ tail, method }: Comparison, runs: number | null): string {
  if (tail === 0 && method === 'monte-carlo') return `happened in none of ${count(runs)} run${runs === 1 ? '' : 's'}`;
  if (tail < 1 / RAREST) return `happens less than once in ${count(RAREST)} times`;
  return `happens about once in ${count(1 / tail)} times`;
}

/** "Of 20 compared values 3 lie outside; by chance alone about 1.6 would." */
function countRemark({ comparisons, expectedOutside }: Tracking): string {
  const all = openOf(comparisons).length;
  const outside = outsideOf(comparisons).length;
  const expected = times(expectedOutside);
  const chance = expectedOutside === 0 ? 'none' : expected === '0.0' ? 'fewer than 0.1' : `about ${expected}`;
  if (all === 1) {
    return `The one value compared lies ${outside === 0 ? 'inside' : 'outside'}; by chance alone ${chance} would lie outside.`;
  }
  return `Of ${count(all)} compared values ${outside === 0 ? 'none lies' : `${count(outside)} lie${outside === 1 ? 's' : ''}`} outside; by chance alone ${chance} would.`;
}

/** News, or noise. */
function conclusion(tracking: Tracking): string {
  const all = openOf(tracking.comparisons).length;
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
      return `${plural(tracking.runs ?? 0, 'run')} are too few to tell so many values from chance: add --runs ${runsFor(all)}.`;
    case 'news': {
      const among = all === 1 ? 'Chance' : `Even among ${count(all)} values chance`;
      return `${among} brings one so far out in fewer than 1 of 20 wheels: take it for news.`;
    }
  }
}
