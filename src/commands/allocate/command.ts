import { readTyped } from '../../model/number/scalar.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { type Flag, RefusedValue } from '../flag.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, choice, metricsFlag, OUTPUT_FLAG, outputFlags } from '../options.ts';
import type { AllocateFlags } from './run.ts';

const help = `
Examples:
  flywheel allocate coffee-subscription
      where does each of the 8,000 a month do most for cash?
  flywheel allocate coffee-subscription --spend 10000 --max podcast=1500
      and of 10,000, where a podcast takes 1,500 at most?
  flywheel allocate coffee-subscription --keep search --metric active.subscriber
      search ads stay as they are: what brings most subscribers?
  flywheel allocate coffee-subscription --levers
      would a tactic do more than the last thousand of advertising?
  flywheel allocate coffee-subscription --by rotation --format csv
      a budget for each month: when to spend, too
  flywheel allocate coffee-subscription --metric p5:cash --runs 500
      what is best for a bad year, with a 5% chance of less?
  flywheel allocate coffee-subscription -o spread.json
      write the scenario with the new budgets, then simulate it

The money is what the plan spends on channels with a budget, or --spend. Where a
channel brings less and less for its money ("response" in the scenario), the
best split is where one more unit adds the same in every channel; that is
printed, with the limit that holds a channel where it does not. Where a
budget changes by rotation it keeps that course, and the money is a mean.

With --levers, what levers cost (setup and running) comes out of the same money.
With a metric of chance ("p5:cash", "chance of cash at least 50000") all splits
are compared on the same random numbers, in steps no finer than these can tell.`;

const limitFlag = (name: string, help: string): Flag => ({
  ...{ name, takes: '<channel=money>', help, repeats: true },
  read: readLimit,
});

const moneyOf = (text: string): number => {
  const reading = readTyped(text.trim());
  if ('value' in reading && reading.value >= 0 && !text.includes('%')) return reading.value;
  throw new RefusedValue(
    `It takes an amount of 0 or more, such as 5000${'fault' in reading ? `, and ${reading.fault}` : ''}.`,
  );
};

function readLimit(text: string): readonly [channel: string, money: number] {
  const [, channel, money] = /^([^=\s]+)=(.+)$/.exec(text) ?? [];
  if (channel === undefined) throw new RefusedValue('Write it as channel=money, such as podcast=1500.');
  return [channel, moneyOf(money)];
}

const names = (text: string): string[] => text.split(',').map((name) => name.trim());

export const allocateCommand = defineCommand<AllocateFlags>({
  name: 'allocate',
  summary: 'how to spread a budget over channels (and rotations, and levers)',
  description:
    'Spreads the budget of a plan over its channels so that a metric is best, and says what one more unit of money would add.',
  args: [SCENARIO],
  flags: [
    ...CHANGE_FLAGS,
    metricsFlag('what to spread it for; without it cash, or gain where there is no money'),
    {
      name: 'spend',
      takes: '<money>',
      help: 'money per rotation for all channels together, in place of what the plan spends',
      read: moneyOf,
    },
    choice('by', 'one budget per channel, or one for each channel and rotation', ['channel', 'rotation']),
    { name: 'levers', help: 'look also for levers to switch on within the same money' },
    limitFlag('min', 'the least that a channel gets per rotation'),
    limitFlag('max', 'the most that a channel gets per rotation'),
    {
      name: 'keep',
      takes: '<channel,...>',
      help: 'channels whose budget stays as it is in the plan',
      repeats: true,
      read: names,
    },
    ...CHANCE_FLAGS,
    ...outputFlags(['budget', 'change', 'marginal', 'before', 'bound']).filter(({ name }) => name !== OUTPUT_FLAG.name),
    {
      ...OUTPUT_FLAG,
      help: 'write the scenario with the new budgets there, JSON or YAML by its ending (comments are kept)',
    },
  ],
  help,
  writesOther: true,
  run: async (given, io) => (await import('./run.ts')).runAllocate(given, io),
});
