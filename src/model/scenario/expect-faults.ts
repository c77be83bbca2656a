import type { Path } from '../errors.ts';
import { COMPARISONS, type Comparator } from '../metric/comparison.ts';
import { isOfChance, type Measure, readMeasure } from '../metric/measure.ts';
import { readMetric } from '../metric/metric.ts';
import type { MetricIds } from '../metric/names.ts';
import { readScalar } from '../number/scalar.ts';
import { clashFaults } from './exclusions.ts';
import { idsOf, members } from './members.ts';
import { datesOf } from './period.ts';
import { poolIds } from './pools.ts';
import { type Inconsistency, unknownName } from './references.ts';
import type { Expectation } from './types.ts';

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
  const side = raw.chance === undefined ? 'metric' : 'chance';
  if (raw.metric !== undefined && raw.chance !== undefined)
    return [{ path: [...path, 'chance'], message: 'goes without `metric`: it is what is looked at', at: 'key' }];
  if (raw[side] === undefined) return [{ path, message: 'needs a metric, or a chance such as "gain@5 at least 40"' }];
  const text = leftSide(raw);
  if (text === null) return [];
  const measure = readMeasure(text, known);
  if ('fault' in measure) return [{ path: [...path, side], message: measure.fault }];
  const misuse = boundFault(raw[comparison], comparison, measure, known);
  const faults: Inconsistency[] = misuse === null ? [] : [{ path: [...path, comparison], message: misuse }];
  if (raw.within !== undefined && (comparison !== 'is' || (!isOfChance(measure) && measure.metric.type !== 'number'))) {
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

/** What an assertion looks at, as a measure is written; null for what is no text. */
export function leftSide({ metric, chance }: { readonly metric?: unknown; readonly chance?: unknown }): string | null {
  if (typeof chance === 'string') return `chance of ${chance}`;
  return typeof metric === 'string' ? metric : null;
}

/** The measure that a sound assertion looks at. */
export function measureOf(expectation: Expectation, ids: MetricIds): Measure {
  const measure = readMeasure(leftSide(expectation) ?? '', ids);
  if ('fault' in measure) throw new Error(`an assertion passed validation but ${measure.fault}`);
  return measure;
}

const isMetric = (bound: unknown, known: MetricIds): boolean =>
  typeof bound === 'string' && 'fault' in readScalar(bound) && !('fault' in readMetric(bound, known));

function boundFault(bound: unknown, comparison: Comparator, measure: Measure, known: MetricIds): string | null {
  const { metric } = measure;
  if (measure.by === 'chance') return chanceFault(bound);
  if (bound === null && isOfChance(measure)) return `must be a number: ${measure.name} is one`;
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
  const ofChance = readMeasure(bound, known);
  if (!('fault' in ofChance) && isOfChance(ofChance)) {
    const { name, metric: plain } = ofChance;
    return `cannot be ${name}, which is of chance, as only the left side can: write a number, or ${plain.name} itself`;
  }
  const right = readMetric(bound, known);
  if ('fault' in right) {
    const scalar = readScalar(bound);
    const plain = 'fault' in scalar && scalar.fault.endsWith('without quotes)');
    return `is neither a percentage nor a metric: ${plain ? scalar.fault : right.fault}`;
  }
  return right.type === 'number' ? null : `must be a number, and ${bound} is not one`;
}

function chanceFault(bound: unknown): string | null {
  const scalar = typeof bound === 'number' || typeof bound === 'string' ? readScalar(bound) : null;
  if (scalar === null || 'fault' in scalar) return 'must be a share such as 0.8 or "80%": it is a chance';
  if (scalar.value >= 0 && scalar.value <= 1) return null;
  const meant = scalar.value > 1 && scalar.value <= 100 ? ` (did you mean ${scalar.value}%?)` : '';
  return `must be a share between 0 and 1, since it is a chance, got ${scalar.value}${meant}`;
}
