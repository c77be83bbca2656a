import type { MetricValue } from '../../../model/result.ts';
import { apart, count, movement, NOTHING, plural } from '../../../output/format/number.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import type { Grid } from '../../../output/grid.ts';
import { type Difference, relativeChange, seriesOf } from '../differences.ts';
import type { CheckedFile } from '../status.ts';
import { changeLines } from './inputs.ts';

/** What is shown of each file; JSON has all. What only one of the two has takes the room that is left. */
const MOST_FIGURES = 6;
const MOST_SERIES = 5;
const MOST_SHOWN = 10;

/**
 * What differs in a file, or what was accepted: what was changed, which figures of the run moved, then the series that
 * moved most; how much more there is, and how to accept it.
 */
export function differenceGrid(file: CheckedFile): Grid {
  const { path, status, snapshot, differences } = file;
  const accepted = snapshot === 'written';
  return {
    title: `${path} · ${plural(differences.length, 'difference')} ${accepted ? 'accepted' : 'from its snapshot'}`,
    lead: changeLines(file),
    ...tableOf(differences, accepted ? 'Now' : 'Actual'),
    remarks: [
      ...remarksOn(differences),
      ...(accepted || status === 'invalid' ? [] : [`If this is as it should be: ${acceptance(path)}`]),
    ],
  };
}

const CHANGE = 1;
const SHORTEST_NAME = 18;

/** The table alone, of what is shown of the differences. */
export const tableOf = (differences: readonly Difference[], now: string): Pick<Grid, 'columns' | 'rows' | 'total'> => ({
  columns: [
    // A name is cut for how much it moved, and not for what it was, which the other two tell.
    { header: 'Metric', rank: 0, text: true, cutTo: (rank) => (rank === CHANGE ? SHORTEST_NAME : Infinity) },
    { header: 'Snapshot', rank: 2 },
    { header: now, rank: 0 },
    { header: 'Change', rank: CHANGE },
  ],
  rows: shownOf(differences).map((difference) => {
    const [before, after] = bothShown(difference);
    return [difference.metric, before, after, changeOf(difference)];
  }),
  total: null,
});

/** What is not in the table, and which rotation of a series is. */
export function remarksOn(differences: readonly Difference[]): string[] {
  const shown = shownOf(differences);
  const left = leftOf(differences, shown);
  const isOfMany = shown.some(({ metric, only }) => {
    const series = seriesOf(metric);
    return (
      only === undefined &&
      series !== null &&
      differences.some((other) => other.metric !== metric && seriesOf(other.metric) === series)
    );
  });
  return [
    ...(isOfMany
      ? ['Each series is shown where it moved most; first comes the one that moved most for its own range.']
      : []),
    ...(left === '' ? [] : [`... and ${left}.`]),
  ];
}

/** Lines of text in place of the table: "gain@5: 47.0766 -> 52.5606 (+11.6%)". */
export function differenceLines(differences: readonly Difference[]): string[] {
  const shown = shownOf(differences);
  const left = leftOf(differences, shown);
  return [...shown.map(differenceLine), ...(left === '' ? [] : [`... and ${left}`])];
}

export function differenceLine(difference: Difference): string {
  const [before, after] = bothShown(difference);
  const change = changeOf(difference);
  return `${difference.metric}: ${before || 'nothing'} -> ${after || 'nothing'}${change === '' ? '' : ` (${change})`}`;
}

/** Figures of the run, then one value of each series, then of what only one of the two has. */
function shownOf(differences: readonly Difference[]): Difference[] {
  const moved = firstOfEach(differences.filter(({ only }) => only === undefined));
  const figures = moved.filter(({ metric }) => seriesOf(metric) === null).slice(0, MOST_FIGURES);
  const series = moved.filter(({ metric }) => seriesOf(metric) !== null).slice(0, MOST_SERIES);
  const others = firstOfEach(differences.filter(({ only }) => only !== undefined));
  return [...figures, ...series, ...others.slice(0, Math.max(0, MOST_SHOWN - figures.length - series.length))];
}

/** The first value of each series, and every figure. */
function firstOfEach(differences: readonly Difference[]): Difference[] {
  const names = new Map<string, Difference>();
  for (const difference of differences) {
    const name = seriesOf(difference.metric) ?? difference.metric;
    if (!names.has(name)) names.set(name, difference);
  }
  return [...names.values()];
}

/** What is not shown: "2 more figures, 7 more series, 40 new, 39 gone"; empty for nothing. */
function leftOf(differences: readonly Difference[], shown: readonly Difference[]): string {
  const moved = firstOfEach(differences.filter(({ only }) => only === undefined)).filter((one) => !shown.includes(one));
  const figures = moved.filter(({ metric }) => seriesOf(metric) === null).length;
  const rest = differences.filter((one) => !shown.includes(one));
  const parts = [
    [figures, figures === 1 ? 'more figure' : 'more figures'],
    [moved.length - figures, 'more series'],
    [rest.filter(({ only }) => only === 'actual').length, 'new'],
    [rest.filter(({ only }) => only === 'snapshot').length, 'gone'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${count(n)} ${word}`)
    .join(', ');
}

/** Both values of a difference, in as many digits as it takes to see it. */
function bothShown({ snapshot, actual, only }: Difference): [string, string] {
  if (typeof snapshot === 'number' && typeof actual === 'number') return apart(snapshot, actual);
  return [only === 'actual' ? '' : shown(snapshot), only === 'snapshot' ? '' : shown(actual)];
}

function shown(value: MetricValue): string {
  if (typeof value === 'number') return apart(value, value)[0];
  return value === null ? NOTHING : String(value);
}

/** What happened to a metric: "+27.7%", "gone". */
export function changeOf(difference: Difference): string {
  const { snapshot, actual, only } = difference;
  if (only !== undefined) return only === 'actual' ? 'new' : 'gone';
  if (typeof snapshot !== 'number' || typeof actual !== 'number') return '';
  return snapshot === 0 ? 'from 0' : movement(relativeChange(difference));
}
