import { readTyped } from '../../model/number/scalar.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { RefusedValue } from '../flag.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, outputFlags } from '../options.ts';
import type { TrackFlags } from './run.ts';
import { LEAST_SPREAD } from './spread.ts';

const help = `
Examples:
  flywheel simulate hundred-per-cycle --referral-rate 2 --format csv > real.csv
      stands for your own numbers: here, advocates who bring two instead of one
  flywheel track hundred-per-cycle real.csv
      is that news, or may it be chance?
  flywheel track hundred-per-cycle real.csv --referral-rate 2
      and had the plan been two?
  flywheel track hundred-per-cycle real.csv --spread 10%
      if all volumes vary by about a tenth?

The CSV has a column "rotation" (a number, a date such as 2027-01 or 31.01.2027,
or what tables show: Jan 2027) and a column for each metric, named as in
simulate --format csv (engage, active.advocate, referred, cash) or in its
tables. Any columns and rows of it will do; empty cells are not compared, and
other columns are skipped. It may be what Excel saves: with commas, semicolons
or tabs, and numbers like 1.234,50 € or (1,234.50). A number that may be two,
such as 1.234 alone, is an error that says how to write it.
Below the comparison stands what the rest of the run now comes to, if it goes to
plan from what happened so far.
A lever that is on in reality needs --with here. Where the plan leaves nothing
to chance, a difference is shown and not judged: real traffic varies, so give
its channel "arrival": "poisson" or an uncertain volume, or add --spread.`;

export const trackCommand = defineCommand<TrackFlags>({
  name: 'track',
  summary: 'plan against actuals: is it news, or noise?',
  description:
    'Holds what really happened against the plan, says which of it is news and which may well be chance, and what the rest of the run now comes to.',
  args: [
    SCENARIO,
    { usage: '<csv>', help: 'what really happened: a file, or - for standard input', completes: 'file' },
  ],
  flags: [
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
    {
      name: 'spread',
      takes: '<share>',
      help: 'let the volume of every channel vary from run to run: standard deviation over mean, such as 10%',
      read: readSpread,
    },
    ...outputFlags(['plan', 'actual', 'verdict', 'p5', 'p95', 'tail']),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runTrack(given, io),
});

function readSpread(text: string): number {
  const reading = readTyped(text.trim());
  if ('fault' in reading) throw new RefusedValue(`It takes a share such as 10% or 0.1, and ${reading.fault}.`);
  const { value } = reading;
  if (value >= LEAST_SPREAD && value <= 1) return value;
  const meant = value > 1 && value <= 100 && !text.includes('%') ? ` Did you mean ${text.trim()}%?` : '';
  throw new RefusedValue(`It takes a share from 0.01% to 100%.${meant}`);
}
