import type { OutputFlags } from '../../io/publish.ts';
import { type CommandSpec, SCENARIO } from '../command.ts';
import { addChangeFlags, addOutputFlags, type ChangeOptions } from '../options.ts';

const help = `
Examples:
  flywheel metrics hundred-per-cycle
      what can be asked of the worked example
  flywheel metrics value-journey --format markdown
      the same of another, as a list for a page

--metric takes these names, and so do goals ("gain@5 at least 47") and the
assertions of a scenario. gain@3 is the gain of the third rotation, gain that of
the last one, total:gain that of all together.`;

export const metricsCommand: CommandSpec = {
  name: 'metrics',
  summary: 'every metric that can be asked of a scenario, with its unit',
  takes: [SCENARIO],
  fill: (command, io) => {
    const changed: ChangeOptions = { changes: [], switches: [] };
    command
      .description('Lists every metric that can be asked of a scenario: its name, its unit, and what it is.')
      .addHelpText('after', help);
    addOutputFlags(addChangeFlags(command, changed));
    command.action(async (name: string, flags: OutputFlags) => {
      const { runMetrics } = await import('./run.ts');
      await runMetrics(name, changed, flags, io);
    });
  },
};
