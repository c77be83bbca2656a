import { Document, isMap, isPair, isScalar, type Pair, visit } from 'yaml';
import { descriptionAt } from '../../model/scenario/fields.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/**
 * A scenario as YAML with each key explained where it first stands, ending with what to run next.
 * @param file what the next commands should call it
 * @param schema where editors find the JSON Schema, seen from the file; null when nowhere
 */
export function commentedYaml(scenario: Scenario, file: string, schema: string | null): string {
  const document = new Document(scenario);
  const explained = new Set<string>();
  visit(document, {
    Pair: (_key, pair, ancestors) => {
      const path = pathOf(pair, ancestors);
      const description = descriptionAt(scenario, path);
      if (description === null || explained.has(description) || !isScalar(pair.key)) return;
      explained.add(description);
      pair.key.commentBefore = ` ${description}`;
      pair.key.spaceBefore = path.length === 1;
    },
  });
  // The comment by which yaml-language-server, and the editors that follow it, find the schema of one file.
  const forEditors = schema === null ? '' : ` yaml-language-server: $schema=${schema}\n`;
  document.commentBefore = `${forEditors} A scenario for flywheel: change the numbers, keep the rest or not, as you like.`;
  document.comment = ` Next: flywheel simulate ${file}\n Then: flywheel simulate ${file} --rotations ${2 * scenario.rotations}`;
  return document.toString({ lineWidth: 100, flowCollectionPadding: true });
}

/** Where a pair stands in the document, as a path into the scenario. */
function pathOf(pair: Pair, ancestors: readonly unknown[]): (string | number)[] {
  const path: (string | number)[] = [];
  for (const [i, node] of ancestors.entries()) {
    const child = ancestors[i + 1] ?? pair;
    if (isPair(node)) path.push(keyOf(node));
    else if (node !== null && typeof node === 'object' && 'items' in node && !isMap(node)) {
      path.push((node.items as unknown[]).indexOf(child));
    }
  }
  return [...path, keyOf(pair)];
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');
