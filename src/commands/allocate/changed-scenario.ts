import { InputError } from '../../model/errors.ts';
import { applyChanges, type Change } from '../../model/scenario/change.ts';
import { valueAt } from '../../model/scenario/path.ts';
import { editedJson } from '../../model/text/edit-json.ts';
import { formatOf } from '../../model/text/format.ts';
import type { Document } from '../../model/text/source.ts';

/** The formats of a scenario file by their endings. */
const ENDINGS = { json: 'json', yaml: 'yaml', yml: 'yaml' } as const;

/**
 * The format that the ending of a scenario file asks for.
 * @throws InputError for any other ending
 */
export function scenarioFormat(file: string): 'json' | 'yaml' {
  const ending = /\.(json|ya?ml)$/i.exec(file)?.[1].toLowerCase() as keyof typeof ENDINGS | undefined;
  if (ending !== undefined) return ENDINGS[ending];
  throw InputError.of(
    `--output ${file} must end in .json, .yaml or .yml: it takes the scenario with the new budgets (to keep the table, redirect what is printed: > file)`,
  );
}

/**
 * The text of a scenario file with changes made: as it was written but for them, unless it becomes YAML or JSON from the other.
 * @param to the format of the file that it will be
 */
export async function changedScenario(
  document: Document,
  changes: readonly Change[],
  to: 'json' | 'yaml',
): Promise<string> {
  const { root, applied } = applyChanges(document.root, changes);
  const edits = applied.map(({ path }) => ({ path, value: valueAt(root, path) }));
  const from = formatOf(document.text, document.source);
  if (to === 'json') return from === 'json' ? editedJson(document.text, edits) : `${JSON.stringify(root, null, 2)}\n`;
  const { editedYaml, newYaml } = await import('../../model/text/edit-yaml.ts');
  return from === 'yaml' ? editedYaml(document.text, edits) : newYaml(root);
}
