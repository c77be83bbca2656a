import { isOfChance, readMeasure } from '../metric/measure.ts';
import type { MetricIds } from '../metric/names.ts';
import { scalarFaults } from '../number/forms.ts';
import type { Range } from '../number/range.ts';
import { show } from '../number/scalar.ts';
import { isMapping } from '../text/source.ts';
import { metricIds } from './expect-faults.ts';
import type { Inconsistency } from './references.ts';
import { suggestion } from './suggest.ts';

/** A tolerance of 1 would let any number pass for any other of its sign. */
const TOLERATED: Range = { name: 'a share from 0 to below 1', min: 0, max: 1 - Number.EPSILON, open: false };

const MOST_METRICS = 1000;

/** Everything wrong with what a scenario says of its snapshot. */
export function snapshotFaults(root: unknown): Inconsistency[] {
  if (!isMapping(root) || !isMapping(root.snapshot)) return [];
  const { metrics, tolerance } = root.snapshot;
  const known = metricIds(root);
  const kept = Array.isArray(metrics) ? metrics : null;
  return [
    ...(kept === null ? [] : metricsFaults(kept, known)),
    ...(isMapping(tolerance) ? toleranceFaults(tolerance, kept, known) : []),
  ];
}

function metricsFaults(metrics: readonly unknown[], known: MetricIds): Inconsistency[] {
  const path = ['snapshot', 'metrics'];
  if (metrics.length === 0) return [{ path, message: 'names no metric: leave it out to keep all of them' }];
  if (metrics.length > MOST_METRICS) return [{ path, message: 'has more than 1,000 members' }];
  return metrics.flatMap((name, i): Inconsistency[] => {
    if (typeof name !== 'string') return [];
    if (metrics.indexOf(name) < i) return [{ path: [...path, i], message: `is ${show(name)} once more` }];
    const measure = readMeasure(name, known);
    return 'fault' in measure ? [{ path: [...path, i], message: measure.fault }] : [];
  });
}

function toleranceFaults(
  tolerance: Record<string, unknown>,
  kept: readonly unknown[] | null,
  known: MetricIds,
): Inconsistency[] {
  return Object.entries(tolerance).flatMap(([name, raw]): Inconsistency[] => {
    const path = ['snapshot', 'tolerance', name];
    const misnamed = kept === null ? notInWhole(name, known) : notAmong(name, kept, known);
    if (misnamed !== null) return [{ path, message: misnamed, at: 'key' }];
    return scalarFaults(raw, TOLERATED).map(({ message }) => ({ path, message: `${message}${percentMeant(raw)}` }));
  });
}

const percentMeant = (raw: unknown): string =>
  typeof raw === 'number' && raw >= 1 && raw < 100 ? ` (did you mean "${raw}%"?)` : '';

function notAmong(name: string, kept: readonly unknown[], known: MetricIds): string | null {
  const names = kept.filter((metric) => typeof metric === 'string');
  return names.includes(name)
    ? notANumber(name, known)
    : `is not among the metrics of the snapshot${suggestion(name, names)}`;
}

/** A snapshot of all metrics has every rotation by itself, and what belongs to the run. */
function notInWhole(name: string, known: MetricIds): string | null {
  const measure = readMeasure(name, known);
  if ('fault' in measure) return measure.fault;
  const isTotal = measure.metric.when === 'total';
  if (!isTotal && !isOfChance(measure)) return notANumber(name, known);
  return `is ${isTotal ? 'a total' : 'a measure of chance'}, which a snapshot has only where "metrics" names it`;
}

function notANumber(name: string, known: MetricIds): string | null {
  const measure = readMeasure(name, known);
  const isNumber = 'fault' in measure || measure.metric.type === 'number';
  return isNumber ? null : `is no number: ${name} agrees or it does not`;
}
