import type { Command } from 'commander';
import type { Io } from '../io.ts';

const help = `
Examples:
  flywheel validate hundred-per-cycle
  flywheel validate hundred-per-cycle lifecycle-marketing`;

/** Adds the command to the program. */
export function addValidate(program: Command, io: Io): void {
  program
    .command('validate')
    .summary('every error at once, each with line and column')
    .description(
      'Checks scenario files and prints everything that is wrong with them, each error with line and column.',
    )
    .argument('<path...>', 'scenario files, - for standard input, or names of bundled scenarios')
    .addHelpText('after', help)
    .action(async (paths: string[]) => {
      const { runValidate } = await import('../actions/index.ts');
      await runValidate(paths, io);
    });
}
