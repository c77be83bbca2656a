import { type DocumentNode, type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import { DEEPEST, type Document, EMPTY, emptyObject, type Repeated, syntaxError, TOO_DEEP } from './document.ts';
import type { InputError, Path } from './errors.ts';

/**
 * Reads strict JSON (RFC 8259) and remembers where everything stands.
 * @throws InputError at the first thing that is not JSON, or where nesting passes `DEEPEST`
 */
export function parseJson(text: string, source: string): Document {
  const fail = (offset: number, message: string): InputError => syntaxError(source, text, offset, message);
  const tooDeep = depthOf(text).tooDeepAt;
  if (tooDeep !== null) throw fail(tooDeep, TOO_DEEP);
  const tree = parseTree(text, fail);
  const repeated: Repeated[] = [];
  return {
    source,
    text,
    root: toPlain(tree.body, repeated),
    repeated,
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
    const at = (error as { offset?: number }).offset ?? controlCharacterAt(text) ?? text.length;
    const end = text.trimEnd().length;
    if (end > 0 && endsEarly(text, at)) throw fail(end, ENDS_EARLY);
    throw fail(at, explain(text, at));
  }
}

const ENDS_EARLY = 'not valid JSON: the file ends before everything that was opened is closed';

/** True when something is still open at the end; the parser then points at the last token instead. */
const endsEarly = (text: string, at: number): boolean => {
  const rest = text.slice(at);
  return rest.trim() === '' || (/^(?:"[^"]*"?|[^\s[\]{},:"]+|[{[,:])\s*$/.test(rest) && depthOf(text).end > 0);
};

/** Says what is wrong in the words of somebody who edits a file by hand. */
function explain(text: string, offset: number): string {
  const rest = text.slice(offset);
  const before = text.slice(0, offset);
  if (text.trim() === '') return EMPTY;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/^[\u0000-\u001f]/.test(rest))
    return 'not valid JSON: a text must not contain a raw line break or control character';
  if (/^[}\]]/.test(rest) && before.trimEnd().endsWith(',')) {
    return `not valid JSON: remove the comma before this ${rest[0]} (no comma after the last one)`;
  }
  if (/^(\/\/|\/\*|#)/.test(rest)) return 'not valid JSON: comments are not allowed here (a .yaml file may have them)';
  if (/^(NaN|-?Infinity)/.test(rest)) return 'not valid JSON: a number is expected here';
  if (/^[.+]/.test(rest) || /(?:^|[\s:,[])-?\d*\.?(?:\d[eE][+-]?)?$(?<=[\d.eE+-])/.test(before)) {
    return 'not valid JSON: a number is written like 12, 0.5 or 1e6';
  }
  if (/^['A-Za-z_$]/.test(rest) && /[{,]\s*$/.test(before))
    return 'not valid JSON: texts and keys stand in double quotes';
  if (/^["[{\d-]/.test(rest) && /["\]}\dtfnulrse]$/.test(before.trimEnd())) {
    return 'not valid JSON: a comma, colon or closing bracket is missing before this';
  }
  if (/^[}\]]/.test(rest))
    return `not valid JSON: something opened before this ${rest[0]} is not closed, or incomplete`;
  return `not valid JSON: ${JSON.stringify(rest[0])} is not expected here`;
}

/** Where a text holds a raw control character, or null. At the very end of a file the parser gives no place at all. */
function controlCharacterAt(text: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const within = /"(?:[^"\\\u0000-\u001f]|\\.)*[\u0000-\u001f]/.exec(text);
  return within ? within.index + within[0].length - 1 : null;
}

/** Where a bracket opens one level too many, and how many are open at the end. */
function depthOf(text: string): { tooDeepAt: number | null; end: number } {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST) return { tooDeepAt: at, end: depth };
    } else if (character === '}' || character === ']') depth--;
  }
  return { tooDeepAt: null, end: depth };
}

function toPlain(node: ValueNode, repeated: Repeated[]): unknown {
  if (node.type === 'Array') return node.elements.map((element) => toPlain(element.value, repeated));
  if (node.type === 'Object') return toMapping(node.members, repeated);
  return node.type === 'Null' ? null : (node as { value: unknown }).value;
}

function toMapping(members: readonly MemberNode[], repeated: Repeated[]): Record<string, unknown> {
  const mapping = emptyObject();
  for (const member of members) {
    const key = keyOf(member);
    if (Object.hasOwn(mapping, key)) repeated.push({ key, offset: startOf(member.name) });
    else mapping[key] = toPlain(member.value, repeated);
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
