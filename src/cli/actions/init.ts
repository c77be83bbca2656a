import { InputError } from '../../model/errors.ts';
import { plain } from '../../output/plain.ts';
import { quoted } from '../../output/quoted.ts';
import { cannotWrite } from '../deliver.ts';
import type { Io } from '../io.ts';
import { loadBundled } from '../load.ts';

/** Writes a bundled scenario, every number explained, as a new YAML file. */
export async function runInit(file: string, from: string, io: Io): Promise<void> {
  if (!/\.ya?ml$/i.test(file)) {
    throw InputError.of(`${file} has to end in .yaml: only YAML has comments, which explain the numbers`);
  }
  const scenario = loadBundled(from);
  const { commentedYaml } = await import('../../output/template.ts');
  create(file, commentedYaml(scenario, quoted(file)), io);
  io.out(`Wrote ${plain(file)}. Next: flywheel simulate ${quoted(file)}\n`);
}

function create(file: string, text: string, io: Io): void {
  try {
    io.create(file, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(error, file);
    throw InputError.of(`${file} exists already, and init never overwrites: name another file`);
  }
}
