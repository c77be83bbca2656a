import type { OutputFlags } from '../../io/publish.ts';
import { defineCommand, SCENARIO } from '../define.ts';
import { CHANGE_FLAGS, outputFlags } from '../options.ts';

const help = `
Examples:
  flywheel metrics hundred-per-cycle
      what can be asked of the worked example
  flywheel metrics value-journey --format markdown
      the same of another, as a list for a page

--metric takes these names, and so do goals ("gain@5 at least 47") and the
assertions of a scenario. gain@3 is the gain of the third rotation, gain that of
the last one, total:gain that of all together; where the scenario has a start,
gain@2027-03 is that of March 2027. What chance makes of a metric is a metric
too: p5:cash is what cash falls below in 5% of cases, p50:, p95:, mean: and sd:
likewise, and "chance of cash@12 at least 0" is how likely a goal is.`;

export const metricsCommand = defineCommand<OutputFlags>({
  name: 'metrics',
  summary: 'every metric that can be asked of a scenario, with its unit',
  description: 'Lists every metric that can be asked of a scenario: its name, its unit, and what it is.',
  args: [SCENARIO],
  flags: [...CHANGE_FLAGS, ...outputFlags(['unit', 'meaning', 'of', 'total', 'metric'])],
  help,
  run: async (given, io) => (await import('./run.ts')).runMetrics(given, io),
});
