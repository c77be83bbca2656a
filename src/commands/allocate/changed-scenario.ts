import { applyChanges, type Change } from '../../model/scenario/change.ts';
import { valueAt } from '../../model/scenario/path.ts';
import { editedJson } from '../../model/text/edit-json.ts';
import { formatOf } from '../../model/text/format.ts';
import type { Document } from '../../model/text/source.ts';

/**
 * The text of a scenario file with changes made: as it was written but for them, unless it becomes YAML or JSON from the other.
 * @param file where it will stand: its ending says which
 */
export async function changedScenario(document: Document, changes: readonly Change[], file: string): Promise<string> {
  const { root, applied } = applyChanges(document.root, changes);
  const edits = applied.map(({ path }) => ({ path, value: valueAt(root, path) }));
  const from = formatOf(document.text, document.source);
  const to = /\.ya?ml$/i.test(file) ? 'yaml' : /\.json$/i.test(file) ? 'json' : from;
  if (to === 'json') return from === 'json' ? editedJson(document.text, edits) : `${JSON.stringify(root, null, 2)}\n`;
  const { editedYaml, newYaml } = await import('../../model/text/edit-yaml.ts');
  return from === 'yaml' ? editedYaml(document.text, edits) : newYaml(root);
}
