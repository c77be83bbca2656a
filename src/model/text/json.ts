import { type Node, parseTree } from 'jsonc-parser';
import type { InputError, Path } from '../errors.ts';
import { bracketsOf, firstFault } from './json-faults.ts';
import { type Document, emptyObject, type Repeated, syntaxError, TOO_DEEP } from './source.ts';

/**
 * Reads strict JSON (RFC 8259) and remembers where everything stands.
 * @throws InputError at the first thing that is not JSON, or where nesting passes `DEEPEST`
 */
export function parseJson(text: string, source: string): Document {
  const fail = (offset: number, message: string): InputError => syntaxError(source, text, offset, message);
  // The parser is recursive: nothing deep may get to it.
  const { tooDeepAt } = bracketsOf(text);
  if (tooDeepAt !== null) throw fail(tooDeepAt, TOO_DEEP);
  const fault = firstFault(text);
  if (fault) throw fail(fault.offset, fault.message);
  const tree = parseTree(text) as Node;
  const repeated: Repeated[] = [];
  return {
    source,
    text,
    root: toPlain(tree, repeated),
    repeated,
    offsetOf: (path, part) => offsetOf(tree, path, part),
  };
}

function toPlain(node: Node, repeated: Repeated[]): unknown {
  if (node.type === 'array') return childrenOf(node).map((element) => toPlain(element, repeated));
  if (node.type === 'object') return toMapping(childrenOf(node), repeated);
  return node.value;
}

function toMapping(properties: readonly Node[], repeated: Repeated[]): Record<string, unknown> {
  const mapping = emptyObject();
  for (const property of properties) {
    const [name, value] = childrenOf(property);
    if (Object.hasOwn(mapping, name.value)) repeated.push({ key: name.value, offset: name.offset });
    else mapping[name.value] = toPlain(value, repeated);
  }
  return mapping;
}

function offsetOf(root: Node, path: Path, part: 'key' | 'value'): number {
  let { offset } = root;
  let node = root;
  for (const [depth, step] of path.entries()) {
    const found = childOf(node, step);
    if (!found) break;
    const [name, value] = found;
    offset = (part === 'key' && depth === path.length - 1 && name ? name : value).offset;
    node = value;
  }
  return offset;
}

/** The name, null in a list, and the value of a child. */
function childOf(node: Node, step: string | number): readonly [Node | null, Node] | null {
  if (node.type === 'array') {
    const element = childrenOf(node)[Number(step)];
    return element ? [null, element] : null;
  }
  const property = node.type === 'object' && childrenOf(node).find(({ children }) => children?.[0].value === step);
  return property ? (property.children as [Node, Node]) : null;
}

const childrenOf = (node: Node): readonly Node[] => node.children ?? [];
