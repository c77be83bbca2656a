import type { Measure } from '../../model/metric/measure.ts';
import { entryOf } from '../../model/metric/metric.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { shortened } from '../../output/format/escape.ts';
import { capitalised, labelOf } from '../../output/format/label.ts';
import { isMoneyMeasure, measureCalled, measureHeader, measureText } from '../../output/format/measure-text.ts';
import { amount, price } from '../../output/format/number.ts';
import { horizonOf } from '../../output/format/period-words.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import { changeBy, type LeverRanking, type LeverStep } from './rank.ts';
import { hasOutlay, leverRemarks } from './sentences.ts';

const LONGEST_LABEL = 28;

/** The levers in the best order (with a budget those of the best set), with what each does alone and on top of those before; then those not in the order. */
export function leversGrid(
  scenario: Scenario,
  ranking: LeverRanking,
  measure: Measure,
  levers: readonly string[],
): Grid {
  const { alone, best, budget, order } = ranking;
  const text = measureText(
    measure,
    scenario,
    [...alone, ...order].flatMap((one) => changeBy(one) ?? []),
  );
  const dear = hasOutlay(alone);
  const within = best && budget !== null ? `best levers within ${price(budget, scenario.currency)}` : 'levers';
  const by = measureCalled(measure, scenario);
  const about = [`${within} by ${by}`, horizonOf(scenario)];
  return {
    title: tableTitle(scenario, about, levers, dear || isMoneyMeasure(measure)),
    keys: 2,
    columns: [
      { header: 'Lever', rank: 5, text: true },
      // What one types after --with.
      { header: 'Id', ids: ['lever'], rank: 0, text: true },
      { header: 'Alone', ids: ['alone.change'], rank: 2 },
      { header: 'On top', ids: ['change'], rank: 0 },
      { header: `${headed(measure)} then`, ids: ['metric'], rank: 3 },
      ...(dear ? [{ header: 'Outlay', ids: ['added.outlay'], rank: 4 }] : []),
    ],
    rows: ranked(ranking).map(({ lever, step }) => {
      const own = alone.find((one) => one.lever === lever);
      return [
        shortened(labelOf(scenario, 'levers', lever), LONGEST_LABEL),
        lever,
        text.change(own ? changeBy(own) : null),
        text.change(step ? changeBy(step) : null),
        text.cell(step?.metric ?? null),
        ...(dear ? [amount((step ?? own)?.outlay ?? null, scenario.currency)] : []),
      ];
    }),
    total: null,
    remarks: [...leverRemarks(scenario, ranking, measure, text, levers), ...ranking.notes],
  };
}

/** A metric at the head of a column: "Cash", "CAC", and as it is where it is more than a word. */
function headed(measure: Measure): string {
  if (measure.by !== 'expected') return measure.by === 'chance' ? 'Chance' : measureHeader(measure);
  const { name, metric } = measure;
  return /^[a-z]+$/.test(name) ? (entryOf(metric.subject).label ?? capitalised(name)) : name;
}

interface Ranked {
  readonly lever: string;
  readonly step: LeverStep | null;
}

/** The order, then what is not in it. */
function ranked({ alone, order }: LeverRanking): Ranked[] {
  const rest = alone.filter(({ lever }) => !order.some((step) => step.lever === lever));
  return [...order.map((step) => ({ lever: step.lever, step })), ...rest.map(({ lever }) => ({ lever, step: null }))];
}

/** The columns of a sheet of levers. */
export const LEVER_COLUMNS = [
  ...['lever', 'alone.metric', 'alone.change', 'order', 'metric', 'change'],
  ...['pays', 'outlay', 'added.outlay', 'best'],
];

/** A row per lever in the best order, then those not in it. */
export function leversSheet(ranking: LeverRanking): Sheet {
  return sheetOf(
    LEVER_COLUMNS,
    ranked(ranking).map(({ lever, step }, i) => {
      const own = ranking.alone.find((one) => one.lever === lever);
      const alone = [lever, own?.metric ?? null, own?.change ?? null];
      const pays = step === null || step.pays === null ? null : String(step.pays);
      const together = [step && i + 1, step?.metric ?? null, step?.change ?? null, pays];
      const best = ranking.best && String(ranking.best.levers.includes(lever));
      return [...alone, ...together, own?.outlay ?? null, step?.outlay ?? null, best];
    }),
  );
}
