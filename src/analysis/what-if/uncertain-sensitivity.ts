import { quantileOf } from '../../engine/montecarlo/uncertain.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { seriesOf, timesOf } from '../../model/number/forms.ts';
import { clip } from '../../model/number/range.ts';
import { thousands } from '../../model/number/scalar.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { notesOn } from '../caveats.ts';
import { answersTo, type Sampling } from '../chance/estimate.ts';
import { measured } from '../objective.ts';
import { explainedBy } from './explained.ts';
import { shiftedSeries } from './inputs.ts';
import { BY, UNCERTAINTY } from './step.ts';
import { type MovedNumber, type MoveSettings, type SensitivityRow, swingsOf } from './swings.ts';
import { certainInputs, type FreeInput, uncertainInputs } from './uncertain-inputs.ts';

/** An uncertain number from its 5 % to its 95 % value, and how much of the metric's variance it explains. */
export interface UncertaintyRow extends SensitivityRow {
  /**
   * The share of the metric's variance that would go, on average, if this number alone were known: its first-order index.
   * An estimate, which chance may take a little below 0. Null where the metric does not differ.
   */
  readonly explains: number | null;
  readonly explainsStandardError: number | null;
  /** The share that would be left if all others were known, with what it does together with them: its total index. */
  readonly explainsInAll: number | null;
  readonly explainsInAllStandardError: number | null;
}

/** Which uncertain numbers of a scenario make a metric uncertain. */
export interface UncertaintySensitivity {
  readonly metric: string;
  /** Of the metric with every uncertain number at its mean. */
  readonly value: number | null;
  readonly by: typeof UNCERTAINTY;
  /** How many draws of all uncertain numbers there were, and of which random numbers. */
  readonly runs: number;
  readonly seed: string;
  /** Of the metric by expected values over these draws. */
  readonly mean: number | null;
  readonly sd: number | null;
  /**
   * Of all the variance that runs of whole people have, the share that no number explains: the luck of who comes, goes on
   * and stays. An estimate; null where that is not known.
   */
  readonly unexplained: number | null;
  /** The largest swing of the metric first, ties in file order; what has no swing goes last. */
  readonly rows: readonly UncertaintyRow[];
  /** The paths of numbers that could be uncertain and are not; first those that move the metric most when moved by a tenth. */
  readonly notUncertain: readonly string[];
  readonly notes: readonly string[];
}

export interface UncertaintySettings {
  readonly switches: readonly Switch[];
  /** Draws of all uncertain numbers: an even number, since each is paired with another one. */
  readonly runs: number;
  readonly seed: string;
  /** Called before each number that is moved. */
  readonly pause?: MoveSettings['pause'];
  /** Called now and then with the what-ifs done that show what explains the variance. */
  readonly pauseRuns?: MoveSettings['pause'];
}

/** Fewer draws than this say hardly anything of a variance. */
const LEAST_RUNS = 100;

/**
 * Takes every uncertain number of a scenario from its 5 % to its 95 % quantile with all others at their mean, and estimates
 * how much of the metric's variance each explains.
 * @param sampling draws runs of whole people, for the variance that no number explains
 * @throws InputError where no number is uncertain, or with some of the numbers drawn the scenario has no result
 */
export async function uncertainSensitivityOf(
  scenario: Scenario,
  metric: Metric,
  { switches, runs, seed, pause, pauseRuns }: UncertaintySettings,
  sampling: Sampling,
): Promise<UncertaintySensitivity> {
  refuseOdd(runs);
  const certain = certainInputs(scenario, switches);
  const moved = uncertainInputs(scenario, switches).length;
  const pauseFrom = (before: number) => async (done: number) => pause?.(before + done, moved + certain.length);
  const { numbers, value, rows, notes } = await quantileSwings(scenario, metric, { switches, pause: pauseFrom(0) });
  const others = { numbers: certain, value, switches, pause: pauseFrom(moved) };
  const standing = await largestWhenMoved(scenario, metric, others);
  const settings = { switches, runs, seed, pause: pauseRuns };
  const { mean, sd, shares, undefined: missing } = await explainedBy(numbers, scenario, metric, settings);
  const shareOf = new Map(numbers.map(({ path }, i) => [path, shares[i]]));
  return {
    metric: metric.name,
    value,
    by: UNCERTAINTY,
    ...{ runs, seed, mean, sd },
    unexplained: sd === null ? null : await unexplainedBy(sd, scenario, metric, { switches, runs, seed }, sampling),
    rows: rows.map((row) => {
      const { alone, inAll } = shareOf.get(row.path) ?? { alone: null, inAll: null };
      return {
        ...row,
        explains: alone?.value ?? null,
        explainsStandardError: alone?.standardError ?? null,
        explainsInAll: inAll?.value ?? null,
        explainsInAllStandardError: inAll?.standardError ?? null,
      };
    }),
    notUncertain: standing,
    notes: [...(missing > 0 ? [missingNote(metric, missing, runs)] : []), ...notes],
  };
}

