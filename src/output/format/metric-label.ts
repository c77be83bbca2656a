import { seriesEntry } from '../../model/metric/catalogue.ts';
import { entryOf, type Metric, type Subject } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { inTitle } from './escape.ts';
import { capitalised, labelOf } from './label.ts';
import { shownMetric, unitOf } from './metric-value.ts';
import { factor } from './number.ts';

/** What people call a metric, without its rotation: "Engage", "Engage by Paid", "Active advocate", "Media CAC". */
export function metricLabel(scenario: Scenario, { name, subject }: Metric): string {
  switch (subject.kind) {
    case 'arrivals': {
      const stage = labelOf(scenario, 'stages', subject.stage);
      if (subject.origin === null) return stage;
      return `${stage} by ${inside(originLabel(scenario, subject.origin), subject.origin)}`;
    }
    case 'returning':
      return `${labelOf(scenario, 'stages', subject.stage)} returning`;
    case 'active':
      return `Active ${inside(labelOf(scenario, 'stages', subject.stage), subject.stage)}`;
    case 'lapsed':
      return `Lapsed ${inside(labelOf(scenario, 'stages', subject.stage), subject.stage)}`;
    case 'series':
      return seriesEntry(subject.key).label;
    default:
      return name;
  }
}

/**
 * What a metric is called over a chart: "Arrivals at Engage". Names that only analysts know stay as they are, and long
 * labels leave room for the rest of the sentence.
 */
export function metricTitle(scenario: Scenario, { name, subject }: Metric): string {
  switch (subject.kind) {
    case 'arrivals':
    case 'returning':
    case 'active':
    case 'lapsed':
      return capitalised(meaningWith(scenario, subject, inTitle));
    case 'series':
      return seriesEntry(subject.key).title ?? seriesEntry(subject.key).label;
    default:
      return name;
  }
}

/** What a metric is: "arrivals at Engage from Paid", "spend per customer". */
export const metricMeaning = (scenario: Scenario, { subject }: Metric): string =>
  meaningWith(scenario, subject, (label) => label);

function meaningWith(scenario: Scenario, subject: Subject, shown: (label: string) => string): string {
  const { about } = entryOf(subject);
  const stage = 'stage' in subject ? ` ${shown(labelOf(scenario, 'stages', subject.stage))}` : '';
  const origin = 'origin' in subject && subject.origin !== null ? shown(originLabel(scenario, subject.origin)) : null;
  if (origin === null) return `${about}${stage}`;
  return stage === '' ? `${about} ${origin}` : `${about}${stage} from ${origin}`;
}

function originLabel(scenario: Scenario, id: string): string {
  const isChannel = (scenario.channels ?? []).some((channel) => channel.id === id);
  return labelOf(scenario, isChannel ? 'channels' : 'loops', id);
}

/** A label in the middle of a name: as somebody wrote it, and small where it was only made of the id. */
const inside = (label: string, id: string): string =>
  label.toLowerCase() === id.replaceAll('-', ' ') ? label.toLowerCase() : label;

/** A value of a metric that somebody counted: rounded, 115.3 people would look like 115. */
export function actualText(scenario: Scenario, metric: Metric, value: number): string {
  return unitOf(metric) === 'people' ? factor(value) : shownMetric(metric, value, scenario, 'bare');
}
