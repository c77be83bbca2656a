import { notesOn } from '../../analysis/caveats.ts';
import { answersTo, type ChanceSettings, type Sampling } from '../../analysis/chance/estimate.ts';
import { ExpectedRun } from '../../analysis/expected-run.ts';
import { withFewerRotations } from '../../analysis/fewer-rotations.ts';
import { metricValue } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import { entryOf } from '../../model/metric/metric.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { fixedNotes, withoutValue } from './caveats.ts';
import { hasFixedVolumes, isCertain } from './certain.ts';
import { countedAs, sideOf, tailsOf, verdictOf } from './deviation.ts';
import { forecastOf } from './forecast/forecast.ts';
import { loosened } from './loosened.ts';
import type { Actual } from './reading/actuals.ts';
import { spreadNote, withSpread } from './spread.ts';
import type { TrackedValue, Tracking } from './types.ts';

export interface TrackSettings extends ChanceSettings {
  /** Coefficient of variation by which every volume is spread; see `withSpread`. */
  readonly spread?: number | undefined;
  /** What there is to know of how the actuals were read. */
  readonly notes?: readonly string[];
}

/** As for bands: nobody reads more, and each takes memory. */
const MOST_COMPARED = 20_000;

/**
 * Holds actual values against the plan: exactly for counts of people who do not depend on one another, from runs for
 * everything else.
 * @throws InputError for too many values, or when the scenario has a value for none of them
 */
export async function track(
  whole: Scenario,
  actuals: readonly Actual[],
  options: TrackSettings,
  sampling: Sampling,
): Promise<Tracking> {
  if (actuals.length > MOST_COMPARED)
    throw InputError.of('up to 20,000 values are compared: leave out rotations, or columns');
  const { switches, spread } = options;
  const last = actuals.reduce((most, { rotation }) => Math.max(most, rotation), 1);
  const scenario = withFewerRotations(whole, last, compile(whole, switches));
  const plan = compile(scenario, switches);
  // Of amounts without prices, runs would only show that there are none.
  const asked = actuals.filter(({ metric }) => plan.prices !== null || entryOf(metric.subject).source !== 'money');
  const metrics = asked.map(({ metric }) => metric);
  const goals = asked.flatMap((actual) => tailsOf(actual, countedAs(plan, actual)));
  const drawn = spread === undefined ? { scenario, switches } : withSpread(scenario, switches, spread);
  const questions = { metrics, goals, outside: true };
  const answers = await answersTo(questions, drawn.scenario, { ...options, switches: drawn.switches }, sampling);
  const expected = new ExpectedRun(plan);
  let expectedOutside = 0;
  const comparisons = asked.flatMap((actual, i): TrackedValue[] => {
    const band = answers.bands[i];
    if (!band) return [];
    const [atLeast, atMost] = [2 * i, 2 * i + 1].map((g) => sideOf(answers.goals[g], answers.counted[g]));
    const { verdict, side } = verdictOf(atLeast, atMost);
    const { tail, counted } = side;
    const planned = metricValue(expected, actual.metric);
    const certain = isCertain(scenario, plan, expected, actual.metric, band);
    // Of all runs, also those in which the metric has no value.
    if (!certain) expectedOutside += answers.outside[i] * (counted ? (answers.runs ?? 0) / counted.runs : 1);
    const known = { actual, plan: typeof planned === 'number' ? planned : null, band };
    return [{ ...known, verdict, tail, counted, certain, loose: null }];
  });
  const missing = withoutValue(actuals, comparisons, scenario);
  if (comparisons.length === 0) throw InputError.of(`there is nothing to compare: ${missing.join(' ')}`);
  const judged = spread === undefined ? await loosened(scenario, plan, comparisons, options, sampling) : comparisons;
  const wholly = spread === undefined ? { scenario: whole, switches } : withSpread(whole, switches, spread);
  const forecast = await forecastOf(whole, asked, wholly, options, sampling);
  const hasForecast = forecast !== null && !('fault' in forecast);
  return {
    method: answers.method,
    runs: answers.runs,
    comparisons: judged,
    expectedOutside,
    forecast: hasForecast ? forecast : null,
    notes: [
      ...(options.notes ?? []),
      ...fixedNotes(judged, spread === undefined && hasFixedVolumes(plan)),
      ...(spread === undefined ? [] : [spreadNote(scenario, spread)]),
      ...missing,
      ...(forecast && !hasForecast ? [`What the rest now comes to cannot be told: ${forecast.fault}.`] : []),
      ...(answers.tooLong === null ? [] : [answers.tooLong]),
      ...notesOn(whole, switches, 'the planned numbers'),
    ],
  };
}
