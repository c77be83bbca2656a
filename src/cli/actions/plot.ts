import { answersTo } from '../../analysis/answers.ts';
import { simulate } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import { bandMetric } from '../../output/charts/bands.ts';
import { chartNamed } from '../../output/charts/catalogue.ts';
import type { Chart } from '../../output/charts/chart.ts';
import type { ChartName } from '../../output/charts/names.ts';
import { type Theme, themed } from '../../output/charts/theme.ts';
import { plain, plainJson } from '../../output/plain.ts';
import { outputTo, writeWhole } from '../deliver.ts';
import { idleChanges } from '../idle.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { breath } from '../progress.ts';
import { samplingOn } from '../sampling.ts';

export interface PlotFlags extends ChanceFlags {
  readonly output: string;
  readonly chart: ChartName;
  readonly theme: Theme;
  readonly metric?: string;
}

/** Reads a scenario, changes it, turns the wheel and writes a chart of what comes out. */
export async function runPlot(name: string, changed: ChangeOptions, flags: PlotFlags, io: Io): Promise<void> {
  const { output, chart, theme, metric } = flags;
  outputTo(output, name, io);
  const format = formatOf(output);
  const scenario = await loadScenario(name, io, changed.changes);
  const expected = simulate(scenario, { with: changed.switches });
  const simulation = chart === 'bands' ? await banded(scenario, expected, changed, flags, io) : expected;
  const drawn = themed(chartNamed(chart, scenario, simulation, metric), theme);
  const { picture, notes } = await PICTURES[format](drawn);
  writeWhole(output, picture, io);
  io.out(`Wrote ${plain(output)}: ${plain(drawn.title.subtitle)}.\n`);
  for (const note of [...simulation.notes, ...notes, ...idleChanges(scenario, changed), ...idleFlags(flags)]) {
    io.err(`note: ${plain(note)}\n`);
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
    const { renderPng, unknownCharacters } = await import('../png.ts');
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
  { runs, seed, jobs, metric = scenario.stages[0].id }: PlotFlags,
  io: Io,
): Promise<Simulation> {
  const asked = bandMetric(metric, scenario);
  const metrics = simulation.rotations.map(({ rotation }) => {
    return { ...asked, name: `${metric}@${rotation}`, when: rotation };
  });
  const options = { switches, runs: runs ?? null, seed, pause: breath };
  const chance = await answersTo({ metrics, goals: [] }, scenario, options, samplingOn(jobs, io));
  const rotations = simulation.rotations.map((row, t) => {
    const band = chance.bands[t];
    return band ? { ...row, bands: { [metric]: band } } : row;
  });
  if (chance.runs === null) return { ...simulation, rotations, method: 'exact' };
  return { ...simulation, rotations, method: 'monte-carlo', runs: chance.runs, seed };
}

/** Flags that nothing listens to. */
function idleFlags({ chart, metric, runs }: PlotFlags): string[] {
  if (chart === 'bands') return [];
  const idle = [...(metric === undefined ? [] : ['--metric']), ...(runs === undefined ? [] : ['--runs'])];
  return idle.map((flag) => `${flag} makes no difference without --chart bands`);
}
