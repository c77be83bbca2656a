import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Method } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { chanceNotes, notesOn } from '../caveats.ts';
import type { SamplingEach } from '../chance/estimate.ts';
import { oneByOne, samplingHere } from '../chance/one-thread.ts';
import { type EvaluatorSettings, MeasureEvaluator } from '../measure/evaluator.ts';
import { measured } from '../objective.ts';
import { inputsOf, shiftedSeries } from './inputs.ts';
import {
  type Ends,
  type Found,
  type MovedNumber,
  type MoveSettings,
  type SensitivityRow,
  type Swings,
  swingsFrom,
  swingsOf,
} from './swings.ts';

export interface Sensitivity {
  readonly metric: string;
  /** Of the metric in the scenario as it is. */
  readonly value: number | null;
  /** Where the metric is one of chance: how its values were found, from how many runs, and how far `value` may be off. */
  readonly method?: Method;
  readonly runs?: number;
  readonly seed?: string;
  readonly standardError?: number | null;
  /** How far every number was moved: 0.1 is a tenth less and a tenth more; of a share, of its odds. */
  readonly by: number;
  /** The largest swing of the metric first, ties in file order; what has no swing goes last. */
  readonly rows: readonly SensitivityRow[];
  readonly notes: readonly string[];
}

export interface SensitivitySettings extends MoveSettings, Partial<Omit<EvaluatorSettings, 'variants' | 'pause'>> {
  readonly by: number;
  /** Makes the runs for a metric of chance; by default on this thread. */
  readonly sampling?: SamplingEach;
}

/** What a metric comes to in a scenario, and with its numbers moved. */
interface Moved extends Swings {
  readonly value: number | null;
  readonly found: Pick<Sensitivity, 'method' | 'runs' | 'seed' | 'standardError'>;
}

/** Numbers that are moved side by side, between two pauses. */
const SIDE_BY_SIDE = 4;

/**
 * Moves every number of a scenario down and up, one at a time, and looks at what a metric makes of it, or chance of that.
 * @throws InputError when levers move a number out of its range in the scenario as it is
 */
export async function sensitivityOf(
  scenario: Scenario,
  measure: Measure,
  settings: SensitivitySettings,
): Promise<Sensitivity> {
  const { switches, by } = settings;
  const moves = inputsOf(scenario, switches).map(({ path, range, series }) => {
    const end = (factor: number): Float64Array => shiftedSeries(series, factor, range);
    return { path, key: path, range, series, ends: [end(1 - by), end(1 + by)] as const };
  });
  const { value, found, rows, notes } = isOfChance(measure)
    ? await movedByChance(scenario, measure, moves, settings)
    : await movedAsExpected(scenario, measure, moves, settings);
  return {
    metric: measure.name,
    value,
    ...found,
    by,
    rows,
    notes: [
      ...notes,
      ...(switches.length > 0 ? ['Only what the levers cost was moved, not what they do.'] : []),
      ...(isOfChance(measure) ? chanceNotes : notesOn)(scenario, switches),
    ],
  };
}

async function movedAsExpected(
  scenario: Scenario,
  { metric }: Measure,
  moves: readonly MovedNumber[],
  settings: SensitivitySettings,
): Promise<Moved> {
  const value = measured(compile(scenario, settings.switches), metric);
  return { value, found: {}, ...(await swingsOf(scenario, metric, value, moves, settings)) };
}

async function movedByChance(
  scenario: Scenario,
  measure: Measure,
  moves: readonly MovedNumber[],
  { switches, by, pause, sampling, runs = null, seed = '1', ...settings }: SensitivitySettings,
): Promise<Moved> {
  const evaluator = new MeasureEvaluator(
    [measure],
    { ...settings, runs, seed, variants: 2 * moves.length + 1 },
    sampling ?? oneByOne(samplingHere(async () => {})),
  );
  const [{ value, method, standardError }] = await evaluator.of({ scenario, switches });
  const ends: Ends[] = [];
  for (let i = 0; i < moves.length; i += SIDE_BY_SIDE) {
    await pause?.(i, moves.length);
    const factors = [1 - by, 1 + by];
    const some = moves.slice(i, i + SIDE_BY_SIDE);
    const variants = some.flatMap(({ path }) =>
      factors.map((factor) => ({ scenario, switches, moves: [{ path, factor }] })),
    );
    const found = (await evaluator.ofEach(variants)).map(
      (one): Found => (one instanceof InputError ? one : one[0].value),
    );
    ends.push(...some.map((_, j): Ends => [found[2 * j], found[2 * j + 1]]));
  }
  const drawn = evaluator.runs === null ? {} : { runs: evaluator.runs, seed };
  const { rows, notes } = swingsFrom(scenario, value, moves, ends);
  return {
    value,
    found: { method: method as Method, ...drawn, standardError },
    rows,
    notes: [...notes, ...evaluator.notes],
  };
}
