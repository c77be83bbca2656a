import { defineCommand, SCENARIO } from '../define.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, outputFlags } from '../options.ts';
import type { SolveFlags } from './run.ts';

const help = `
Examples:
  flywheel solve hundred-per-cycle --vary loops.word-of-mouth.perMember \\
    --goal "gain@5 = 60"
      how much does each advocate have to bring, for 60 more?
  flywheel solve hundred-per-cycle --vary stages.acquire.conversion=20%:50% \\
    --goal "gain@5 = 60"
      or how well do we have to sell, between 20% and 50%?
  flywheel solve hundred-per-cycle --vary loops.word-of-mouth.perMember \\
    --goal "chance of gain@5 at least 47 = 90%"
      and what makes 47 more nine-in-ten safe?
  flywheel solve lifecycle-marketing --vary channels.paid.cost=0:2 \\
    --goal "p5:cash = 0" --runs 1000
      what may a visitor cost, if we must end above 0 nineteen times in twenty?

Without a range it looks at all of 0..1 for a share or a discount, and from 0 up
for others.
The number has the solution in all rotations, as with --set. A * behind its path
("channels.paid.volume*") looks for a factor on all of it instead. Exit code 1
says that no value reaches the goal; the one that comes nearest is printed. A
goal of chance (p5:cash, chance of ...) is exact where the scenario allows it.
Else it comes from runs with the same luck for every value of the number, and
the answer is the first value that does at least so well, with what it may be
off by.`;

export const solveCommand = defineCommand<SolveFlags>({
  name: 'solve',
  summary: 'the value of one --vary that reaches --goal',
  description: 'Finds the value of a number at which a metric, or the chance of a goal, comes to what you want.',
  args: [SCENARIO],
  flags: [
    { name: 'vary', takes: '<path[=from:to]>', help: 'the number to look for', repeats: true },
    {
      name: 'goal',
      takes: '<goal>',
      help: '"gain@5 = 47", "p5:cash = 0", or "chance of gain@5 at least 47 = 90%"',
      repeats: true,
    },
    ...CHANGE_FLAGS,
    ...CHANCE_FLAGS,
    ...outputFlags(['value', 'achieved', 'metric', 'reached', 'standardError']),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runSolve(given, io),
});
