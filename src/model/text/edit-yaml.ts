import { type Document, isAlias, isCollection, isNode, type Node, stringify, visit } from 'yaml';
import type { Path } from '../errors.ts';
import type { Edit } from './edit-json.ts';
import { syntaxError } from './source.ts';
import { documentOf } from './yaml-document.ts';

/** How a text is laid out that is made anew. */
const LAYOUT = { lineWidth: 100, flowCollectionPadding: true } as const;

/**
 * A YAML text with other values in some places. Where all of them have a value already the rest of the text stays as it is, to
 * the last blank. Else comments and the order of keys stay, and blanks are laid out anew; what stands behind an alias is written
 * out first, so that nothing else changes with it.
 * @throws InputError for what is no YAML
 */
export function editedYaml(text: string, edits: readonly Edit[]): string {
  const document = documentOf(text, (offset, message) => syntaxError('scenario', text, offset, message));
  const ranges = edits.map(({ path }) => rangeAt(document, text, path));
  if (!ranges.every((range) => range !== null)) return rewritten(document, edits);
  const byPlace = ranges.map((range, i) => ({ range, edit: edits[i] })).sort((a, b) => b.range[0] - a.range[0]);
  return byPlace.reduce(
    (before, { range: [from, to], edit }) => before.slice(0, from) + inOneLine(edit.value) + before.slice(to),
    text,
  );
}

/** A YAML text for a value that never had one. */
export const newYaml = (value: unknown): string => stringify(value, LAYOUT);

/** A value as it stands within a line: JSON, which is YAML, too. */
const inOneLine = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(inOneLine).join(', ')}]` : JSON.stringify(value);

/** Where the text of a value stands; null where there is none, or it is written behind an alias or an anchor. */
function rangeAt({ contents }: Document, text: string, path: Path): readonly [number, number] | null {
  let node: unknown = contents;
  for (const step of path) node = isCollection(node) ? node.get(step, true) : null;
  if (!isNode(node) || isAlias(node) || ('anchor' in node && node.anchor !== undefined)) return null;
  const [from, end] = node.range ?? [0, 0];
  // A list of lines ends where the next key begins; nothing at all has no text to be replaced.
  const to = from + text.slice(from, end).trimEnd().length;
  return to > from ? [from, to] : null;
}

function rewritten(document: Document, edits: readonly Edit[]): string {
  for (const { path, value } of edits) {
    for (const depth of path.keys()) writeOut(document, path.slice(0, depth));
    document.setIn([...path], document.createNode(value, { flow: true }));
  }
  return document.toString(LAYOUT);
}

/** Puts a copy of what an alias stands for in its place, without the anchors, of which there may only be one. */
function writeOut(document: Document, path: Path): void {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isAlias(node)) return;
  const copy = node.resolve(document)?.clone() as Node;
  visit(copy, {
    Node: (_key, inner) => {
      if ('anchor' in inner) inner.anchor = undefined;
    },
  });
  document.setIn([...path], copy);
}
