import { metricIn } from '../../analysis/chance/paired-sampler.ts';
import { isTie } from '../../analysis/tolerance.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { sampledBy } from '../../output/chance.ts';
import { isMoneyMeasure, measureHeader, measureText, shownMeasure } from '../../output/format/measure-text.ts';
import { metricText } from '../../output/format/metric-text.ts';
import {
  type Amounts,
  shownChange,
  shownMetric,
  shownRange,
  shownRelative,
  unitOf,
} from '../../output/format/metric-value.ts';
import { chanceInCell, decimalsOfTimes, isBeyondWords, NOTHING, plural } from '../../output/format/number.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Column, Grid } from '../../output/grid.ts';
import { isSame } from './comparable.ts';
import { isExpected, measureIn } from './measure-in.ts';
import { AS_IT_IS, comparisonRemarks } from './sentences.ts';
import { type ComparedMetric, type Comparison, type ComparisonResult, type Contestant, hasBands } from './types.ts';

/** A row per metric: the value in every scenario, and for all but the first the change. */
export function comparisonGrid(comparison: Comparison): Grid {
  const { contestants, result } = comparison;
  const amounts: Amounts = currenciesOf(comparison).length > 1 ? 'priced' : 'bare';
  const parts = contestants.flatMap((contestant, c) => partsOf(contestant, c, result, amounts));
  return {
    title: titleOf(comparison),
    columns: [
      {
        header: 'Metric',
        ids: ['metric', 'scenario'],
        rank: 0,
        text: true,
        cutTo: (rank) => (rank === 0 ? SHORTEST : SHORT),
      },
      ...parts,
    ],
    rows: result.metrics.map((row) => [headed(row, contestants), ...parts.map(({ cell }) => cell(row))]),
    total: null,
    remarks: comparisonRemarks(comparison),
  };
}

/** A metric at the head of its row; one of chance in words. */
function headed({ metric }: ComparedMetric, contestants: readonly Contestant[]): string {
  const known = contestants.map(({ scenario }) => measureIn(scenario, metric)).find((measure) => measure !== null);
  return known ? measureHeader(known) : metric;
}

interface Part extends Column {
  readonly cell: (row: ComparedMetric) => string;
}

/** Letters of a scenario's label that are enough to know it by. */
const SHORTEST_LABEL = 8;

/** Letters of a metric that are enough to know it by, and those that remain where there is hardly any room. */
const SHORT = 9;
const SHORTEST = 6;

/**
 * The columns of one scenario. Where room is short bands go first, then the last scenarios, then what everything is held
 * against, which the sentence below still names; the change and the chance of being ahead stay.
 */
function partsOf({ scenario, label }: Contestant, c: number, result: ComparisonResult, amounts: Amounts): Part[] {
  const hasChance = hasBands(result);
  const value: Part = {
    header: label,
    ids: ['value'],
    rank: c === 0 ? 3 : rankOf(c) + 2,
    shrinks: SHORTEST_LABEL,
    cell: (row) => valueIn(row, c, scenario, amounts),
  };
  const band: Part = {
    header: '5%-95%',
    ids: ['p5', 'p95'],
    name: `5%-95% of ${label}`,
    rank: 10_000 + c,
    cell: (row) => bandIn(row, c, scenario, amounts),
  };
  const change: Part = {
    header: 'Change',
    ids: ['change', 'relative'],
    name: `Change in ${label}`,
    rank: hasChance ? rankOf(c) + 1 : rankOf(c),
    cell: (row) => changeIn(row, c, scenario, amounts),
  };
  const ahead: Part = {
    header: 'Ahead',
    ids: ['probability', 'ties'],
    name: `Ahead in ${label}`,
    rank: rankOf(c),
    cell: (row) => aheadIn(row, c),
  };
  return [value, ...(hasChance ? [band] : []), ...(c > 0 ? [change] : []), ...(c > 0 && hasChance ? [ahead] : [])];
}

