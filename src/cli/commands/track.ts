import type { TrackFlags } from '../actions/track.ts';
import { addChanceFlags, addChangeFlags, addOutputFlags, type ChangeOptions } from '../options.ts';
import { type CommandSpec, SCENARIO } from './command.ts';

const help = `
Examples:
  flywheel simulate hundred-per-cycle --referral-rate 2 --format csv > real.csv
      stands for your own numbers: here, advocates who bring two instead of one
  flywheel track hundred-per-cycle real.csv
      is that news, or may it be chance?
  flywheel track hundred-per-cycle real.csv --referral-rate 2
      and had the plan been two?

The CSV has a column "rotation" (a number, a date such as 2027-01, or the one
that tables show) and a column for each metric, named as in simulate --format
csv (engage, active.advocate, referred, cash) or as stages are in tables. Any
columns and rows of it will do; empty cells are not compared. Separators are
commas, semicolons or tabs; with semicolons, decimals may have a comma.
A lever that is on in reality needs --with here.`;

export const trackCommand: CommandSpec = {
  name: 'track',
  summary: 'plan against actuals: is it news, or noise?',
  takes: [SCENARIO, ['<csv>', 'what really happened: a file, or - for standard input']],
  fill: (command, io) => {
    const changed: ChangeOptions = { changes: [], switches: [] };
    command
      .description(
        'Holds what really happened against the plan, and says which of it is news and which may well be chance.',
      )
      .addHelpText('after', help);
    addOutputFlags(addChanceFlags(addChangeFlags(command, changed)));
    command.action(async (name: string, csv: string, flags: TrackFlags) => {
      const { runTrack } = await import('../actions/track.ts');
      await runTrack(name, csv, changed, flags, io);
    });
  },
};