function refuseOdd(runs: number): void {
  if (runs >= LEAST_RUNS && runs % 2 === 0) return;
  throw InputError.of(
    `every draw of the uncertain numbers is paired with another one: give an even number of ${LEAST_RUNS} or more, not ${thousands(runs)}`,
    '--runs',
  );
}

const missingNote = ({ name }: Metric, missing: number, runs: number): string =>
  `${name} has no value in ${thousands(missing)} of ${thousands(runs)} runs, which are left out.`;

/**
 * What the uncertain numbers make uncertain is a metric of one run.
 * @throws InputError for a measure of chance
 */
export function refuseOfChance(measure: Measure): void {
  if (!isOfChance(measure)) return;
  throw InputError.of(
    `${measure.name} is one number for all runs together, and so does not vary with the uncertain numbers: ask for --metric ${measure.metric.name}`,
    `--by ${UNCERTAINTY}`,
  );
}

/** What a metric does between the ends of every uncertain number. */
export interface QuantileSwings {
  readonly numbers: readonly FreeInput[];
  readonly value: number | null;
  readonly by: typeof UNCERTAINTY;
  readonly rows: readonly SensitivityRow[];
  readonly notes: readonly string[];
}

/**
 * Takes every uncertain number from its 5 % to its 95 % quantile, as it is drawn and clipped, all others at their mean.
 * @throws InputError where no number is uncertain
 */
export async function quantileSwings(
  scenario: Scenario,
  metric: Metric,
  settings: MoveSettings,
): Promise<QuantileSwings> {
  const { switches } = settings;
  const numbers = uncertainInputs(scenario, switches);
  if (numbers.length === 0) throw nothingUncertain(scenario);
  const value = measured(compile(scenario, switches), metric);
  const moves = numbers.map((number): MovedNumber => {
    const quantile = quantileOf(number.quantity);
    const times = timesOf(number.quantity);
    const end = (level: number): Float64Array => Float64Array.of(clip(quantile(level) * times, number.range));
    return moveOf(scenario, number, () => [end(LOW), end(HIGH)]);
  });
  const { rows, notes } = await swingsOf(scenario, metric, value, moves, settings);
  return { numbers, value, by: UNCERTAINTY, rows, notes: [...notes, ...notesOn(scenario, switches)] };
}

/** Between these an uncertain number lies nine times in ten. */
const LOW = 0.05;
const HIGH = 0.95;

function moveOf(
  { rotations }: Scenario,
  { path, key, quantity, range }: FreeInput,
  endsOf: (series: Float64Array) => MovedNumber['ends'],
): MovedNumber {
  const series = seriesOf(quantity, range, rotations);
  return { path, key, range, series, ends: endsOf(series) };
}

/** What to write where nothing is uncertain. */
function nothingUncertain(scenario: Scenario): InputError {
  const all = (scenario.levers ?? []).map(({ id }) => ({ lever: id, from: 1 }));
  if (uncertainInputs(scenario, all).length > 0) {
    return InputError.of(
      'every uncertain number of this scenario belongs to a lever that is off: switch that on with --with',
      `--by ${UNCERTAINTY}`,
    );
  }
  const path = `stages.${scenario.stages[1].id}.conversion`;
  return InputError.of(
    'no number of this scenario is uncertain, so there is nothing to explain. Write those that you are not sure of as ' +
      'what was counted, {"got": 12, "of": 400}, or as lowest, likeliest and highest, {"pert": [0.2, 0.3, 0.5]}; ' +
      `to try it: --set '${path}={"pert": [0.2, 0.3, 0.5]}'`,
    `--by ${UNCERTAINTY}`,
  );
}

/** The share of all variance that runs of whole people have beyond what the numbers make, drawn alike in both. */
async function unexplainedBy(
  sd: number,
  scenario: Scenario,
  metric: Metric,
  { switches, runs, seed }: Pick<UncertaintySettings, 'switches' | 'runs' | 'seed'>,
  sampling: Sampling,
): Promise<number | null> {
  const { bands } = await answersTo({ metrics: [metric], goals: [] }, scenario, { switches, runs, seed }, sampling);
  const all = bands[0]?.sd ?? null;
  if (all === null || all === 0) return null;
  const share = 1 - (sd / all) * (sd / all);
  // Figures that whole people play no part in differ by rounding.
  return share > LEAST_SHARE ? share : 0;
}

const LEAST_SHARE = 1e-9;

interface Others extends MoveSettings {
  readonly numbers: readonly FreeInput[];
  readonly value: number | null;
}

/** The paths of numbers: first those that move the metric most when they are moved by a tenth. */
async function largestWhenMoved(
  scenario: Scenario,
  metric: Metric,
  { numbers, value, ...settings }: Others,
): Promise<string[]> {
  const moves = numbers.map((number) =>
    moveOf(scenario, number, (series) => {
      const end = (factor: number): Float64Array => shiftedSeries(series, factor, number.range);
      return [end(1 - BY), end(1 + BY)];
    }),
  );
  const { rows } = await swingsOf(scenario, metric, value, moves, settings);
  return rows.map(({ path }) => path);
}
