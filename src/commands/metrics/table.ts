import type { Scenario } from '../../model/scenario/types.ts';
import { periodOf } from '../../output/format/period-words.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { type ListedMetric, metricNotes } from './list.ts';

/** Columns that are enough for what a metric is: rather than less, the column of this rank is left out. */
const leastRoom = (rank: number): number => [10, 20, 44][rank];

/** A row per metric: its name, its unit, what it is, and what may be asked of it. */
export function metricsGrid(scenario: Scenario, metrics: readonly ListedMetric[]): Grid {
  const period = periodOf(scenario);
  return {
    title: `${scenario.name || 'Scenario'} · ${metrics.length} metrics`,
    columns: [
      { header: 'Metric', ids: ['metric'], rank: 0, text: true, whole: true },
      { header: 'Unit', ids: ['unit'], rank: 1, text: true },
      { header: 'What it is', ids: ['meaning'], rank: 0, text: true, cutTo: leastRoom, wraps: true },
      { header: 'Of', ids: ['of', 'total'], rank: 2, text: true },
    ],
    rows: metrics.map(({ metric, unit, meaning, of, total }) => [
      metric,
      unit,
      meaning,
      of === 'run' ? 'the run' : total ? `a ${period}, or all` : `a ${period}`,
    ]),
    total: null,
    remarks: [
      `Of a ${period}: gain@3 is that of the third, gain alone that of the last. Of all: total:gain adds them up.`,
      'Under chance: p5:gain is what 5% of cases come to less than, p50:, p95:, mean: and sd: likewise; "chance of gain at least 47" is how likely that is.',
      ...metricNotes(scenario),
    ],
  };
}

const COLUMNS = ['metric', 'unit', 'of', 'total', 'meaning'] as const;

/** A row per metric, as in the JSON document. */
export const metricsSheet = (metrics: readonly ListedMetric[]): Sheet =>
  sheetOf(
    COLUMNS,
    metrics.map((metric) => COLUMNS.map((column) => metric[column])),
  );
