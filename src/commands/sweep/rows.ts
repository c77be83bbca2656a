import { type Answers, type ChanceSettings, prepared, type SamplingEach } from '../../analysis/chance/estimate.ts';
import { answersToEach, type Estimate, estimateIn, MOST_SHARED } from '../../analysis/measure/evaluator.ts';
import { rowsOf, type SweepRow, sweepRows } from '../../analysis/what-if/sweep.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandedIn, type Sweep, sweepQuestions } from './sweep.ts';
import type { MeasuredRow } from './table.ts';

type ChanceOptions = Omit<ChanceSettings, 'switches' | 'moves' | 'shared'>;

/** Rows whose runs are made side by side. */
const SIDE_BY_SIDE = 8;

/**
 * The rows of a sweep, some at a time.
 * @param isDue true where so many rows by expected values are enough for once
 */
export function rowsIn(
  sweep: Sweep,
  options: ChanceOptions,
  sampling: SamplingEach,
  isDue: (rows: number) => boolean,
): AsyncGenerator<MeasuredRow[]> {
  const { scenario, switches, axes, measures, chance } = sweep;
  const paths = axes.map(({ path }) => path);
  const expected = measures.filter((measure) => !isOfChance(measure)).map(({ metric }) => metric);
  // What is wrong with these is found before the first row is asked for.
  const whatIf = new WhatIf(scenario, switches, paths, expected);
  return (async function* () {
    let batch: SweepRow[] = [];
    for (const rows of sweepRows(whatIf, axes, expected.length)) {
      if (chance) {
        for (let i = 0; i < rows.length; i += SIDE_BY_SIDE)
          yield await measuredRows(sweep, rows.slice(i, i + SIDE_BY_SIDE), options, sampling);
        continue;
      }
      batch.push(...rows);
      if (!isDue(batch.length)) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  })();
}

/** Rows with what chance makes of them; without any where a row has no metrics, or chance does not fit. */
async function measuredRows(
  sweep: Sweep,
  rows: readonly SweepRow[],
  options: ChanceOptions,
  sampling: SamplingEach,
): Promise<MeasuredRow[]> {
  const { scenario, switches, axes } = sweep;
  const questions = sweepQuestions(sweep);
  const shared = Math.min(rowsOf(axes), MOST_SHARED);
  const sound = rows.filter(({ failure }) => failure === null);
  const prepare = (row: SweepRow) => {
    const here = axes.reduce<Scenario>((all, { path }, i) => withNumber(all, path, row.values[i]), scenario);
    return prepared(questions, here, { ...options, switches, shared });
  };
  const found = [...(await answersToEach(sound, prepare, sampling))];
  return rows.map((row) => {
    const answers = row.failure === null ? (found.shift() ?? null) : null;
    // What was drawn need not fit where the expected values do.
    if (answers instanceof InputError) return withAnswers(sweep, { ...row, failure: answers.message }, null);
    return withAnswers(sweep, row, answers);
  });
}

function withAnswers(sweep: Sweep, row: SweepRow, answers: Answers | null): MeasuredRow {
  const questions = sweepQuestions(sweep);
  const expected = [...row.metrics];
  const found = sweep.measures.map((measure): Estimate | null =>
    answers && isOfChance(measure) ? estimateIn(measure, questions, answers) : null,
  );
  const metrics = sweep.measures.map((measure, i) =>
    isOfChance(measure) ? (found[i]?.value ?? null) : (expected.shift() ?? null),
  );
  const bands = bandedIn(sweep).map(({ name }) => {
    const i = questions.metrics.findIndex((metric) => metric.name === name);
    return answers?.bands[i] ?? null;
  });
  const { runs = null, tooLong = null, notes = [] } = answers ?? {};
  const method = found.some((one) => one?.method === 'monte-carlo') ? 'monte-carlo' : (answers?.method ?? 'exact');
  return { ...row, metrics, chance: { bands, estimates: found, method, runs, tooLong, notes } };
}
