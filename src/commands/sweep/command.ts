import { defineCommand, SCENARIO } from '../define.ts';
import { BANDS_FLAG, CHANCE_FLAGS, CHANGE_FLAGS, metricsFlag, outputFlags } from '../options.ts';
import type { SweepFlags } from './run.ts';

const help = `
Examples:
  flywheel sweep hundred-per-cycle --vary loops.word-of-mouth.perMember=0:2:0.5
      what if members bring more, or fewer?
  flywheel sweep hundred-per-cycle --vary stages.acquire.conversion=20%:40%:5% \\
    --vary channels.paid.volume=50,100,200 --metric gain@5
      better sales against more advertising, as a table
  flywheel sweep hundred-per-cycle --vary channels.paid.volume=50:250:50 --bands
      and what chance makes of each
  flywheel sweep hundred-per-cycle --vary channels.paid.volume=50:250:50 \\
    --metric "chance of gain@5 at least 47" --metric p5:gain@5
      how much advertising makes 47 more how likely?
  flywheel sweep shop-flywheel --vary rotations=6,12,24 --metric cash \\
    --metric npv --format csv
      numbers at full precision, for a spreadsheet

  flywheel sweep shop-flywheel --vary "channels.paid.volume*=0.8:1.2:0.2"
      all of a number, whatever form it has, times 0.8, 1 and 1.2

A number that is varied has the same value in all rotations, as with --set. A *
behind its path multiplies what it is instead: a list, a growth, a season or an
uncertain number as a whole. Quote it, for shells look for files by a *.
With several --vary every combination is a row, the last one moving fastest: at
most 10,000,000 rows, as CSV or JSON; tables have at most 10,000.`;

export const sweepCommand = defineCommand<SweepFlags>({
  name: 'sweep',
  summary: 'one row per combination of --vary',
  description: 'Gives numbers of a scenario one value after the other, and prints what comes out for each combination.',
  args: [SCENARIO],
  flags: [
    { name: 'vary', takes: '<path=values>', help: 'from:to:step or a,b,c; may be repeated', repeats: true },
    BANDS_FLAG,
    metricsFlag(
      'what to look at, such as gain@5, p5:cash or "chance of gain@5 at least 47"; may be repeated (default: cash, without money gain)',
    ),
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
    ...outputFlags(['gain', 'cash', 'npv'], 'metric'),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runSweep(given, io),
});
