import type { Command } from 'commander';
import { InputError, type Problem } from '../../model/errors.ts';
import { plain } from '../../output/plain.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';

export const help = `
Examples:
  flywheel validate hundred-per-cycle
  flywheel validate plan.json plan.yaml`;

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
      const problems: Problem[] = [];
      for (const path of paths) problems.push(...(await problemsOf(path, io)));
      if (problems.length > 0) throw new InputError(problems);
      for (const path of paths) io.out(`${plain(path)}: valid\n`);
    });
}

async function problemsOf(path: string, io: Io): Promise<readonly Problem[]> {
  try {
    await loadScenario(path, io);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
