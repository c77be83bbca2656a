import { type LastBands, lastBands } from '../../analysis/chance/chance.ts';
import type { Sampling } from '../../analysis/chance/estimate.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import { hasUncertainNumbers } from '../../analysis/chance/uncertainty.ts';
import { metricsNamed } from '../../analysis/metric-request.ts';
import { metricValue, rotationValue } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import { knownMetric } from '../../model/metric/metric.ts';
import { BAND_PARTS, rotationNames, runNames } from '../../model/metric/names.ts';
import type { BandResult, MetricValue, Run } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { agree, type Tolerance, valuesOf } from './differences.ts';
import { inputsOf, keptInputs } from './inputs.ts';
import type { Series, Snapshot } from './snapshot-format.ts';

/** A snapshot of more than this is refused: nobody reviews it, and it takes memory. */
const MOST_NUMBERS = 1_000_000;

/** The seed of the runs behind a snapshot, where there are any. */
const SEED = '1';

/** The snapshot of a run, with bands where the scenario speaks of chance. */
export async function taken(scenario: Scenario, run: Run, sampling: Sampling, pause: Pause): Promise<Snapshot> {
  const options = { switches: [], runs: null, seed: SEED, pause };
  const hasBands = scenario.snapshot?.metrics === undefined && speaksOfChance(scenario);
  return snapshotOf(scenario, run, hasBands ? await lastBands(scenario, options, sampling) : null);
}

/** True for a scenario that says something about luck: how people arrive or refer, or a number that is uncertain. */
export function speaksOfChance(scenario: Scenario): boolean {
  const { channels = [], loops = [] } = scenario;
  return (
    channels.some(({ arrival }) => arrival !== undefined) ||
    loops.some((loop) => loop.type === 'referral' && loop.offspring !== undefined) ||
    hasUncertainNumbers(scenario, [])
  );
}

/**
 * What a snapshot holds: its inputs, and every metric of the run, and of every rotation, or those that the scenario names.
 * @param bands of the last rotation; null where the scenario does not speak of chance
 * @throws InputError for more than a million numbers, and for a metric beyond the last rotation
 */
export function snapshotOf(scenario: Scenario, run: Run, bands: LastBands | null): Snapshot {
  const inputs = inputsOf(scenario);
  const named = scenario.snapshot?.metrics;
  if (named) return { inputs, summary: metricsOf(named, scenario, run), rotations: new Map(), bands: new Map() };
  return {
    inputs,
    summary: summaryOf(scenario, run),
    rotations: rotationsOf(scenario, run),
    bands: bands === null ? new Map() : bandsOf(bands, scenario.rotations),
  };
}

const summaryOf = (scenario: Scenario, run: Run): Series => metricsOf(runNames(metricIds(scenario)), scenario, run);

function metricsOf(names: readonly string[], scenario: Scenario, run: Run): Series {
  const known = metricIds(scenario);
  const metrics = names.map((name) => knownMetric(name, known));
  const late = metrics.find(({ when }) => typeof when === 'number' && when > scenario.rotations);
  if (late) throw InputError.of(`snapshot.metrics has ${late.name}, beyond the last rotation, ${scenario.rotations}`);
  return new Map(metrics.map((metric) => [metric.name, metricValue(run, metric) ?? null]));
}

function rotationsOf(scenario: Scenario, { rotations }: Run): Series {
  const names = rotationNames(metricIds(scenario));
  if (names.length * rotations.length > MOST_NUMBERS) throw tooMany(names.length);
  const metrics = metricsNamed(names, scenario);
  const series = new Map<string, MetricValue>();
  for (const { rotation } of rotations) {
    for (const metric of metrics) {
      series.set(`${metric.name}@${rotation}`, rotationValue(rotations, { ...metric, when: rotation }) ?? null);
    }
  }
  return series;
}

function tooMany(names: number): InputError {
  const most = Math.floor(MOST_NUMBERS / names);
  return InputError.of(`a snapshot holds up to 1,000,000 numbers: let the scenario run for ${most} rotations or fewer`);
}

/** How the bands were found, then the bands themselves. */
function bandsOf({ method, runs, bands }: LastBands, rotation: number): Series {
  const made: [string, MetricValue][] =
    runs === null
      ? []
      : [
          ['bands.runs', runs],
          ['bands.seed', SEED],
        ];
  const numbers = Object.entries(bands).flatMap(([name, band]) =>
    BAND_PARTS.map((part): [string, MetricValue] => [`${name}.${part}@${rotation}`, band[part as keyof BandResult]]),
  );
  return new Map([['bands.method', method], ...made, ...numbers]);
}

/** The snapshot of a run with the values of an earlier one wherever the two agree, so that these lines stay as they are. */
export function keeping(before: Snapshot, after: Snapshot, tolerance: Tolerance): Snapshot {
  const old = valuesOf(before);
  const kept = (series: Series): Series =>
    new Map(
      Array.from(series, ([metric, actual]) => {
        const value = old.get(metric);
        return [metric, value !== undefined && agree(value, actual, tolerance(metric)) ? value : actual];
      }),
    );
  const { inputs } = after;
  return {
    inputs: inputs && before.inputs ? keptInputs(before.inputs, inputs) : inputs,
    summary: kept(after.summary),
    rotations: kept(after.rotations),
    bands: kept(after.bands),
  };
}
