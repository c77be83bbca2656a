import type { Metric, SeriesKey } from '../model/metric.ts';
import type { Scenario } from '../model/scenario.ts';
import { labelOf } from './label.ts';
import { shownMetric, unitOf } from './metric-value.ts';
import { factor } from './number.ts';

const SERIES: Readonly<Record<SeriesKey, string>> = {
  ...{ referred: 'Referred', gain: 'Gain', referredShare: 'Referred share' },
  ...{ revenue: 'Revenue', cost: 'Cost', spend: 'Spend', profit: 'Profit', cash: 'Cash' },
  ...{ cac: 'CAC', mediaCac: 'Media CAC', keepCost: 'Keep cost' },
};

/** What people call a metric, without its rotation: "Engage", "Engage by Paid", "Active advocate", "Media CAC". */
export function metricLabel(scenario: Scenario, { name, subject }: Metric): string {
  switch (subject.kind) {
    case 'arrivals': {
      const stage = labelOf(scenario, 'stages', subject.stage);
      return subject.origin === null ? stage : `${stage} by ${originLabel(scenario, subject.origin)}`;
    }
    case 'returning':
      return `${labelOf(scenario, 'stages', subject.stage)} returning`;
    case 'active':
      return `Active ${inside(labelOf(scenario, 'stages', subject.stage), subject.stage)}`;
    case 'series':
      return SERIES[subject.key];
    default:
      return name;
  }
}

function originLabel(scenario: Scenario, id: string): string {
  const isChannel = (scenario.channels ?? []).some((channel) => channel.id === id);
  return inside(labelOf(scenario, isChannel ? 'channels' : 'loops', id), id);
}

/** A label in the middle of a name: as somebody wrote it, and small where it was only made of the id. */
const inside = (label: string, id: string): string =>
  label.toLowerCase() === id.replaceAll('-', ' ') ? label.toLowerCase() : label;

/** A value of a metric that somebody counted: rounded, 115.3 people would look like 115. */
export function actualText(scenario: Scenario, metric: Metric, value: number): string {
  return unitOf(metric) === 'people' ? factor(value) : shownMetric(metric, value, scenario, 'bare');
}
