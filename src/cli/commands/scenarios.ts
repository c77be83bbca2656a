import type { Command } from 'commander';
import { plain } from '../../output/plain.ts';
import { bundledNames } from '../bundled.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';

export const help = `
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
      const names = bundledNames();
      const width = Math.max(...names.map((name) => name.length));
      for (const name of names) {
        const { name: title = '' } = await loadScenario(name, io);
        io.out(`${name.padEnd(width)}  ${plain(title)}\n`);
      }
    });
}
