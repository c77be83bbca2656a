import { CHARTS } from '../../output/charts/names.ts';
import { THEMES } from '../../output/charts/theme.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, choice, metricFlag, OUTPUT_FLAG } from '../options.ts';
import { byFlag } from '../step-flag.ts';
import type { PlotFlags } from './run.ts';

const help = `
Examples:
  flywheel plot hundred-per-cycle -o arrivals.svg
      who arrives, bought and referred
  flywheel plot hundred-per-cycle --referral-rate 0.5 -o half.png
      the same for a slide, if only every second advocate brings someone
  flywheel plot value-journey --chart money -o money.svg
      what comes in and goes out, and when it has paid
  flywheel plot value-journey --chart journey -o journey.svg
      what one prospect costs and brings, stage by stage
  flywheel plot hundred-per-cycle --chart bands --metric acquire -o bands.svg
      how far chance alone may move a number
  flywheel plot hundred-per-cycle --chart sweep \\
    --vary loops.word-of-mouth.perMember=0:2:0.1 -o sweep.svg
      what if members bring more, or fewer? With a second --vary a heat map
  flywheel plot value-journey --chart tornado --metric cac -o what.svg
      which number matters most

The ending of the file decides: .svg (any browser, sharp at any size), .png (for
slides and documents), .json (the chart's definition in Vega-Lite, to change).`;

export const plotCommand = defineCommand<PlotFlags>({
  name: 'plot',
  summary: 'a chart: .svg, .png, or .json (Vega-Lite)',
  description:
    'Draws a scenario as a chart: who arrives, how far chance may move it, what it earns, or which number matters.',
  args: [SCENARIO],
  flags: [
    {
      ...OUTPUT_FLAG,
      help: 'the picture to write: name.svg, name.png or name.json',
      required: true,
    },
    choice('chart', 'what to draw', CHARTS),
    metricFlag('for --chart bands, sweep or tornado: what to show, such as acquire or cash'),
    {
      name: 'vary',
      takes: '<path=values>',
      help: 'for --chart sweep: from:to:step or a,b,c; once for a line, twice for a heat map',
      repeats: true,
    },
    byFlag(
      'for --chart tornado: how far each number moves, down and up (default: 10%), or "uncertainty": from its 5% to its 95% value',
    ),
    choice('theme', 'for a white or a dark page, or to print', THEMES),
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runPlot(given, io),
});
