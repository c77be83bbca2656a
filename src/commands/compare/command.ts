import { defineCommand, SCENARIO } from '../define.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, metricsFlag, outputFlags } from '../options.ts';
import type { CompareFlags } from './run.ts';

const help = `
Examples:
  flywheel compare hundred-per-cycle --referral-rate 1.2
      what would it change if ten advocates brought twelve prospects, not ten?
  flywheel compare hundred-per-cycle --referral-rate 1.2 --bands
      and how sure is it to come out ahead?
  flywheel compare shop-flywheel --with loyalty-programme
      what does a lever do to customers and money?
  flywheel compare hundred-per-cycle hundred-once --metric gain@3 --metric gain
      two readings of the same example, in two metrics

One scenario is compared with itself under the change flags; of several, all
but the first are changed. All are compared over the rotations that every one
has; --rotations is for all of them, the first included. With --bands every
run gives all of them the same luck, so that a small change shows: "Ahead" is
how often it does better.`;

export const compareCommand = defineCommand<CompareFlags>({
  name: 'compare',
  summary: 'the same metrics side by side, with differences',
  description:
    'Puts the same metrics of several scenarios side by side, or of one with and without a change, and says what differs and how sure it is.',
  args: [SCENARIO, { usage: '[other...]', help: 'more scenarios, to hold against the first', completes: 'scenario' }],
  flags: [
    { name: 'bands', help: 'add what chance makes of it, and how often each beats the first' },
    metricsFlag('what to compare, such as gain@5, p5:cash or "chance of gain@5 at least 47"; may be repeated'),
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
    ...outputFlags(['value', 'change', 'relative', 'p5', 'p95', 'probability', 'difference']),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runCompare(given, io),
});
