import { defineCommand, SCENARIO } from '../define.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, outputFlags } from '../options.ts';
import type { ChanceCommandFlags } from './run.ts';

const help = `
Examples:
  flywheel chance hundred-per-cycle
      how far chance alone may move every number
  flywheel chance hundred-per-cycle "gain@5 at least 47"
      how likely is it to gain 47 or more in the fifth rotation?
  flywheel chance hundred-per-cycle "gain@5 at least 47" --referral-rate 1.2
      and with members who bring more?

A goal is a metric, then "at least", "at most", "above" or "below" (or >=, <=,
>, <), then a number, in quotes. Answers are exact where people do not depend
on one another; with a market, proof or uncertain numbers, and for amounts,
they come from 10,000 runs, or as many as --runs says. So they do where exact
ones would take long (1e9 multiplications), unless --exact is given.`;

export const chanceCommand = defineCommand<ChanceCommandFlags>({
  name: 'chance',
  summary: 'how likely: bands, and the chance of each goal',
  description:
    'Says how likely the numbers of a scenario are: between which values nine wheels in ten stay, and the chance of each goal.',
  args: [SCENARIO, { usage: '[goal...]', help: 'such as "gain@5 at least 47"' }],
  flags: [...CHANGE_FLAGS, ...CHANCE_FLAGS, ...outputFlags(['engage', 'referred', 'active'], 'column')],
  help,
  run: async (given, io) => (await import('./run.ts')).runChance(given, io),
});
