import { isMoney } from '../../model/metric/metric.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { actualText, metricLabel } from '../../output/format/metric-label.ts';
import { shownMetric } from '../../output/format/metric-value.ts';
import { chanceText, count, NOTHING, plural } from '../../output/format/number.ts';
import { periodHeader } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import type { Verdict } from './deviation.ts';
import { trackRow } from './document.ts';
import { isSettled, TRACK_REMARK, trackRemarks } from './sentences.ts';
import type { TrackedValue, Tracking } from './types.ts';

/** Letters that are enough to know a metric by. */
const SHORT = 8;

/** The columns of values compared. */
export const TRACK_COLUMNS = ['rotation', 'metric', 'plan', 'p5', 'p95', 'actual', 'tail', 'verdict'] as const;

/** What a row is about: the rotation and the metric. */
const KEYS = 2;

/** A row per value compared. */
export function trackSheet({ comparisons }: Tracking): Sheet {
  const rows = comparisons.map(trackRow).map((row) => TRACK_COLUMNS.map((column) => row[column]));
  return sheetOf(TRACK_COLUMNS, rows, KEYS);
}

/**
 * A row per value compared, and what they come to below. Values that had to come out as they did are left out, unless
 * there are no others.
 * @param how the answers were found: "exact", or from how many runs
 * @param levers those that are on
 */
export function trackGrid(scenario: Scenario, tracking: Tracking, how: string, levers: readonly string[]): Grid {
  const { comparisons, notes } = tracking;
  const told = comparisons.filter((one) => !isSettled(one));
  const shown = told.length === 0 ? comparisons : told;
  const rows = shown.map((one) => ({ one, cells: cellsOf(scenario, one) }));
  return {
    title: titleOf(scenario, tracking, how, levers),
    keys: KEYS,
    columns: [
      { header: periodHeader(scenario), ids: ['rotation'], rank: 0 },
      { header: 'What', ids: ['metric'], rank: 0, text: true, cutTo: () => SHORT },
      { header: 'Plan', ids: ['plan'], rank: 0 },
      { header: '9 in 10 between', ids: ['p5', 'p95'], rank: 4 },
      { header: 'Actual', ids: ['actual'], rank: 0 },
      { header: 'Verdict', ids: ['verdict'], rank: 0, text: true },
      { header: 'By chance', ids: ['tail'], rank: 5 },
    ],
    rows: rows.map(({ cells }) => cells),
    total: null,
    strong: new Set(rows.filter(({ one }) => !one.certain && one.verdict !== 'inside').map(({ cells }) => cells)),
    remarks: [...trackRemarks(scenario, tracking, 'told'), TRACK_REMARK, ...notes],
  };
}

function titleOf(scenario: Scenario, tracking: Tracking, how: string, levers: readonly string[]): string {
  const hasMoney = tracking.comparisons.some(({ actual }) => isMoney(actual.metric));
  return tableTitle(scenario, ['plan and actuals', how, plural(scenario.rotations, 'rotation')], levers, hasMoney);
}

const VERDICTS: Readonly<Record<Verdict, string>> = { inside: 'as planned', above: 'above', below: 'below' };

function cellsOf(scenario: Scenario, one: TrackedValue): string[] {
  const { actual, plan, band, verdict } = one;
  const text = (value: number | null): string => shownMetric(actual.metric, value, scenario, 'bare');
  return [
    rotationName(actual.rotation, scenario.period, scenario.start),
    metricLabel(scenario, actual.metric),
    text(plan),
    `${text(band.p5)} to ${text(band.p95)}`,
    actualText(scenario, actual.metric, actual.value),
    VERDICTS[verdict],
    tailText(one),
  ];
}

/** A chance that no run came to see is not known any closer; one that is computed is never quite 0. */
function tailText({ tail, counted, certain }: TrackedValue): string {
  if (certain) return NOTHING;
  return counted?.hits === 0 ? `0 of ${count(counted.runs)}` : chanceText(Math.max(tail, Number.MIN_VALUE));
}
