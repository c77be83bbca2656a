import { notesOn } from '../../analysis/caveats.ts';
import { objectiveOf } from '../../analysis/objective.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { sensitivityOf } from '../../analysis/what-if/sensitivity.ts';
import { BY, UNCERTAINTY } from '../../analysis/what-if/step.ts';
import { rowsOf, type SweepRow, sweepRows } from '../../analysis/what-if/sweep.ts';
import { quantileSwings, refuseOfChance } from '../../analysis/what-if/uncertain-sensitivity.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument, loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Axis } from '../../model/scenario/axis.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Chart } from '../../output/charts/chart.ts';
import { sweepChart } from '../../output/charts/sweep.ts';
import { MOST_BARS, moving, tornadoChart } from '../../output/charts/tornado.ts';
import { count } from '../../output/format/number.ts';
import { axesOf, withAxes } from '../axes.ts';
import type { ChangeOptions } from '../options.ts';
import type { By } from '../step-flag.ts';

/** A chart, and what goes along with it. */
export interface Plotted {
  /** How many runs were made by chance, if any. */
  readonly runs?: number;
  readonly chart: Chart;
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

interface SweepPlotFlags {
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
  const metric = objectiveOf(flags.metric === undefined ? undefined : [flags.metric], scenario);
  const rows = await pointsOf(scenario, changed, axes, metric, io);
  if (rows.every(({ metrics: [value] }) => value === null)) {
    throw InputError.of(`${metric.name} has no value at any of these points, so there is nothing to draw`);
  }
  const records = rows.map(({ values, metrics }) => ({
    vary: Object.fromEntries(axes.map(({ path }, i) => [path, values[i]])),
    metrics: { [metric.name]: metrics[0] },
  }));
  const chart = sweepChart(scenario, records, metric, ranAs(scenario, switches).with);
  return { chart, scenario, notes: [...notesOn(scenario, switches), ...gaps(rows, axes)] };
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
  metric: Metric,
  io: Io,
): Promise<SweepRow[]> {
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
  return rows;
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

interface TornadoPlotFlags {
  readonly metric?: string;
  readonly by?: By;
}

/** Which number of a scenario moves a metric most. */
export async function tornadoPlot(
  name: string,
  changed: ChangeOptions,
  { metric: asked, by = BY }: TornadoPlotFlags,
  io: Io,
): Promise<Plotted> {
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  if (by === UNCERTAINTY && asked !== undefined) refuseOfChance(asked);
  const metric = objectiveOf(asked === undefined ? undefined : [asked], scenario);
  const pace = progressOf('numbers', io);
  const settings = { switches, pause: pace.pause };
  const swings =
    by === UNCERTAINTY
      ? quantileSwings(scenario, metric, settings)
      : sensitivityOf(scenario, metric, { ...settings, by });
  const result = await swings.finally(pace.end);
  if (result.value === null) {
    throw InputError.of(`${metric.name} has no value in this scenario, so there is nothing to draw`);
  }
  const { length } = moving(result.rows);
  if (length === 0) {
    throw InputError.of(`no number of this scenario moves ${metric.name}, so there is nothing to draw`);
  }
  const left = `The chart has the ${MOST_BARS} numbers that matter most of ${count(length)}: flywheel sensitivity has all of them.`;
  return {
    chart: tornadoChart(scenario, result, metric, ranAs(scenario, switches).with),
    scenario,
    notes: [...result.notes, ...(length > MOST_BARS ? [left] : [])],
  };
}
