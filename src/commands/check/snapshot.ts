import { type LastBands, lastBands } from '../../analysis/chance/chance.ts';
import type { Sampling } from '../../analysis/chance/estimate.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import { hasUncertainNumbers } from '../../analysis/chance/uncertainty.ts';
import { metricsNamed } from '../../analysis/metric-request.ts';
import { metricValue, rotationValue } from '../../analysis/metric-value.ts';
import { InputError } from '../../model/errors.ts';
import { BAND_PARTS, rotationNames, runNames } from '../../model/metric/names.ts';
import type { BandResult, MetricValue, Run } from '../../model/result.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { agree, type Tolerance, valuesOf } from './differences.ts';
import { inputsOf, keptInputs } from './inputs.ts';
import { namedMetrics } from './named-metrics.ts';
import type { Series, Snapshot } from './snapshot-format.ts';

/** A snapshot of more than this is refused: nobody reviews it, and it takes memory. */
const MOST_NUMBERS = 1_000_000;

/** The seed of the runs behind a snapshot, where there are any. */
const SEED = '1';

/**
 * The snapshot of a run: the metrics that the scenario names, or all, with bands where it speaks of chance.
 * @throws InputError for more than a million numbers, and for a metric that the scenario names and that cannot be had
 */
export async function taken(scenario: Scenario, run: Run, sampling: Sampling, pause: Pause): Promise<Snapshot> {
  const named = scenario.snapshot?.metrics;
  if (named) {
    const { values, runs } = await namedMetrics(named, scenario, run, { seed: SEED, sampling, pause });
    return { inputs: inputsOf(scenario), summary: values, rotations: new Map(), bands: new Map(originOf(runs)) };
  }
  const options = { switches: [], runs: null, seed: SEED, pause };
  return snapshotOf(scenario, run, speaksOfChance(scenario) ? await lastBands(scenario, options, sampling) : null);
}

/** Which runs numbers come from; nothing where there are none. */
const originOf = (runs: number | null): [string, MetricValue][] =>
  runs === null
    ? []
    : [
        ['bands.runs', runs],
        ['bands.seed', SEED],
      ];

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
 * What a snapshot holds: its inputs, and every metric of the run, and of every rotation.
 * @param bands of the last rotation; null where the scenario does not speak of chance
 * @throws InputError for more than a million numbers
 */
export function snapshotOf(scenario: Scenario, run: Run, bands: LastBands | null): Snapshot {
  return {
    inputs: inputsOf(scenario),
    summary: summaryOf(scenario, run),
    rotations: rotationsOf(scenario, run),
    bands: bands === null ? new Map() : bandsOf(bands, scenario.rotations),
  };
}

function summaryOf(scenario: Scenario, run: Run): Series {
  const metrics = metricsNamed(runNames(metricIds(scenario)), scenario);
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
  const numbers = Object.entries(bands).flatMap(([name, band]) =>
    BAND_PARTS.map((part): [string, MetricValue] => [`${name}.${part}@${rotation}`, band[part as keyof BandResult]]),
  );
  return new Map([['bands.method', method], ...originOf(runs), ...numbers]);
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
