import type { Measure } from '../../model/metric/measure.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { shortened } from '../../output/format/escape.ts';
import { labelOf } from '../../output/format/label.ts';
import { measureInWords } from '../../output/format/measure-text.ts';
import { amount, NOTHING, signed } from '../../output/format/number.ts';
import { horizonOf, periodHeader } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { type AllocatedChannel, type Allocation, type Bound, leversOn } from './allocation.ts';
import { allocationRemarks, marginalText, unitInWords } from './sentences.ts';

const LONGEST_LABEL = 28;

type Amount = AllocatedChannel['budget'];

const meanOfAmount = (budget: Amount): number =>
  typeof budget === 'number' ? budget : budget.reduce((sum, money) => sum + money, 0) / budget.length;

const amountIn = (budget: Amount, t: number): number => (typeof budget === 'number' ? budget : budget[t]);

const HELD: Readonly<Record<Bound, string>> = { min: '--min', max: '--max', nothing: 'zero', kept: 'kept' };

/** The plan, what each channel would get, and what one more unit of money would add there. */
export function allocationGrid(
  scenario: Scenario,
  allocation: Allocation,
  measure: Measure,
  flags: readonly string[],
): Grid {
  const about = [`best split by ${measureInWords(measure, scenario)}`, horizonOf(scenario)];
  const levers = leversOn(allocation);
  const shared = {
    title: tableTitle(scenario, about, levers, true),
    remarks: [...allocationRemarks(scenario, allocation, measure, flags), ...allocation.notes],
  };
  return allocation.by === 'rotation'
    ? { ...shared, ...rotationRows(scenario, allocation) }
    : { ...shared, ...channelRows(scenario, allocation, measure) };
}

function channelRows(
  scenario: Scenario,
  result: Allocation,
  measure: Measure,
): Pick<Grid, 'columns' | 'keys' | 'rows' | 'total'> {
  const { currency } = scenario;
  const { allocation } = result;
  const isHeld = allocation.some(({ bound }) => bound !== null);
  const change = (from: number, to: number): string => signed(amount(to - from, currency), to - from);
  const [before, after] = (['before', 'budget'] as const).map((key) =>
    allocation.reduce((sum, one) => sum + meanOfAmount(one[key]), 0),
  );
  return {
    keys: 2,
    columns: [
      { header: 'Channel', rank: 3, text: true },
      { header: 'Id', ids: ['channel'], rank: 0, text: true },
      { header: 'Plan', ids: ['before'], rank: 1 },
      { header: 'Budget', ids: ['budget'], rank: 0 },
      { header: 'Change', ids: ['change'], rank: 2 },
      { header: 'One more adds', ids: ['marginal'], rank: 0, name: unitInWords(scenario, result) },
      ...(isHeld ? [{ header: 'Held by', ids: ['bound'], rank: 4, text: true }] : []),
    ],
    rows: allocation.map(({ channel, before: plan, budget, marginal, bound }) => [
      shortened(labelOf(scenario, 'channels', channel), LONGEST_LABEL),
      channel,
      amount(meanOfAmount(plan), currency),
      amount(meanOfAmount(budget), currency),
      change(meanOfAmount(plan), meanOfAmount(budget)),
      marginalText(marginal, measure),
      ...(isHeld ? [bound === null ? '' : HELD[bound]] : []),
    ]),
    total: [
      'Total',
      '',
      amount(before, currency),
      amount(after, currency),
      change(before, after),
      NOTHING,
      ...(isHeld ? [''] : []),
    ],
  };
}

/** A row per rotation with the budget of each channel. */
function rotationRows(
  scenario: Scenario,
  { allocation }: Allocation,
): Pick<Grid, 'columns' | 'keys' | 'rows' | 'total'> {
  const { rotations, period, start, currency } = scenario;
  const rows = Array.from({ length: rotations }, (_, t) => allocation.map(({ budget }) => amountIn(budget, t)));
  const cells = (amounts: readonly number[]): string[] =>
    [...amounts, amounts.reduce((sum, one) => sum + one, 0)].map((one) => amount(one, currency));
  return {
    keys: 1,
    columns: [
      { header: periodHeader(scenario), ids: ['rotation'], rank: 0 },
      ...allocation.map(({ channel }) => ({
        header: shortened(labelOf(scenario, 'channels', channel), LONGEST_LABEL),
        ids: [`${channel}.budget`],
        rank: 0,
      })),
      { header: 'All channels', ids: ['budget'], rank: 1 },
    ],
    rows: rows.map((amounts, t) => [rotationName(t + 1, period, start), ...cells(amounts)]),
    total: ['Total', ...cells(allocation.map((_, c) => rows.reduce((sum, row) => sum + row[c], 0)))],
  };
}

/** Full precision: a row per channel, or per rotation with the columns of each channel. */
export function allocationSheet({ by, allocation, scenario: { rotations } }: Allocation): Sheet {
  if (by === 'channel') {
    return sheetOf(
      ['channel', 'before', 'budget', 'change', 'marginal', 'bound'],
      allocation.map(({ channel, before, budget, marginal, bound }) => {
        const [from, to] = [meanOfAmount(before), meanOfAmount(budget)];
        return [channel, from, to, to - from, marginal, bound];
      }),
    );
  }
  return sheetOf(
    [
      'rotation',
      ...allocation.flatMap(({ channel }) => [`${channel}.before`, `${channel}.budget`, `${channel}.marginal`]),
      'budget',
    ],
    Array.from({ length: rotations }, (_, t) => [
      t + 1,
      ...allocation.flatMap(({ before, budget, marginals }) => [
        amountIn(before, t),
        amountIn(budget, t),
        marginals?.[t] ?? null,
      ]),
      allocation.reduce((sum, { budget }) => sum + amountIn(budget, t), 0),
    ]),
  );
}