/** Of what stays longest of the second scenario and those after it. */
const rankOf = (c: number): number => (c === 1 ? 0 : 10 * c);

function valueIn(row: ComparedMetric, c: number, scenario: Scenario, amounts: Amounts): string {
  const known = measureIn(scenario, row.metric);
  if (!known) return NOTHING;
  if (isOfChance(known)) return shownMeasure(known, row.values[c], scenario, amounts);
  return shownMetric(known.metric, row.values[c], scenario, amounts, decimalsIn(row));
}

function bandIn(row: ComparedMetric, c: number, scenario: Scenario, amounts: Amounts): string {
  const [known, band] = [metricIn(scenario, row.metric), row.bands?.[c] ?? null];
  return known && band ? shownRange(known, band, scenario, amounts, decimalsIn(row)) : NOTHING;
}

/** "+13 (+27.7%)". */
function changeIn(row: ComparedMetric, c: number, scenario: Scenario, amounts: Amounts) {
  const measure = measureIn(scenario, row.metric);
  if (!measure) return NOTHING;
  const { change, relative } = row;
  if (measure.by === 'chance') return measureText(measure, scenario, [change[c] ?? 0]).change(change[c]);
  const known = measure.metric;
  const usual = shownChange(known, change[c], scenario, amounts, decimalsIn(row));
  const isHidden = !isSame(row, c) && change[c] !== null && !/[1-9]/.test(usual);
  const text = isHidden ? metricText(known, scenario, [change[c] ?? 0]).change(change[c]) : usual;
  const share = relative[c];
  // How much later something happens, in percent, says nothing to anybody.
  if (share === null || isBeyondWords(share) || change[c] === 0 || unitOf(known) === 'rotation') return text;
  const relatively = shownRelative(share);
  return relatively === '0%' ? text : `${text} (${relatively})`;
}

/** Decimals of a quotient in a row, at which its differences look right. */
function decimalsIn({ values: [first, ...others] }: ComparedMetric): number {
  if (typeof first !== 'number') return 1;
  const pairs = others.flatMap((value): [number, number][] => (typeof value === 'number' ? [[first, value]] : []));
  return decimalsOfTimes(
    pairs.map(([a, b]) => (isTie(a, b) ? 0 : b - a)),
    pairs,
  );
}

function aheadIn({ beats }: ComparedMetric, c: number): string {
  const found = beats?.[c] ?? null;
  if (!found) return NOTHING;
  return found.ties === 1 ? 'even' : chanceInCell(found.probability);
}

/** The currencies of the amounts in the table. */
function currenciesOf({ contestants, result }: Comparison): string[] {
  const isMoney = (scenario: Scenario): boolean =>
    result.metrics.some(({ metric, values }) => {
      const known = measureIn(scenario, metric);
      return known !== null && isMoneyMeasure(known) && values.some((value) => value !== null);
    });
  const all = contestants.flatMap(({ scenario }) =>
    scenario.currency !== undefined && isMoney(scenario) ? [scenario.currency] : [],
  );
  return [...new Set(all)];
}

function titleOf(comparison: Comparison): string {
  const { contestants, result } = comparison;
  const [{ scenario, label }] = contestants;
  const lengths = new Set(contestants.map((contestant) => contestant.scenario.rotations));
  const [currency, ...others] = currenciesOf(comparison);
  const name = contestants.length === 2 && label === AS_IT_IS ? scenario.name : 'Comparison';
  const isPlain = isExpected(
    contestants,
    result.metrics.map(({ metric }) => metric),
  );
  const about = [
    ...(isPlain ? ['expected values'] : []),
    ...(result.method === 'exact' && !isPlain ? ['exact chances'] : []),
    ...(result.runs === undefined ? [] : [`chances from ${sampledBy(result.runs, result.seed)}`]),
    ...(lengths.size === 1 ? [plural(scenario.rotations, 'rotation')] : []),
  ];
  return tableTitle({ name, ...(others.length === 0 && { currency }) }, about, [], true);
}
