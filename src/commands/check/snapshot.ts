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
import type { Series, Snapshot } from './snapshot-format.ts';

/** A snapshot of more than this is refused: nobody reviews it, and it takes memory. */
const MOST_NUMBERS = 1_000_000;

/** The seed of the runs behind a snapshot, where there are any. */
const SEED = '1';

/** The snapshot of a run, with bands where the scenario speaks of chance. */
export async function taken(scenario: Scenario, run: Run, sampling: Sampling, pause: Pause): Promise<Snapshot> {
  const options = { switches: [], runs: null, seed: SEED, pause };
  return snapshotOf(scenario, run, speaksOfChance(scenario) ? await lastBands(scenario, options, sampling) : null);
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
 * What a snapshot holds: every metric of the run, and of every rotation.
 * @param bands of the last rotation; null where the scenario does not speak of chance
 * @throws InputError for more than a million numbers
 */
export function snapshotOf(scenario: Scenario, run: Run, bands: LastBands | null): Snapshot {
  return {
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

/** A metric that is not what the snapshot says. */
export interface Difference {
  readonly metric: string;
  readonly snapshot: MetricValue;
  readonly actual: MetricValue;
  /** Where only one of the two has this metric at all; its value in the other is null. */
  readonly only?: 'snapshot' | 'actual';
}

/**
 * True when two values are the same for a reader. Numbers may differ by `tolerance`, relative to the larger of the two:
 * 0 agrees with nothing but 0, since any floor would hide changes of small shares.
 */
export function agree(a: MetricValue, b: MetricValue, tolerance: number): boolean {
  if (a === b || typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** Everything in which a run differs from a snapshot: the biggest relative change first, what only one has last. */
export function differencesBetween(before: Snapshot, after: Snapshot, tolerance: number): Difference[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changed = Array.from(now, ([metric, actual]): Difference | null => {
    const snapshot = old.get(metric);
    if (snapshot === undefined) return { metric, snapshot: null, actual, only: 'actual' };
    return agree(snapshot, actual, tolerance) ? null : { metric, snapshot, actual };
  });
  const gone = Array.from(old, ([metric, snapshot]): Difference | null =>
    now.has(metric) ? null : { metric, snapshot, actual: null, only: 'snapshot' },
  );
  const found = [...changed, ...gone].filter((difference) => difference !== null);
  return [...found.filter(({ only }) => !only).sort(byChange), ...found.filter(({ only }) => only)];
}

const valuesOf = ({ summary, rotations, bands }: Snapshot): Series => new Map([...summary, ...rotations, ...bands]);

/** How far a number has moved, relative to the snapshot; infinitely far from 0, and where it is not two numbers. */
export function relativeChange({ snapshot, actual }: Difference): number {
  if (typeof snapshot !== 'number' || typeof actual !== 'number' || snapshot === 0) return Infinity;
  return (actual - snapshot) / Math.abs(snapshot);
}

function byChange(a: Difference, b: Difference): number {
  const [one, other] = [Math.abs(relativeChange(a)), Math.abs(relativeChange(b))];
  return one === other ? 0 : other - one;
}

/** The snapshot of a run with the values of an earlier one wherever the two agree, so that these lines stay as they are. */
export function keeping(before: Snapshot, after: Snapshot, tolerance: number): Snapshot {
  const old = valuesOf(before);
  const kept = (series: Series): Series =>
    new Map(
      Array.from(series, ([metric, actual]) => {
        const value = old.get(metric);
        return [metric, value !== undefined && agree(value, actual, tolerance) ? value : actual];
      }),
    );
  return { summary: kept(after.summary), rotations: kept(after.rotations), bands: kept(after.bands) };
}
