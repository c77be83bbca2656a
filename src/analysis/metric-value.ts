import type { Metric } from '../model/metric/metric.ts';
import type { MetricValue, RotationResult, Run } from '../model/result.ts';

/** The value of a metric in a run; null where it is undefined. A rotation that was not run gives undefined. */
export function metricValue(run: Run, metric: Metric): MetricValue | undefined {
  const ofRun = figureOf(run, metric);
  return ofRun !== undefined ? ofRun : rotationValue(run.rotations, metric);
}

/** A value that may be no number, as one; null where it is none. */
export const numberIn = (value: MetricValue | undefined): number | null => (typeof value === 'number' ? value : null);

/** The value of a metric that every rotation has; null and undefined as for `metricValue`. */
export function rotationValue(rotations: readonly RotationResult[], metric: Metric): number | null | undefined {
  const { subject, when } = metric;
  if (when === 'total') {
    return rotations.reduce<number | null>((total, row) => {
      const value = seriesOf(row, subject);
      return total === null || value === null ? null : total + value;
    }, 0);
  }
  const row = when === 'last' ? rotations.at(-1) : rotations[when - 1];
  return row && seriesOf(row, subject);
}

/** A figure of the whole run; undefined for those that every rotation has. */
function figureOf(run: Run, { subject }: Metric): MetricValue | undefined {
  switch (subject.kind) {
    case 'figure':
      return run.summary[subject.key];
    case 'ltvOf':
      return run.summary.ltvByOrigin?.[subject.origin] ?? null;
    case 'journey':
      return run.journey?.find((step) => step.stage === subject.stage)?.[subject.key] ?? null;
    case 'breakEvenStage':
      return run.breakEvenStage;
    case 'rule':
      return run.summary.rules[subject.key].holds;
    case 'weakest':
      return run.summary.rules.smooth.weakest;
    case 'onePointAdds':
      return run.summary.rules.smooth.onePointAdds;
    default:
      return undefined;
  }
}

function seriesOf(row: RotationResult, subject: Metric['subject']): number | null {
  switch (subject.kind) {
    case 'arrivals': {
      const stage = row.stages[subject.stage];
      return subject.origin === null ? stage.arrivals : stage.origins[subject.origin];
    }
    case 'returning':
      return row.stages[subject.stage].returning;
    case 'active':
    case 'lapsed':
      return row[subject.kind][subject.stage];
    case 'series':
      return row[subject.key];
    default:
      return null;
  }
}
