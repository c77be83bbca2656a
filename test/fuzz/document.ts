import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { bundledNames } from '../../src/io/bundled.ts';
import { type Mutation, mutated, mutation } from './mutation.ts';

/** Bundled scenarios by name, parsed. */
export const BUNDLED: readonly (readonly [name: string, scenario: Record<string, unknown>])[] = bundledNames().map(
  (name) => [name, JSON.parse(readFileSync(new URL(`../../scenarios/${name}.json`, import.meta.url), 'utf8'))],
);

/** What is done to the bytes of a file; places are per mille of its length. */
interface Scratch {
  readonly kind: 'cut' | 'insert' | 'delete' | 'repeat' | 'flip' | 'number' | 'key';
  readonly place: number;
  readonly length: number;
  readonly text: string;
}

const TOKENS = [
  '1e999',
  '-0',
  '00',
  '0x1F',
  '.5',
  '1_000',
  '5.',
  'NaN',
  '-',
  '1e-400',
  '9'.repeat(400),
  '"30%"',
  '.inf',
  '!!float 1',
];
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u',
    '\\ud800',
    '\u0000',
    '\ufeff',
    '//',
    '/* */',
    '\n',
    '\r',
    '\t',
    '\u2028',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a\n',
    '!!binary ',
    '!!js/function ',
    '!!set ',
    '!<tag:x> ',
    '? ',
    '- ',
    '--- \n',
    '...\n',
    '%YAML 1.1\n',
    '%TAG ! x\n',
  ],
  ...[
    '|\n',
    '>\n',
    '# ',
    "'",
    '~',
    '\u001b[31m',
    '\u202e',
    '__proto__: 1\n',
    '"__proto__": {},',
    '{"a":'.repeat(80),
    '['.repeat(200),
  ],
];

const scratch: fc.Arbitrary<Scratch> = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'insert', 'delete', 'repeat', 'flip', 'number', 'number', 'key'),
  place: fc.nat({ max: 1000 }),
  length: fc.integer({ min: 1, max: 60 }),
  text: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...TOKENS), fc.string({ maxLength: 4 })),
});

type Encoding = 'utf8' | 'bom' | 'utf16le' | 'utf16be' | 'latin1' | 'crlf' | 'cr';

/** A file on its way: a bundled scenario, what is done to it, how it is written and what befalls the text. */
export interface DocumentDraft {
  readonly base: number;
  readonly mutations: readonly Mutation[];
  readonly yaml: boolean;
  readonly anchors: boolean;
  readonly scratches: readonly Scratch[];
  readonly encoding: Encoding;
}

export const documentDraft: fc.Arbitrary<DocumentDraft> = fc.record({
  base: fc.nat({ max: BUNDLED.length - 1 }),
  mutations: fc.oneof(
    fc.constant([]),
    fc.array(mutation, { minLength: 1, maxLength: 2 }),
    fc.array(mutation, { maxLength: 8 }),
  ),
  yaml: fc.boolean(),
  anchors: fc.boolean(),
  scratches: fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(scratch, { minLength: 1, maxLength: 4 }) },
  ),
  encoding: fc.oneof(
    { weight: 12, arbitrary: fc.constant<Encoding>('utf8') },
    { weight: 1, arbitrary: fc.constantFrom<Encoding[]>('bom', 'utf16le', 'utf16be', 'latin1', 'crlf', 'cr') },
  ),
});

/** The scenario of a draft, before anything befalls its text. */
export const documentOf = ({ base, mutations }: DocumentDraft): unknown => mutated(BUNDLED[base][1], mutations);

/** The bytes of a draft. */
export function bytesOf(draft: DocumentDraft): Uint8Array {
  const document = documentOf(draft);
  const text = draft.yaml
    ? yamlOf(document, draft.anchors)
    : (JSON.stringify(document, null, draft.anchors ? 2 : 0) ?? '');
  return encoded(draft.scratches.reduce(scratched, text), draft.encoding);
}

function yamlOf(document: unknown, anchors: boolean): string {
  // Values that stand there twice become anchors and aliases.
  const shared = { shared: 0.3 };
  const doubled = anchors && typeof document === 'object' ? { ...document, x: shared, y: shared } : document;
  return stringify(doubled, { aliasDuplicateObjects: true }) ?? '';
}

function scratched(text: string, { kind, place, length, text: piece }: Scratch): string {
  const at = Math.floor((text.length * place) / 1000);
  if (kind === 'cut') return text.slice(0, at);
  if (kind === 'insert') return text.slice(0, at) + piece + text.slice(at);
  if (kind === 'delete') return text.slice(0, at) + text.slice(at + length);
  if (kind === 'repeat') return text.slice(0, at + length) + text.slice(at);
  if (kind === 'flip')
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ length) + text.slice(at + 1);
  const found = kind === 'number' ? /[\d.]+/ : /"?\w+"?:/;
  const rest = text.slice(at);
  const match = found.exec(rest);
  if (!match) return text;
  // A key again: the same one twice.
  const by = kind === 'number' ? piece : `${match[0]} 1,\n${match[0]}`;
  return text.slice(0, at) + rest.slice(0, match.index) + by + rest.slice(match.index + match[0].length);
}

function encoded(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'bom') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'crlf') return Buffer.from(text.replaceAll('\n', '\r\n'));
  if (encoding === 'cr') return Buffer.from(text.replaceAll('\n', '\r'));
  if (encoding === 'latin1') return Buffer.from(`${text}é`, 'latin1');
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16be' ? bytes.swap16() : bytes;
}
