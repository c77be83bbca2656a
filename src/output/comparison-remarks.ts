import { isBetterLow } from '../analysis/asked.ts';
import type { Beats, ComparedMetric, ComparisonResult, Contestant } from '../analysis/compare.ts';
import { metricIn } from '../analysis/pairing.ts';
import type { Comparison } from './comparison.ts';
import { shownMetric, shownSize, unitOf } from './metric-value.ts';
import { chance, count, shareInWords } from './number.ts';

/** What the first column is called where a scenario is held against itself with a change. */
export const AS_IT_IS = 'as it is';

/** Sentences for below the table: what it comes to, what the columns mean, and what to know about the numbers. */
export function comparisonRemarks(comparison: Comparison): string[] {
  const { contestants, result } = comparison;
  return [
    ...closing(comparison),
    ...(result.method === 'expected' ? [] : meanings(contestants, result)),
    ...result.notes,
  ];
}

/** For each scenario but the first what the leading metric comes to. */
function closing({ contestants, result, lead }: Comparison): string[] {
  const row = result.metrics.find(({ metric }) => metric === lead);
  return row
    ? contestants.slice(1).flatMap((contestant, i) => sentence(contestant, i + 1, row, contestants[0], result))
    : [];
}

/** "With --referral-rate 1.2, gain is 60 instead of 47: 28% more; it comes out ahead in 91.0% of 10,000 runs." */
function sentence(
  { scenario, label }: Contestant,
  c: number,
  row: ComparedMetric,
  first: Contestant,
  { runs }: ComparisonResult,
): string[] {
  const metric = metricIn(scenario, row.metric);
  const known = metricIn(first.scenario, row.metric);
  if (!metric || !known || row.values[c] === null || row.values[0] === null) return [];
  const [now, before] = [
    shownMetric(metric, row.values[c], scenario),
    shownMetric(known, row.values[0], first.scenario),
  ];
  const where = label.startsWith('--') ? `With ${label.replace(/^--with (?=\S+$)/, '')}` : `In ${label}`;
  const same = row.values[c] === row.values[0] ? `stays ${now}` : 'stays about the same';
  const what = `${row.metric} ${now === before ? same : `is ${now} instead of ${before}`}`;
  const beats = row.beats?.[c] ?? null;
  const outcome =
    beats === null ? '' : beats.ties === 1 ? ' in every run' : `; it comes out ahead in ${often(beats, runs ?? 0)}`;
  return [`${where}, ${what}${howMuch(row, c, { scenario, label })}${outcome}.`];
}

/** ": 28% more", or where a percentage says nothing ": USD 700.00 more". */
function howMuch(row: ComparedMetric, c: number, { scenario }: Pick<Contestant, 'scenario' | 'label'>): string {
  const [first, value] = [row.values[0], row.values[c]];
  const [change, relative] = [row.change[c], row.relative[c]];
  const metric = metricIn(scenario, row.metric);
  if (!metric || change === null || change === 0 || typeof first !== 'number' || typeof value !== 'number') return '';
  const unit = unitOf(metric);
  const isTime = unit === 'rotation' || unit === 'rotations';
  const way = change > 0 ? (isTime ? 'later' : 'more') : isTime ? 'earlier' : 'less';
  if (relative === null || first < 0 || value < 0 || isTime || unit === 'share') {
    return `: ${shownSize(metric, Math.abs(change), scenario)} ${way}`;
  }
  const size = Math.abs(relative);
  return `: ${shareInWords(size >= 0.1 ? Math.round(size * 100) / 100 : size)} ${way}`;
}

/** Fewer ties than this share of the runs are not worth a word. */
const LEAST_TIES = 0.0005;

function often({ probability, ties }: Beats, runs: number): string {
  const all = `${count(runs)} run${runs === 1 ? '' : 's'}`;
  const even = ties < LEAST_TIES ? '' : `, and ties in ${chance(ties)}`;
  if (probability === 0) return `none of ${all}${even}`;
  return probability === 1 ? `all of ${all}` : `${chance(probability)} of ${all}${even}`;
}

/** What the columns of chance mean. */
function meanings(contestants: readonly Contestant[], { metrics }: ComparisonResult): string[] {
  const [{ scenario, label }] = contestants;
  const low = metrics.flatMap(({ metric }) => {
    const known = metricIn(scenario, metric);
    return known && isBetterLow(known) ? [metric] : [];
  });
  const than = label === AS_IT_IS ? 'without the change' : label;
  const less = low.length === 0 ? '' : `; for ${low.join(', ')} less is better`;
  return [
    `Ahead: in how many runs it does better than ${than} under the same luck${less}. A tie is not ahead; even means a tie in every run.`,
    '5%-95%: what chance makes of a number. At most 5% of such wheels come to less, and at most 5% to more.',
  ];
}
