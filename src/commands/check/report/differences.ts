import type { MetricValue } from '../../../model/result.ts';
import { apart, count, movement, NOTHING, plural } from '../../../output/format/number.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import type { Grid } from '../../../output/grid.ts';
import { type Difference, relativeChange } from '../snapshot.ts';
import type { CheckedFile } from '../status.ts';

/** Differences that are shown of each file; JSON has them all. */
export const MOST_SHOWN = 10;

/** What differs in a file, or what was accepted: the first of it, how much more there is, and how to accept it. */
export function differenceGrid({ path, status, snapshot, differences }: CheckedFile): Grid {
  const accepted = snapshot === 'written';
  const left = restOf(differences.slice(MOST_SHOWN));
  return {
    title: `${path} · ${plural(differences.length, 'difference')} ${accepted ? 'accepted' : 'from its snapshot'}`,
    columns: [
      { header: 'Metric', rank: 0, text: true },
      { header: 'Snapshot', rank: 1 },
      { header: accepted ? 'Now' : 'Actual', rank: 0 },
      { header: 'Change', rank: 2 },
    ],
    rows: differences.slice(0, MOST_SHOWN).map((difference) => {
      const [before, after] = valuesOf(difference);
      return [difference.metric, before, after, changeOf(difference)];
    }),
    total: null,
    remarks: [
      ...(left === '' ? [] : [`${left}.`]),
      ...(accepted || status === 'invalid' ? [] : [`If this is as it should be: ${acceptance(path)}`]),
    ],
  };
}

/** What is not shown: "... and 67 more, 40 new, 39 gone"; empty for nothing. */
export function restOf(differences: readonly Difference[]): string {
  const parts = [
    ['more', differences.filter(({ only }) => only === undefined).length],
    ['new', differences.filter(({ only }) => only === 'actual').length],
    ['gone', differences.filter(({ only }) => only === 'snapshot').length],
  ] as const;
  const some = parts.filter(([, n]) => n > 0).map(([word, n]) => `${count(n)} ${word}`);
  return some.length === 0 ? '' : `... and ${some.join(', ')}`;
}

/** Both values of a difference, in as many digits as it takes to see it. */
export function valuesOf({ snapshot, actual, only }: Difference): [string, string] {
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
