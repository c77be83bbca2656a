import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { DEEPEST, EMPTY, lineAndColumn } from './source.ts';

/** What is wrong with a text, and where in it. */
interface JsonFault {
  readonly offset: number;
  readonly message: string;
}

/** Where something that the parser did not expect stands, and the name that the parser has for that. */
interface Surprise {
  readonly code: string;
  readonly offset: number;
}

/** The first thing that keeps a text from being strict JSON (RFC 8259), in the words of somebody who edits a file by hand. */
export function firstFault(text: string): JsonFault | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return explain(text, firstSurprise(text) ?? { code: 'ValueExpected', offset: 0 });
  }
}

/** The parser goes on after errors, perhaps for millions of them: the first one ends it. */
function firstSurprise(text: string): Surprise | null {
  let first: Surprise | null = null;
  const onError = (error: ParseErrorCode, offset: number): void => {
    first = { code: printParseErrorCode(error), offset };
    throw STOP;
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (error !== STOP) throw error;
  }
  return first;
}

const STOP = new Error('the first error is found');

function explain(text: string, { code, offset }: Surprise): JsonFault {
  const last = text.trimEnd().length;
  if (last === 0) return { offset: 0, message: EMPTY };
  const fault = IN_TEXTS.includes(code) ? textFault(text, offset) : null;
  const at = fault?.offset ?? offset;
  if (at >= last) return { offset: last, message: ENDS_EARLY };
  return fault ?? { offset, message: messageOf(text, code, offset) };
}

function messageOf(text: string, code: string, offset: number): string {
  const character = text[offset];
  if (code === 'InvalidSymbol') return symbolFault(text.slice(offset, offset + 10));
  if (character === '}' || character === ']') return closingFault(text, offset);
  if (character === ',' && code !== 'EndOfFileExpected') return notExpected(character);
  return MESSAGES[code] ?? notExpected(character);
}

const say = (what: string): string => `not valid JSON: ${what}`;
const notExpected = (what: string): string => say(`${JSON.stringify(what)} is not expected here`);

const ENDS_EARLY = say('the file ends before everything that was opened is closed');
const GOES_ON = say('everything is closed before this, and the file goes on: is a closing bracket before it too many?');
const RAW = say('a text must not contain a raw line break or control character');
const NUMBER = say('a number is written like 12, 0.5 or 1e6');
const QUOTES = say('texts and keys stand in double quotes');
const MISSING = say('a comma, colon or closing bracket is missing before this');
const ESCAPE = say('in a text a backslash stands before one of "\\/bfnrt, or before u and four hexadecimal digits');
const COMMENT = say('comments are not allowed here (a .yaml file may have them)');

/** By the parser's names for what it did not expect. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidNumberFormat: NUMBER,
  UnexpectedEndOfNumber: NUMBER,
  PropertyNameExpected: QUOTES,
  ValueExpected: say('a value is expected here'),
  ColonExpected: MISSING,
  CommaExpected: MISSING,
  EndOfFileExpected: GOES_ON,
  InvalidCommentToken: COMMENT,
};

/** Its names for what is wrong within a text. */
const IN_TEXTS = ['UnexpectedEndOfString', 'InvalidCharacter', 'InvalidUnicode', 'InvalidEscapeCharacter'];

/** What may stand in a text, piece by piece. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they may not stand there
const PIECE = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Where a text in quotes that starts at an offset stops being one. */
function textFault(text: string, start: number): JsonFault {
  PIECE.lastIndex = start + 1;
  let offset = start + 1;
  while (PIECE.test(text)) offset = PIECE.lastIndex;
  return { offset, message: text[offset] === '\\' ? ESCAPE : RAW };
}

/** About a word or a sign, or how it begins, that JSON does not have. */
function symbolFault(symbol: string): string {
  if (/^(?:NaN|-?Infinity)/.test(symbol)) return say('a number is expected here');
  if (/^[.+-]/.test(symbol)) return NUMBER;
  if (symbol.startsWith('#')) return COMMENT;
  return /^['\p{L}_$]/u.test(symbol) ? QUOTES : notExpected(symbol[0]);
}

/** About a closing bracket that has no place. */
function closingFault(text: string, offset: number): string {
  const bracket = text[offset];
  const opened = bracketsOf(text, offset).open.at(-1);
  if (opened === undefined) return say(`this ${bracket} closes nothing: remove it, or one before it`);
  const wanted = text[opened] === '{' ? '}' : ']';
  if (bracket !== wanted) {
    const { line, column } = lineAndColumn(text, opened);
    return say(
      `the ${text[opened]} of line ${line}, column ${column} is not closed by ${bracket}: write ${wanted}, or remove this ${bracket}`,
    );
  }
  if (text.slice(0, offset).trimEnd().endsWith(','))
    return say(`remove the comma before this ${bracket} (no comma after the last one)`);
  return say(`a value is missing before this ${bracket}`);
}

/** Where a bracket opens one level too many, or else those that are open before an offset. */
export function bracketsOf(text: string, until = text.length): { tooDeepAt: number | null; open: readonly number[] } {
  const open: number[] = [];
  let quoted = false;
  for (let at = 0; at < until; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      if (open.push(at) > DEEPEST) return { tooDeepAt: at, open };
    } else if (character === '}' || character === ']') open.pop();
  }
  return { tooDeepAt: null, open };
}
