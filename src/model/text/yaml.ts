import { type Alias, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { InputError, Path } from '../errors.ts';
import { DEEPEST, type Document, EMPTY, emptyObject, type Repeated, syntaxError, TOO_DEEP } from './source.ts';
import { documentOf, type Fail } from './yaml-document.ts';

/** An alias may repeat parts of a file; a file that unfolds to more values than this is a bomb, not a scenario. */
const MOST_VALUES = 500_000;

/**
 * Reads YAML 1.2 (core schema) and remembers where everything stands.
 * @throws InputError for anything that is not one YAML document of plain values
 */
export function parseYaml(text: string, source: string): Document {
  const fail = (offset: number, message: string): InputError => syntaxError(source, text, offset, message);
  const reader = new PlainReader(fail);
  const contents = documentOf(text, fail).contents as Node | null;
  if (contents === null) throw fail(0, EMPTY);
  return {
    source,
    text,
    root: reader.read(contents, 0),
    repeated: reader.repeated,
    offsetOf: (path, part) => reader.offsetOf(contents, path, part),
  };
}

/** Turns YAML nodes into plain values, following aliases as far as a sane file would. */
class PlainReader {
  readonly repeated: Repeated[] = [];
  private values = 0;
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  private readonly fail: Fail;

  constructor(fail: Fail) {
    this.fail = fail;
  }

  read(node: unknown, depth: number): unknown {
    const start = startOf(node);
    if (depth > DEEPEST) throw this.fail(start, TOO_DEEP);
    if (++this.values > MOST_VALUES) throw this.fail(start, 'the aliases in this file unfold to far too many values');
    if (isAlias(node)) return this.read(this.resolve(node), depth + 1);
    if (isNode(node) && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1));
    if (isMap(node)) return this.readMapping(node.items, depth);
    if (isScalar(node)) return node.value;
    return null;
  }

  private readMapping(items: readonly Pair[], depth: number): Record<string, unknown> {
    const mapping = emptyObject();
    for (const pair of items) {
      const key = keyOf(pair);
      if (key === null) throw this.fail(startOf(pair.key), 'a key is a single text, without brackets or aliases');
      if (Object.hasOwn(mapping, key)) this.repeated.push({ key, offset: startOf(pair.key) });
      else mapping[key] = this.read(pair.value, depth + 1);
    }
    return mapping;
  }

  /** The node that an alias stands for: the latest before it. The library's own way searches the document each time. */
  private resolve(alias: Alias): Node {
    const target = this.targets.get(alias) ?? this.anchors.get(alias.source);
    if (target === undefined) throw this.fail(startOf(alias), `*${alias.source} is not defined before this`);
    this.targets.set(alias, target);
    return target;
  }

  offsetOf(root: unknown, path: Path, part: 'key' | 'value'): number {
    let offset = startOf(root);
    let node: unknown = root;
    for (const [depth, step] of path.entries()) {
      if (isAlias(node)) node = this.resolve(node);
      const child = childOf(node, step);
      if (child === undefined) break;
      const value = isPair(child) ? child.value : child;
      const wantsKey = isPair(child) && ((part === 'key' && depth === path.length - 1) || value === null);
      offset = startOf(wantsKey ? child.key : value);
      node = value;
    }
    return offset;
  }
}

function childOf(node: unknown, step: string | number): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  if (isMap(node)) return node.items.find((pair) => keyOf(pair) === step);
  return undefined;
}

/** A list or a mapping as a key, which a scenario never has, has no name. */
const keyOf = ({ key }: Pair): string | null => (isScalar(key) ? String(key.value) : null);

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
