import { isMoney, type Metric } from '../../../model/metric/metric.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import { sampledBy } from '../../../output/chance.ts';
import { metricLabel } from '../../../output/format/metric-label.ts';
import { horizonOf, spoken } from '../../../output/format/period-words.ts';
import type { Grid } from '../../../output/grid.ts';
import type { Forecast } from './forecast.ts';
import { forecastRemarks, knownWords, textOf } from './sentences.ts';

/** What the rest of the run now comes to, beside the plan. */
export function forecastGrid(scenario: Scenario, forecast: Forecast, seed: string): Grid {
  const { values, runs } = forecast;
  const currency = values.some(({ metric }) => isMoney(metric)) ? scenario.currency : undefined;
  return {
    title: [
      'What the rest now comes to',
      knownWords(scenario, forecast.known),
      ...(runs === null ? [] : [sampledBy(runs, seed)]),
      ...(currency === undefined ? [] : [`amounts in ${currency}`]),
    ].join(' · '),
    columns: [
      { header: 'What', rank: 0, text: true, cutTo: () => SHORT },
      { header: 'Plan', rank: 0 },
      { header: 'Now', rank: 0 },
      ...(runs === null
        ? []
        : [
            { header: '5%', rank: 1 },
            { header: '95%', rank: 1 },
          ]),
    ],
    rows: values.map((value) => {
      const text = textOf(scenario, value, 'bare');
      const ends = runs === null ? [] : [value.p5, value.p95];
      return [whatOf(scenario, value.metric), ...[value.plan, value.now, ...ends].map(text)];
    }),
    total: null,
    remarks: forecastRemarks(scenario, forecast),
  };
}

/** Letters that are enough to know a metric by. */
const SHORT = 12;

/** "Acquire in rotation 5", "Acquire over 5 rotations", "Cash after rotation 5". */
function whatOf(scenario: Scenario, metric: Metric): string {
  const label = metricLabel(scenario, metric);
  if (metric.when === 'total') return `${label} over ${horizonOf(scenario)}`;
  const { kind } = metric.subject;
  return `${label} ${kind === 'arrivals' ? 'in' : 'after'} ${spoken(scenario, scenario.rotations)}`;
}
