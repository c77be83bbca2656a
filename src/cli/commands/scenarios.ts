import type { Command } from 'commander';
import type { Io } from '../io.ts';

const help = `
Example:
  flywheel scenarios
      then: flywheel simulate NAME, or flywheel init mine.yaml --from NAME`;

/** Adds the command to the program. */
export function addScenarios(program: Command, io: Io): void {
  program
    .command('scenarios')
    .summary('list the bundled scenarios')
    .description('Lists the scenarios that come with the program, by the name that other commands take.')
    .addHelpText('after', help)
    .action(async () => {
      const { runScenarios } = await import('../actions/index.ts');
      runScenarios(io);
    });
}
