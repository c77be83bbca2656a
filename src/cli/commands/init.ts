import type { Command } from 'commander';
import type { Io } from '../io.ts';

const help = `
Examples:
  flywheel init mine.yaml
  flywheel init once.yaml --from hundred-once
      then edit the numbers and run: flywheel simulate once.yaml`;

/** Adds the command to the program. */
export function addInit(program: Command, io: Io): void {
  program
    .command('init')
    .summary('write a commented scenario to start from (never overwrites)')
    .description('Writes a scenario with every number explained, as a YAML file to edit. It never overwrites a file.')
    .argument('<file>', 'where to write it, such as mine.yaml')
    .option('--from <name>', 'the bundled scenario to start from', 'hundred-per-cycle')
    .addHelpText('after', help)
    .action(async (file: string, { from }: { from: string }) => {
      const { runInit } = await import('../actions/index.ts');
      await runInit(file, from, io);
    });
}
