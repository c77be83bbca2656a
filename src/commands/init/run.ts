import { errorCode } from '../../io/conditions.ts';
import { cannotWrite } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadBundled } from '../../io/load.ts';
import type { Outcome } from '../../io/publish.ts';
import { schemaSeenFrom } from '../../io/schema-file.ts';
import { InputError } from '../../model/errors.ts';
import { plain } from '../../output/format/escape.ts';
import { quoted } from '../../output/format/shell-quote.ts';

/** Writes a bundled scenario, every number explained, as a new YAML file that tells editors where its schema is. */
export async function runInit(file: string, from: string, io: Io): Promise<Outcome> {
  if (!/\.ya?ml$/i.test(file)) {
    throw InputError.of(`${file} has to end in .yaml: only YAML has comments, which explain the numbers`);
  }
  const scenario = loadBundled(from);
  const { commentedYaml } = await import('./template.ts');
  await create(file, commentedYaml(scenario, quoted(file), schemaSeenFrom(file, io)), io);
  return { remark: `Wrote ${plain(file)}. Next: flywheel simulate ${quoted(file)}` };
}

async function create(file: string, text: string, io: Io): Promise<void> {
  try {
    await io.create(file, text);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw cannotWrite(error, file);
    throw InputError.of(`${file} exists already, and init never overwrites: name another file`);
  }
}
