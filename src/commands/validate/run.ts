import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { explainWarnings } from '../../io/problems.ts';
import type { Outcome } from '../../io/publish.ts';
import { InputError, type Problem } from '../../model/errors.ts';
import { examine } from '../../model/scenario/validate.ts';
import { plain } from '../../output/format/escape.ts';

/** Checks files one by one; says so of each when all are valid, and throws all problems of all of them otherwise. */
export async function runValidate(paths: readonly string[], io: Io): Promise<Outcome> {
  const problems: Problem[] = [];
  for (const path of paths) problems.push(...(await problemsOf(path, io)));
  return problems.length > 0 ? { problems } : { result: paths.map((path) => `${plain(path)}: valid\n`).join('') };
}

async function problemsOf(path: string, io: Io): Promise<readonly Problem[]> {
  try {
    const { warnings } = examine(await loadDocument(path, io));
    io.note(explainWarnings(warnings));
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
