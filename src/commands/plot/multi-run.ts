import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { type Estimate, MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { objectiveOf } from '../../analysis/objective.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { type Sensitivity, sensitivityOf } from '../../analysis/what-if/sensitivity.ts';
import { BY, UNCERTAINTY } from '../../analysis/what-if/step.ts';
import { rowsOf, type SweepRow, sweepRows } from '../../analysis/what-if/sweep.ts';
import { quantileSwings, refuseOfChance } from '../../analysis/what-if/uncertain-sensitivity.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument, loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Axis } from '../../model/scenario/axis.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { sampledBy } from '../../output/chance.ts';
import type { Chart } from '../../output/charts/chart.ts';
import { sweepChart } from '../../output/charts/sweep.ts';
import { MOST_BARS, moving, type TornadoSwings, tornadoChart } from '../../output/charts/tornado.ts';
import { count } from '../../output/format/number.ts';
import { axesOf, withAxes } from '../axes.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import type { By } from '../step-flag.ts';

/** A chart, and what goes along with it. */
export interface Plotted {
  /** How many runs were made by chance, if any. */
  readonly runs?: number;
  readonly chart: Chart;
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

interface SweepPlotFlags extends ChanceFlags {
  readonly metric?: string;
  readonly vary?: readonly string[];
}

/** More points nobody can tell apart in a picture. */
const MOST_POINTS = 10_000;

/** A metric over one number of a scenario, or over two. */
export async function sweepPlot(name: string, changed: ChangeOptions, flags: SweepPlotFlags, io: Io): Promise<Plotted> {
  const asked = axesOf(flags.vary ?? []);
  const axes = asked.map(({ axis }) => axis);
  refuseUnseen(axes);
  const examined = withAxes(await loadDocument(name, io), changed.changes, asked);
  tellWarnings([examined], io);
  const { scenario } = examined;
  const { switches } = changed;
  const measure = objectiveOf(flags.metric === undefined ? undefined : [flags.metric], scenario);
  const { rows, method, notes } = isOfChance(measure)
    ? await chancesAt(scenario, changed, axes, measure, flags, io)
    : await pointsOf(scenario, changed, axes, measure, io);
  if (rows.every(({ metrics: [value] }) => value === null)) {
    throw InputError.of(`${measure.name} has no value at any of these points, so there is nothing to draw`);
  }
  const records = rows.map(({ values, metrics }) => ({
    vary: Object.fromEntries(axes.map(({ path }, i) => [path, values[i]])),
    metrics: { [measure.name]: metrics[0] },
  }));
  const chart = sweepChart(scenario, records, measure, ranAs(scenario, switches).with, method);
  return { chart, scenario, notes: [...notes, ...gaps(rows, axes)] };
}

function refuseUnseen(axes: readonly Axis[]): void {
  if (axes.length > 2) {
    throw InputError.of(`a chart shows one number or two that vary, and here are ${axes.length}`, '--vary');
  }
  const points = rowsOf(axes);
  if (points <= MOST_POINTS) return;
  throw InputError.of(
    `a chart has at most ${count(MOST_POINTS)} points, and this would be ${count(points)}: take larger steps`,
    '--vary',
  );
}

async function pointsOf(
  scenario: Scenario,
  { switches }: ChangeOptions,
  axes: readonly Axis[],
  { metric }: Measure,
  io: Io,
): Promise<Points> {
  const paths = axes.map(({ path }) => path);
  const whatIf = new WhatIf(scenario, switches, paths, [metric]);
  const pace = progressOf('points', io);
  const rows: SweepRow[] = [];
  try {
    let due = 0;
    for (const some of sweepRows(whatIf, axes, 1)) {
      rows.push(...some);
      if (rows.length < due) continue;
      await pace.pause(rows.length, rowsOf(axes));
      due = rows.length + BATCH;
    }
  } finally {
    pace.end();
  }
  return { rows, notes: notesOn(scenario, switches) };
}

/** Points whose chances are found side by side. */
const SIDE_BY_SIDE = 8;

/** What chance makes of every point. */
async function chancesAt(
  scenario: Scenario,
  { switches }: ChangeOptions,
  axes: readonly Axis[],
  measure: Measure,
  { runs, seed, exact, jobs }: ChanceFlags,
  io: Io,
): Promise<Points> {
  const paths = axes.map(({ path }) => path);
  const all = [...sweepRows(new WhatIf(scenario, switches, paths, []), axes, 0)].flat();
  const settings = { runs: runs ?? null, seed, exact, variants: all.length };
  const evaluator = new MeasureEvaluator([measure], settings, samplingEachOn(jobs, { ...io, errColumns: null }));
  const pace = progressOf('points', io);
  const rows: SweepRow[] = [];
  try {
    for (let i = 0; i < all.length; i += SIDE_BY_SIDE) {
      await pace.pause(i, all.length);
      const some = all.slice(i, i + SIDE_BY_SIDE);
      const variants = some.map(({ values }) => ({
        scenario: paths.reduce((here, path, p) => withNumber(here, path, values[p]), scenario),
        switches,
      }));
      const found = await evaluator.ofEach(variants);
      rows.push(...some.map((row, j) => pointOf(row, found[j])));
    }
  } finally {
    pace.end();
  }
  const method = evaluator.runs === null ? 'exact' : sampledBy(evaluator.runs, seed);
  return { rows, method, notes: [...chanceNotes(scenario, switches), ...evaluator.notes] };
}

const pointOf = ({ values }: SweepRow, found: readonly Estimate[] | InputError): SweepRow =>
  found instanceof InputError
    ? { values, metrics: [null], failure: found.message }
    : { values, metrics: [found[0].value], failure: null };

interface Points {
  readonly rows: readonly SweepRow[];
  /** How they were found; undefined for expected values. */
  readonly method?: string;
  readonly notes: readonly string[];
}

/** Points between two looks at whatever else is due. */
const BATCH = 100;

/** Where there is no point, and why. */
function gaps(rows: readonly SweepRow[], axes: readonly Axis[]): string[] {
  const failed = rows.filter(({ failure }) => failure !== null);
  if (failed.length === 0) return [];
  const points = failed.length === 1 ? '1 point has' : `${count(failed.length)} points have`;
  const where = axes.map(({ path }, i) => `${path}=${failed[0].values[i]}`).join(' ');
  return [`${points} no value, as at ${where}: ${failed[0].failure}.`];
}

interface TornadoPlotFlags extends ChanceFlags {
  readonly metric?: string;
  readonly by?: By;
}

/** What is told of the values of a tornado. */
type Told = Pick<Sensitivity, 'notes' | 'method' | 'runs' | 'seed'>;

/** Which number of a scenario moves a metric most. */
export async function tornadoPlot(
  name: string,
  changed: ChangeOptions,
  { metric: asked, by = BY, runs, seed, exact, jobs }: TornadoPlotFlags,
  io: Io,
): Promise<Plotted> {
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  const measure = objectiveOf(asked === undefined ? undefined : [asked], scenario);
  if (by === UNCERTAINTY) refuseOfChance(measure);
  const pace = progressOf('numbers', io);
  const sampling = samplingEachOn(jobs, { ...io, errColumns: null });
  const settings = { switches, runs: runs ?? null, seed, exact, sampling, pause: pace.pause };
  const swings: Promise<TornadoSwings & Told> =
    by === UNCERTAINTY
      ? quantileSwings(scenario, measure.metric, settings)
      : sensitivityOf(scenario, measure, { ...settings, by });
  const result = await swings.finally(pace.end);
  if (result.value === null) {
    throw InputError.of(`${measure.name} has no value in this scenario, so there is nothing to draw`);
  }
  const { length } = moving(result.rows);
  if (length === 0) {
    throw InputError.of(`no number of this scenario moves ${measure.name}, so there is nothing to draw`);
  }
  const left = `The chart has the ${MOST_BARS} numbers that matter most of ${count(length)}: flywheel sensitivity has all of them.`;
  return {
    chart: tornadoChart(scenario, result, measure, ranAs(scenario, switches).with, foundBy(result)),
    scenario,
    notes: [...result.notes, ...(length > MOST_BARS ? [left] : [])],
  };
}

/** How the values of a tornado were found; undefined for expected values. */
function foundBy({ method, runs, seed }: Told): string | undefined {
  if (method === undefined) return undefined;
  return runs === undefined ? 'exact' : sampledBy(runs, seed);
}
