import type { CommandSpec } from '../command.ts';

const help = `
Examples:
  flywheel init mine.yaml
  flywheel init once.yaml --from hundred-once
      then edit the numbers and run: flywheel simulate once.yaml`;

export const initCommand: CommandSpec = {
  name: 'init',
  summary: 'write a commented scenario to start from (never overwrites)',
  takes: [['<file>', 'where to write it, such as mine.yaml']],
  fill: (command, io) => {
    command
      .description('Writes a scenario with every number explained, as a YAML file to edit. It never overwrites a file.')
      .option('--from <bundled>', 'the bundled scenario to start from', 'hundred-per-cycle')
      .addHelpText('after', help)
      .action(async (file: string, { from }: { from: string }) => {
        const { runInit } = await import('./run.ts');
        await runInit(file, from, io);
      });
  },
};
