import type { Command } from 'commander';
import { InputError } from '../../model/errors.ts';
import { suggestion } from '../../model/names.ts';
import { bundledNames } from '../bundled.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../load.ts';
import { cannotWrite } from '../present.ts';

export const help = `
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
      if (!/\.ya?ml$/i.test(file)) {
        throw InputError.of(`${file} has to end in .yaml: only YAML has comments, which explain the numbers`);
      }
      const known = bundledNames();
      if (!known.includes(from))
        throw InputError.of(`there is no bundled scenario ${from}${suggestion(from, known)}`, '--from');
      const { commentedYaml } = await import('../../output/template.ts');
      const text = commentedYaml(await loadScenario(`${from}`, io), file);
      create(file, text, io);
      io.out(`Wrote ${file}. Next: flywheel simulate ${file}\n`);
    });
}

function create(file: string, text: string, io: Io): void {
  try {
    io.create(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(error, file);
    throw InputError.of(`${file} exists already, and init never overwrites: name another file`);
  }
}
