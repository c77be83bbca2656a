import { InvalidArgumentError, Option } from 'commander';
import { readTyped } from '../../model/scalar.ts';
import type { SensitivityFlags } from '../actions/sensitivity.ts';
import { addChangeFlags, addMetricFlag, addOutputFlags, type ChangeOptions } from '../options.ts';
import { type CommandSpec, SCENARIO } from './command.ts';

const help = `
Examples:
  flywheel sensitivity hundred-per-cycle
      what matters most: volume, a conversion rate, or referrals?
  flywheel sensitivity value-journey --metric cac --with loyalty-programme
      which number to work on when customers cost too much?
  flywheel sensitivity lifecycle-marketing --metric npv --by 1% --format json
      elasticities of the present value, close to its derivatives

Every number written in the scenario goes down and up by the same share, one at
a time; a share stops at 100%. A list, a growth or an uncertain number moves as
a whole, and its mean over the run is shown. Whole numbers (rotations, delay,
activeFor) stay, and so does what levers do; the cost and setup of a lever move
when it is on (--with).`;

export const sensitivityCommand: CommandSpec = {
  name: 'sensitivity',
  summary: 'which number matters most: the effect of each on a metric',
  takes: [SCENARIO],
  fill: (command, io) => {
    const changed: ChangeOptions = { changes: [], switches: [] };
    command
      .description('Moves every number of a scenario a little down and up, and says which of them moves a metric most.')
      .addHelpText('after', help);
    addMetricFlag(
      addChangeFlags(command, changed),
      'what to look at; without it cash, or gain where there is no money',
    );
    const by = new Option('--by <share>', 'how far each number moves, down and up')
      .argParser(readBy)
      .default(0.1, '10%');
    addOutputFlags(command.addOption(by));
    command.action(async (name: string, flags: SensitivityFlags) => {
      const { runSensitivity } = await import('../actions/sensitivity.ts');
      await runSensitivity(name, changed, flags, io);
    });
  },
};

/** Smaller steps drown in rounding. */
const LEAST = 0.0001;

function readBy(text: string): number {
  const reading = readTyped(text.trim());
  if ('fault' in reading) throw new InvalidArgumentError(`It takes a share such as 10% or 0.1, and ${reading.fault}.`);
  const { value } = reading;
  // From 100% on everything would come to 0, prices that budgets are divided by included.
  if (value >= LEAST && value < 1) return value;
  const meant = value >= 1 && value < 100 && !text.includes('%') ? ` Did you mean ${text.trim()}%?` : '';
  throw new InvalidArgumentError(`It takes a share from 0.01% to below 100%.${meant}`);
}
