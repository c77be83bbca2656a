import { metricsNamed } from '../../analysis/metric-request.ts';
import { addsUp, entryOf, hasRotations, type Metric } from '../../model/metric/metric.ts';
import { metricNames, rotationNames, runNames } from '../../model/metric/names.ts';
import { hasMoney } from '../../model/plan/prices.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { metricMeaning } from '../../output/format/metric-label.ts';
import { periodOf } from '../../output/format/period-words.ts';

/** One metric of a scenario, as JSON and CSV have it. */
export interface ListedMetric {
  readonly metric: string;
  /** In words: "people", the currency, "share", "month". */
  readonly unit: string;
  /** Whether every rotation has one, so that `@3` may stand behind it, or the run as a whole. */
  readonly of: 'rotation' | 'run';
  /** Whether the rotations add up, so that `total:` may stand before it. */
  readonly total: boolean;
  readonly meaning: string;
}

/** All that can be asked of a scenario: the common names first, then those of every stage, origin and journey. */
export function listedMetrics(scenario: Scenario): ListedMetric[] {
  const ids = metricIds(scenario);
  const names = new Set([...metricNames(ids), ...runNames(ids), ...rotationNames(ids)]);
  return metricsNamed([...names], scenario).map((metric) => ({
    metric: metric.name,
    unit: unitInWords(scenario, metric),
    of: hasRotations(metric.subject) ? 'rotation' : 'run',
    total: addsUp(metric.subject),
    meaning: metricMeaning(scenario, metric),
  }));
}

/** What a reader has to know before asking for some of them. */
export const metricNotes = (scenario: Scenario): string[] =>
  hasMoney(scenario)
    ? []
    : ['There is no money in this scenario: what follows from money, such as cash or cac, has no value.'];

function unitInWords(scenario: Scenario, { subject }: Metric): string {
  const { unit } = entryOf(subject);
  switch (unit) {
    case 'people':
      return subject.kind === 'returning' ? 'visits' : 'people';
    case 'money':
      return scenario.currency ?? 'money';
    case 'rotation':
      return periodOf(scenario);
    case 'rotations':
      return `${periodOf(scenario)}s`;
    case 'factor':
    case 'times':
      return 'number';
    case 'truth':
      return 'yes/no';
    default:
      return unit;
  }
}
