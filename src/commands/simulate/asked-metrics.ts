import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import type { SamplingEach } from '../../analysis/chance/estimate.ts';
import { type Estimate, type EvaluatorSettings, MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { measuresNamed } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { metricsIn } from '../../analysis/what-if/what-if.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import { hasRotations } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { MetricValue, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { sampledBy } from '../../output/chance.ts';
import { capitalised } from '../../output/format/label.ts';
import { measureInWords, measureText, shownMeasure } from '../../output/format/measure-text.ts';
import { metricLabel } from '../../output/format/metric-label.ts';
import { metricInWords } from '../../output/format/metric-text.ts';
import { margin, NOTHING } from '../../output/format/number.ts';
import { horizonOf } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Publication } from '../../output/publication.ts';
import { sheetOf } from '../../output/sheet.ts';

/** What one metric comes to, as the JSON document of `simulate --metric` has it. */
export interface AskedMetric extends Omit<Estimate, 'value'> {
  readonly metric: string;
  readonly value: MetricValue;
}

/** The JSON document of `simulate --metric`, without its header. */
export interface AskedMetrics {
  readonly scenario: Simulation['scenario'];
  readonly metrics: readonly AskedMetric[];
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  readonly notes: readonly string[];
}

/**
 * What the metrics that a person names come to, by expected values or under chance, and nothing else.
 * @throws InputError for a metric that the scenario does not have
 */
export async function askedMetrics(
  scenario: Scenario,
  names: readonly string[],
  switches: readonly Switch[],
  settings: EvaluatorSettings,
  sampling: SamplingEach,
): Promise<{ measures: readonly Measure[]; result: AskedMetrics }> {
  const measures = measuresNamed(names, scenario);
  const plain = measures.filter((measure) => !isOfChance(measure));
  const values = metricsIn(
    compile(scenario, switches),
    plain.map(({ metric }) => metric),
  );
  const drawn = measures.filter(isOfChance);
  const evaluator = new MeasureEvaluator(drawn, settings, sampling);
  const estimates = drawn.length > 0 ? await evaluator.of({ scenario, switches }) : [];
  const metrics = measures.map((measure): AskedMetric => {
    if (isOfChance(measure)) return { metric: measure.name, ...estimates[drawn.indexOf(measure)] };
    return { metric: measure.name, value: values[plain.indexOf(measure)], method: 'expected', standardError: null };
  });
  const notes = plain.length > 0 ? notesOn(scenario, switches) : chanceNotes(scenario, switches);
  const runs = evaluator.runs === null ? {} : { runs: evaluator.runs, seed: settings.seed };
  return {
    measures,
    result: { scenario: ranAs(scenario, switches), metrics, ...runs, notes: [...notes, ...evaluator.notes] },
  };
}

/** A row for each metric that was asked for. */
export function metricsPublication(
  scenario: Scenario,
  measures: readonly Measure[],
  result: AskedMetrics,
): Publication {
  const { metrics, runs, seed, notes } = result;
  const sampled = runs === undefined ? [] : [`What is left to chance comes from ${sampledBy(runs, seed)}.`];
  return {
    command: 'simulate',
    result,
    csv: () =>
      sheetOf(
        ['metric', 'value', 'method', 'standardError'],
        metrics.map(({ metric, value, method, standardError }) => [metric, cellOf(value), method, standardError]),
      ),
    grid: () => ({
      title: tableTitle(scenario, [horizonOf(scenario)], result.scenario.with),
      columns: [
        { header: 'Metric', ids: ['metric'], rank: 0, text: true, wraps: true },
        { header: 'Value', ids: ['value'], rank: 0 },
        { header: 'Found', ids: ['method'], rank: 2, text: true },
        ...(runs === undefined ? [] : [{ header: '±', ids: ['standardError'], rank: 1 }]),
      ],
      rows: metrics.map(({ value, method, standardError }, i) => [
        calledIn(measures[i], scenario),
        shownMeasure(measures[i], value, scenario),
        METHODS[method],
        ...(runs === undefined ? [] : [errorText(measures[i], standardError, scenario)]),
      ]),
      total: null,
      remarks: [
        ...sampled,
        ...(runs === undefined ? [] : ['±: how far other luck may move it, as one standard error.']),
        ...notes,
      ],
    }),
    notes: [...sampled, ...notes],
  };
}

/** In words, people of a stage by its label; a figure that has a name and no word keeps its name. */
function calledIn(measure: Measure, scenario: Scenario): string {
  const { by, metric } = measure;
  if (by === 'expected' && 'stage' in metric.subject && hasRotations(metric.subject))
    return metricInWords(metric, scenario, metricLabel(scenario, metric));
  const words = measureInWords(measure, scenario);
  return words === measure.name ? words : capitalised(words);
}

const METHODS = { expected: 'expected value', exact: 'exact', 'monte-carlo': 'runs' } as const;

const cellOf = (value: MetricValue) => (typeof value === 'boolean' ? String(value) : value);

function errorText(measure: Measure, error: number | null, scenario: Scenario): string {
  if (error === null) return NOTHING;
  return measure.by === 'chance' ? margin(error) : measureText(measure, scenario, [error]).step(error);
}
