import { BY } from '../../analysis/what-if/step.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { CHANCE_FLAGS, CHANGE_FLAGS, metricsFlag, outputFlags } from '../options.ts';
import { byFlag } from '../step-flag.ts';
import type { SensitivityFlags } from './run.ts';

const help = `
Examples:
  flywheel sensitivity hundred-per-cycle
      what matters most: volume, a conversion rate, or referrals?
  flywheel sensitivity value-journey --metric cac --with loyalty-programme
      which number to work on when customers cost too much?
  flywheel sensitivity lifecycle-marketing --metric npv --by 1% --format json
      elasticities of the present value, close to its derivatives
  flywheel sensitivity lifecycle-marketing --runs 500 \\
    --metric "chance of cash at least 20000"
      which number decides whether we make 20,000?
  flywheel sensitivity hundred-per-cycle --by uncertainty \\
    --set 'stages.acquire.conversion={"got": 30, "of": 100}' \\
    --set 'loops.word-of-mouth.perMember={"pert": [0.6, 1, 1.2]}'
      what is worth finding out first?

Every number written in the scenario goes down and up by the same part, one at
a time. A share p moves by its odds, p/(1 - p): with --by 10% to 0.9 and 1.1
times what they are, so that 92% and 8% are treated alike and no share leaves 0
to 100%; a share of 100% goes down to 90%, and one of 0 up to 10%. A list, a
growth or an uncertain number moves as a whole, each rotation by itself, and its
mean over the run is shown. Elasticity is the change of the metric, relative to
it, over the change of the number, relative to that. Whole numbers (rotations,
delay, activeFor) stay, and so does what levers do; the cost and setup of a
lever move when it is on (--with).

With --by uncertainty every uncertain number goes from its 5% to its 95% value,
the others at their mean, and the table says how much of the metric's variance
each explains: what would go if it were known. --runs has to be even. Write what
you are not sure of as what was counted, {"got": 12, "of": 400}, or as the
lowest, likeliest and highest that it can be, {"pert": [0.2, 0.3, 0.5]}.`;

export const sensitivityCommand = defineCommand<SensitivityFlags>({
  name: 'sensitivity',
  summary: 'which number matters most: the effect of each on a metric',
  description: 'Moves every number of a scenario a little down and up, and says which of them moves a metric most.',
  args: [SCENARIO],
  flags: [
    ...CHANGE_FLAGS,
    metricsFlag(
      'what to look at, p5:cash or "chance of cash at least 0" too; without it cash, or gain where there is no money',
    ),
    {
      ...byFlag(
        'how far each number moves, down and up (of a share, its odds), or "uncertainty": as far as you are unsure',
      ),
      ...{ default: BY, defaultText: '10%' },
    },
    ...CHANCE_FLAGS,
    ...outputFlags([
      ...['metricLow', 'metricHigh', 'elasticity', 'explains', 'explainsInAll'],
      ...['low', 'high', 'base', 'path'],
    ]),
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runSensitivity(given, io),
});
