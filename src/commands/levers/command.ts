import { readTyped } from '../../model/number/scalar.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { type Flag, RefusedValue } from '../flag.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, metricsFlag, outputFlags } from '../options.ts';
import type { LeversFlags } from './run.ts';

const help = `
Examples:
  flywheel levers value-journey
      which tactic first, which next, and where does one more stop paying?
  flywheel levers value-journey --budget 100000
      and which of them together, if their outlay may come to 100,000?
  flywheel levers value-journey --with welcome-10 --metric cac
      that one is on: what else lowers the cost of winning a customer?
  flywheel levers value-journey --conversion convert=15%
      would the order be another one in a worse year?
  flywheel levers value-journey --metric npv --format json
      every step at full precision
  flywheel levers shop-flywheel --metric p5:cash --runs 1000
      and for the careful: what is best when luck is bad?

The order is greedy: at each step the lever that makes the metric best on top of
those before, all from the first rotation; they act in that order. What a lever
costs is taken off in cash, profit, npv and cac. Levers that are on already
(--with) stay on, and a budget is for the others. Levers that exclude each other
("excludes" in the scenario) are never on together.

With a budget it finds the best set whose outlay stays within it, out of all
sets of up to 14 levers (8 where a metric of chance takes runs); of more levers
by exchanging one for another until that no longer helps. Outlay is setup and
running cost, and what spend, stages, members and overhead cost more with the
levers than without, more people included; cost of goods is not in it.`;

/** Here a budget is for the levers, and not the one of a channel. */
const BUDGET_FLAG: Flag = {
  name: 'budget',
  takes: '<amount>',
  help: 'what the levers may cost together over the run, setup included (for the budget of a channel, write --set channels.ads.budget=500)',
  read: readBudget,
};

export const leversCommand = defineCommand<LeversFlags>({
  name: 'levers',
  summary: 'what each lever does alone, and the best order to switch them on',
  description:
    'Tries every lever of a scenario alone, then finds the best order to switch them on, one after the other.',
  args: [SCENARIO],
  flags: [
    ...CHANGE_FLAGS.filter(({ name }) => name !== BUDGET_FLAG.name),
    metricsFlag(
      'what to judge them by, p5:cash or "chance of cash at least 0" too; without it cash, or gain where there is no money',
    ),
    BUDGET_FLAG,
    ...CHANCE_FLAGS,
    ...outputFlags(['change', 'metric', 'outlay', 'alone', 'order', 'pays', 'best', 'added']),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runLevers(given, io),
});

function readBudget(text: string): number {
  const channel = /^([^=\s]+)=(.*)$/.exec(text);
  if (channel) {
    const [, id, amount] = channel;
    throw new RefusedValue(
      `Here it is what the levers may cost; for the budget of ${id}, write --set channels.${id}.budget=${amount}.`,
    );
  }
  const reading = readTyped(text.trim());
  if ('value' in reading && reading.value >= 0 && !text.includes('%')) return reading.value;
  const why = 'fault' in reading ? `, and ${reading.fault}` : '';
  throw new RefusedValue(`It takes an amount of 0 or more, such as 5000${why}.`);
}
