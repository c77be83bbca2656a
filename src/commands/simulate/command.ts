import { VIEWS } from '../../output/simulation/views.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { BANDS_FLAG, CHANCE_FLAGS, CHANGE_FLAGS, choice, metricsFlag, outputFlags } from '../options.ts';
import { runSimulate, type SimulateFlags } from './run.ts';

const help = `
Examples:
  flywheel simulate hundred-per-cycle
      the worked example: 100 people engaged per cycle, 47 more by the fifth
  flywheel simulate hundred-per-cycle --referral-rate 0.5
      what if only every second advocate brings someone?
  flywheel simulate hundred-per-cycle --conversion acquire=35% --view origins
      better sales, and who came by referral
  flywheel simulate hundred-per-cycle --columns engage,gain,active
      only what you want to look at
  flywheel simulate hundred-per-cycle --retention 90% --view members
      who is there at the start, who joins, who leaves, who is there at the end
  flywheel simulate hundred-per-cycle --bands
      how far chance alone may move the numbers
  flywheel simulate hundred-per-cycle --metric gain@5 --metric p5:gain@5 \\
    --metric "chance of gain@5 at least 47"
      one number, what it hardly ever falls below, and how likely a goal is
  flywheel simulate hundred-per-cycle --plot
      bars under the table: people bought, and people referred
  flywheel simulate hundred-per-cycle --rotations 12 --format csv
      numbers at full precision, for a spreadsheet`;

export const simulateCommand = defineCommand<SimulateFlags>({
  name: 'simulate',
  summary: 'turn the wheel, print a table per rotation',
  description:
    'Turns the wheel of a scenario rotation by rotation and prints who arrives at each stage, with advocates bringing new prospects back to the start.',
  args: [SCENARIO],
  flags: [
    choice('view', 'which table', VIEWS),
    BANDS_FLAG,
    {
      ...metricsFlag('print just this metric, such as cash, p5:cash or "chance of cash at least 0"; may be repeated'),
      conflicts: 'bands',
    },
    { name: 'plot', help: 'draw a chart under the table: what the view is about, as bars' },
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
    ...outputFlags(['engage', 'gain', 'active'], 'column'),
  ],
  help,
  // Most of what it needs, nearly every other command needs as well: it is there from the start.
  run: runSimulate,
});
