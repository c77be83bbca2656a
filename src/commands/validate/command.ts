import type { CommandSpec } from '../command.ts';

const help = `
Examples:
  flywheel validate hundred-per-cycle
  flywheel validate hundred-per-cycle lifecycle-marketing`;

export const validateCommand: CommandSpec = {
  name: 'validate',
  summary: 'every error at once, each with line and column',
  takes: [['<path...>', 'scenario files, - for standard input, or names of bundled scenarios']],
  fill: (command, io) => {
    command
      .description(
        'Checks scenario files and prints everything that is wrong with them, each error with line and column. What is allowed but hardly meant, such as a discount of 12, is a warning.',
      )
      .addHelpText('after', help)
      .action(async (paths: string[]) => {
        const { runValidate } = await import('./run.ts');
        await runValidate(paths, io);
      });
  },
};
