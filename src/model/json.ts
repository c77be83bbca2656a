import { type DocumentNode, type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { DEEPEST, type Document, emptyObject, syntaxError } from './document.ts';
import type { InputError, Path } from './errors.ts';

/**
 * Reads strict JSON (RFC 8259) and remembers where everything stands.
 * @throws InputError at the first thing that is not JSON, at a repeated key, or where nesting passes `DEEPEST`
 */
export function parseJson(text: string, source: string): Document {
  const fail = (offset: number, message: string): InputError => syntaxError(source, text, offset, message);
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== -1) throw fail(tooDeep, `nested more than ${DEEPEST} deep: a scenario never needs that`);
  const tree = parseTree(text, fail);
  return {
    source,
    text,
    root: toPlain(tree.body, fail),
    offsetOf: (path, part) => offsetOf(tree.body, path, part),
  };
}

type Fail = (offset: number, message: string) => InputError;

function parseTree(text: string, fail: Fail): DocumentNode {
  try {
    const tree = parse(text, { mode: 'json', ranges: true });
    JSON.parse(text); // the parser above lets raw control characters pass inside texts; this one does not
    return tree;
  } catch (error) {
    const offset = (error as { offset?: number }).offset ?? controlCharacterAt(text);
    throw fail(offset, explain(text, offset));
  }
}

/** Says what is wrong in the words of somebody who edits a file by hand. */
function explain(text: string, offset: number): string {
  const rest = text.slice(offset);
  const before = text.slice(0, offset).trimEnd();
  if (text.trim() === '') return 'the file is empty: `flywheel init mine.yaml` writes one to start from';
  if (rest.trim() === '') return 'not valid JSON: the file ends before everything that was opened is closed';
  if (/^[}\]]/.test(rest) && before.endsWith(',')) {
    return `not valid JSON: remove the comma before this ${rest[0]} (no comma after the last one)`;
  }
  if (/^(\/\/|\/\*|#)/.test(rest)) return 'not valid JSON: comments are not allowed here (a .yaml file may have them)';
  if (/^'/.test(rest)) return 'not valid JSON: texts and keys stand in double quotes';
  if (/^(NaN|-?Infinity)/.test(rest)) return 'not valid JSON: a number is expected here';
  if (/^["[{\d-]/.test(rest) && /["\]}\dtfnulrse]$/.test(before)) {
    return 'not valid JSON: a comma, colon or closing bracket is missing before this';
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/^[\u0000-\u001f]/.test(rest))
    return 'not valid JSON: a text must not contain a raw line break or control character';
  return `not valid JSON: ${JSON.stringify(rest[0])} is not expected here`;
}

function controlCharacterAt(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const within = /"(?:[^"\\\u0000-\u001f]|\\.)*[\u0000-\u001f]/.exec(text);
  return within ? within.index + within[0].length - 1 : 0;
}

/** The offset of the bracket that opens one level too many, or -1. */
function tooDeepAt(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST) return at;
    } else if (character === '}' || character === ']') depth--;
  }
  return -1;
}

function toPlain(node: ValueNode, fail: Fail): unknown {
  if (node.type === 'Array') return node.elements.map((element) => toPlain(element.value, fail));
  if (node.type === 'Object') return toMapping(node.members, fail);
  return node.type === 'Null' ? null : (node as { value: unknown }).value;
}

function toMapping(members: readonly MemberNode[], fail: Fail): Record<string, unknown> {
  const mapping = emptyObject();
  for (const member of members) {
    const key = keyOf(member);
    if (Object.hasOwn(mapping, key)) throw fail(startOf(member.name), `the key "${key}" is written twice here`);
    mapping[key] = toPlain(member.value, fail);
  }
  return mapping;
}

function offsetOf(root: ValueNode, path: Path, part: 'key' | 'value'): number {
  let offset = startOf(root);
  let node = root;
  for (const [depth, step] of path.entries()) {
    const found = childOf(node, step);
    if (!found) break;
    const wantsKey = part === 'key' && depth === path.length - 1 && found.type === 'Member';
    offset = startOf(wantsKey ? found.name : found.value);
    node = found.value;
  }
  return offset;
}

function childOf(node: ValueNode, step: string | number) {
  if (node.type === 'Array') return node.elements[Number(step)];
  if (node.type === 'Object') return node.members.find((member) => keyOf(member) === step);
  return undefined;
}

const keyOf = (member: MemberNode): string => (member.name.type === 'String' ? member.name.value : member.name.name);

const startOf = (node: { range?: readonly [number, number] | number[] }): number => node.range?.[0] ?? 0;
