import { answersTo } from '../../analysis/chance/estimate.ts';
import { simulate } from '../../analysis/simulate.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import type { Outcome } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { InputError } from '../../model/errors.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandMetric } from '../../output/charts/bands.ts';
import { RUN_CHARTS } from '../../output/charts/catalogue.ts';
import { type Chart, saysOf } from '../../output/charts/chart.ts';
import type { ChartName, RunChart } from '../../output/charts/names.ts';
import { type Theme, themed } from '../../output/charts/theme.ts';
import { plain, plainJson } from '../../output/format/escape.ts';
import { withPart } from '../../output/simulation/rotation-row.ts';
import { asking } from '../ask-chance.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import type { By } from '../step-flag.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { type Plotted, sweepPlot, tornadoPlot } from './multi-run.ts';

export interface PlotFlags extends ChanceFlags {
  readonly output: string;
  readonly chart: ChartName;
  readonly theme: Theme;
  readonly metric?: string;
  readonly vary?: readonly string[];
  readonly by?: By;
}

/** Reads a scenario, changes it, turns the wheel, once or again and again, and writes a chart of what comes out. */
export async function runPlot({ args: [name], changed, flags, typed }: Given<PlotFlags>, io: Io): Promise<Outcome> {
  const { output, theme } = flags;
  outputTo(output, name, io);
  const format = formatOf(output);
  refuseStray(flags);
  const { chart, scenario, notes, runs } = await plottedBy(flags)(name, changed, flags, io);
  const drawn = themed(chart, theme);
  const { picture, notes: ofPicture } = await PICTURES[format](drawn);
  return {
    result: picture,
    remark: `Wrote ${plain(output)}: ${plain(saysOf(drawn))}.`,
    notes: [...notes, ...ofPicture, ...idleChanges(scenario, changed), ...idleFlags(flags, typed, runs)],
  };
}

function plottedBy({ chart }: PlotFlags) {
  if (chart === 'sweep') return sweepPlot;
  return chart === 'tornado' ? tornadoPlot : runPlotOf(chart);
}

/** A chart of one run. */
const runPlotOf =
  (chart: RunChart) =>
  async (name: string, changed: ChangeOptions, flags: PlotFlags, io: Io): Promise<Plotted> => {
    const scenario = await loadScenario(name, io, changed.changes);
    const expected = simulate(scenario, { with: changed.switches });
    const simulation = chart === 'bands' ? await banded(scenario, expected, changed, flags, io) : expected;
    const { notes, runs } = simulation;
    return { chart: RUN_CHARTS[chart](scenario, simulation, flags.metric), scenario, notes, runs };
  };

/** Refuses flags that ask for another chart than the one that would be drawn. */
function refuseStray({ chart, vary, by }: PlotFlags): void {
  if (vary && chart !== 'sweep') throw InputError.of('only a sweep varies numbers: add --chart sweep', '--vary');
  if (by !== undefined && chart !== 'tornado') {
    throw InputError.of('only a tornado moves every number: add --chart tornado', '--by');
  }
}

/** What is written, and what to know about it. */
interface Picture {
  readonly picture: string | Uint8Array;
  readonly notes: readonly string[];
}

/** By the ending of the file; what draws is loaded by those who need it. */
const PICTURES = {
  svg: async (chart: Chart): Promise<Picture> => ({ picture: await svgOf(chart), notes: [] }),
  png: async (chart: Chart): Promise<Picture> => {
    const { renderPng, unknownCharacters } = await import('../../io/png.ts');
    const svg = await svgOf(chart);
    return { picture: await renderPng(svg), notes: unknownCharacters(svg) };
  },
  json: async (chart: Chart): Promise<Picture> => ({
    picture: `${plainJson(JSON.stringify(chart, null, 2))}\n`,
    notes: [],
  }),
};

async function svgOf(chart: Chart): Promise<string> {
  const { renderSvg } = await import('../../output/svg.ts');
  return renderSvg(chart);
}

function formatOf(output: string): keyof typeof PICTURES {
  const ending = /\.(svg|png|json)$/i.exec(output)?.[1]?.toLowerCase();
  if (ending !== undefined) return ending as keyof typeof PICTURES;
  throw InputError.of(`--output ${output} must end in .svg, .png or .json: the ending says what is written`);
}

/** The simulation with bands of the one metric that is drawn. */
async function banded(
  scenario: Scenario,
  simulation: Simulation,
  { switches }: ChangeOptions,
  flags: PlotFlags,
  io: Io,
): Promise<Simulation> {
  const { metric = scenario.stages[0].id, seed } = flags;
  const asked = bandMetric(metric, scenario);
  const metrics = simulation.rotations.map(({ rotation }) => {
    return { ...asked, name: `${metric}@${rotation}`, when: rotation };
  });
  const chance = await asking(flags, switches, samplingOn(flags.jobs, io), io, (options, sampling) =>
    answersTo({ metrics, goals: [] }, scenario, options, sampling),
  );
  const notes = [...simulation.notes, ...(chance.tooLong === null ? [] : [chance.tooLong])];
  const rotations = simulation.rotations.map((row, t) => {
    const band = chance.bands[t];
    return band ? withPart(row, { bands: { [metric]: band } }) : row;
  });
  if (chance.runs === null) return { ...simulation, rotations, notes, method: 'exact' };
  return { ...simulation, rotations, notes, method: 'monte-carlo', runs: chance.runs, seed };
}

/** True where what is drawn is a metric of chance, whatever the scenario says to it. */
const isNamedChance = (metric: string): boolean => /^(?:p\d+|mean|sd):|chance|probability/i.test(metric);

/** Flags that nothing listens to. */
function idleFlags({ chart, metric }: PlotFlags, typed: ReadonlySet<string>, runs: number | undefined): string[] {
  if (chart === 'bands') return aboutRuns(typed, runs);
  const measures = chart === 'sweep' || chart === 'tornado';
  return [
    ...(metric === undefined || measures
      ? []
      : ['--metric makes no difference without --chart bands, sweep or tornado']),
    ...(measures && metric !== undefined && isNamedChance(metric) ? [] : idleChance(typed, '--chart bands')),
  ];
}
