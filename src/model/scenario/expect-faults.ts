import type { Path } from '../errors.ts';
import { type Metric, readMetric } from '../metric/metric.ts';
import type { MetricIds } from '../metric/names.ts';
import { readScalar } from '../number/scalar.ts';
import { clashFaults } from './exclusions.ts';
import { idsOf, members } from './members.ts';
import { datesOf } from './period.ts';
import { poolIds } from './pools.ts';
import { type Inconsistency, unknownName } from './references.ts';

/** The comparisons that an assertion may make; each has exactly one. */
export const COMPARISONS = ['is', 'above', 'below', 'atLeast', 'atMost'] as const;
export type Comparator = (typeof COMPARISONS)[number];

/** The ids that the metrics of a scenario may name, whatever else is wrong with it. */
export function metricIds(root: unknown): MetricIds {
  const loops = idsOf(root, 'loops', ({ type }) => type === 'referral');
  const names = {
    stages: idsOf(root, 'stages'),
    origins: [...idsOf(root, 'channels'), ...loops],
    pools: poolIds(root),
  };
  const dated = datesOf(root);
  return dated ? { ...names, ...dated } : names;
}

/** Everything wrong with the assertions of a scenario. */
export function assertionFaults(root: unknown): Inconsistency[] {
  const known = metricIds(root);
  const levers = idsOf(root, 'levers');
  return members(root, 'expect').flatMap(({ index, raw }) => {
    const path = ['expect', index];
    return [...leversFaults(root, raw.with, levers, [...path, 'with']), ...comparisonFaults(raw, known, path)];
  });
}

function leversFaults(root: unknown, names: unknown, levers: readonly string[], path: Path): Inconsistency[] {
  const texts = Array.isArray(names) ? names : [];
  return [
    ...texts.flatMap((name, i) => unknownName(name, levers, 'lever', [...path, i])),
    ...clashFaults(root, texts, path),
  ];
}

function comparisonFaults(raw: Record<string, unknown>, known: MetricIds, path: Path): Inconsistency[] {
  const used = COMPARISONS.filter((comparison) => raw[comparison] !== undefined);
  const [comparison] = used;
  if (used.length !== 1 || !comparison) {
    return [{ path, message: `needs exactly one of ${COMPARISONS.join(', ')}` }];
  }
  if (typeof raw.metric !== 'string') return [];
  const metric = readMetric(raw.metric, known);
  if ('fault' in metric) return [{ path: [...path, 'metric'], message: metric.fault }];
  const misuse = boundFault(raw[comparison], comparison, metric, known);
  const faults: Inconsistency[] = misuse === null ? [] : [{ path: [...path, comparison], message: misuse }];
  if (raw.within !== undefined && (comparison !== 'is' || metric.type !== 'number')) {
    faults.push({ path: [...path, 'within'], message: 'goes with `is` and a number only', at: 'key' });
  }
  if (raw.times !== undefined && !isMetric(raw[comparison], known)) {
    faults.push({
      path: [...path, 'times'],
      message: 'is a factor on a metric, and the right side is none',
      at: 'key',
    });
  }
  return faults;
}

const isMetric = (bound: unknown, known: MetricIds): boolean =>
  typeof bound === 'string' && 'fault' in readScalar(bound) && !('fault' in readMetric(bound, known));

function boundFault(bound: unknown, comparison: Comparator, metric: Metric, known: MetricIds): string | null {
  if (bound === null) return comparison === 'is' ? null : 'cannot be null: only `is` can';
  if (metric.type === 'truth') {
    return comparison === 'is' && typeof bound === 'boolean'
      ? null
      : `must be true or false under is: ${metric.name} is a yes or no`;
  }
  if (metric.type === 'stage') {
    if (comparison !== 'is' || typeof bound !== 'string')
      return `must be a stage id under is: ${metric.name} is a stage`;
    return unknownName(bound, known.stages, 'stage', []).at(0)?.message ?? null;
  }
  if (typeof bound === 'number') return Number.isFinite(bound) ? null : 'is too large a number';
  if (typeof bound !== 'string') return 'must be a number, a percentage or another metric';
  if (!('fault' in readScalar(bound))) return null;
  const right = readMetric(bound, known);
  if ('fault' in right) {
    const scalar = readScalar(bound);
    const plain = 'fault' in scalar && scalar.fault.endsWith('without quotes)');
    return `is neither a percentage nor a metric: ${plain ? scalar.fault : right.fault}`;
  }
  return right.type === 'number' ? null : `must be a number, and ${bound} is not one`;
}
