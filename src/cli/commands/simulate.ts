import type { Command } from 'commander';
import { VIEWS } from '../../output/views.ts';
import type { SimulateFlags } from '../actions/simulate.ts';
import type { Io } from '../io.ts';
import { addChanceFlags, addChangeFlags, addOutputFlags, type ChangeOptions, choice } from '../options.ts';

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
  flywheel simulate hundred-per-cycle --rotations 12 --format csv
      numbers at full precision, for a spreadsheet`;

/** Adds the command to the program. */
export function addSimulate(program: Command, io: Io): void {
  const changed: ChangeOptions = { changes: [], switches: [] };
  const command = program
    .command('simulate')
    .summary('turn the wheel, print a table per rotation')
    .description(
      'Turns the wheel of a scenario rotation by rotation and prints who arrives at each stage, with advocates bringing new prospects back to the start.',
    )
    .argument('<scenario>', 'a file, - for standard input, or the name of a bundled scenario')
    .addOption(choice('--view <view>', 'which table', VIEWS))
    .addHelpText('after', help);
  command.option('--bands', 'add what chance makes of it: 5 %, median and 95 %');
  addOutputFlags(addChanceFlags(addChangeFlags(command, changed)));
  command.action(async (name: string, flags: SimulateFlags) => {
    const { runSimulate } = await import('../actions/index.ts');
    await runSimulate(name, changed, flags, io);
  });
}
