import { VIEWS } from '../../output/simulation/views.ts';
import { type CommandSpec, SCENARIO } from '../command.ts';
import { addChanceFlags, addChangeFlags, addOutputFlags, type ChangeOptions, choice } from '../options.ts';
import type { SimulateFlags } from './run.ts';

const help = `
Examples:
  flywheel simulate hundred-per-cycle
      the worked example: 100 people engaged per cycle, 47 more by the fifth
  flywheel simulate hundred-per-cycle --referral-rate 0.5
      what if only every second advocate brings someone?
  flywheel simulate hundred-per-cycle --conversion acquire=35% --view origins
      better sales, and who came by referral
  flywheel simulate hundred-per-cycle --bands
      how far chance alone may move the numbers
  flywheel simulate hundred-per-cycle --plot
      bars under the table: people bought, and people referred
  flywheel simulate hundred-per-cycle --rotations 12 --format csv
      numbers at full precision, for a spreadsheet`;

export const simulateCommand: CommandSpec = {
  name: 'simulate',
  summary: 'turn the wheel, print a table per rotation',
  takes: [SCENARIO],
  fill: (command, io) => {
    const changed: ChangeOptions = { changes: [], switches: [] };
    command
      .description(
        'Turns the wheel of a scenario rotation by rotation and prints who arrives at each stage, with advocates bringing new prospects back to the start.',
      )
      .addOption(choice('--view <view>', 'which table', VIEWS))
      .option('--bands', 'add what chance makes of it: 5 %, median and 95 %')
      .option('--plot', 'draw a chart under the table: what the view is about, as bars')
      .addHelpText('after', help);
    addOutputFlags(addChanceFlags(addChangeFlags(command, changed)));
    command.action(async (name: string, flags: SimulateFlags) => {
      const { runSimulate } = await import('./run.ts');
      await runSimulate(name, changed, flags, io);
    });
  },
};
