import { Composer, CST, type Document, Lexer, Parser } from 'yaml';
import type { InputError } from '../errors.ts';
import { DEEPEST, EMPTY, TOO_DEEP } from './source.ts';

/** Makes an error at an offset. */
export type Fail = (offset: number, message: string) => InputError;

/**
 * The one document of a text, composed by the yaml library with nothing wrong in it. The library is recursive, and goes on
 * after errors: what is deep or large is refused as soon as it is read, and the first error ends it.
 * @throws what `fail` makes of it
 */
export function documentOf(text: string, fail: Fail): Document.Parsed {
  const composer = composerThatFails(fail);
  const [document] = composer.compose(boundedTokens(text, fail));
  if (!document) throw fail(0, EMPTY);
  return document;
}

/** What the library's parser makes of a text, one document at most. Its stack is as deep as what it makes is nested. */
function* boundedTokens(text: string, fail: Fail): Generator<CST.Token> {
  const parser = new Parser();
  const bounds = new Bounds();
  let document: CST.Token | null = null;
  for (const sign of new Lexer().lex(text)) {
    for (const token of parser.next(sign)) {
      if (token.type === 'error') throw fail(token.offset, explain('UNEXPECTED_TOKEN', token.message));
      if (token.type === 'doc-end' && document === null)
        throw fail(token.offset, explain('UNEXPECTED_TOKEN', 'the end of no document'));
      yield token;
    }
    const fault = bounds.faultAt(sign, parser.stack.length);
    if (fault !== null) throw fail(parser.offset, fault);
    const [outermost] = parser.stack;
    if (outermost?.type !== 'document') continue;
    document ??= outermost;
    if (document !== outermost) throw fail(outermost.offset, SECOND);
  }
  yield* parser.end();
}

const SECOND = 'more than one YAML document in this file: one scenario to a file';

/** The document, what is nested in it, and the innermost value. */
const DEEPEST_STACK = DEEPEST + 2;

/** Signs are what the lexer tells apart: texts, dashes, commas, blanks, line breaks. Each takes 200 bytes and 3 us. */
const MOST_SIGNS = 1_000_000;

/** For each mark before a value the parser looks at all that stands before it, and so for each comment at blank lines. */
const MOST_MARKS = 300;
const MOST_BLANKS = 2_000;

const MARKS: readonly unknown[] = ['anchor', 'tag', 'explicit-key-ind', 'map-value-ind'];
const BLANKS: readonly unknown[] = ['space', 'newline'];

/** Counts what would take the parser more time or memory than a scenario is worth. */
class Bounds {
  private signs = 0;
  private marks = 0;
  private blanks = 0;

  faultAt(sign: string, depth: number): string | null {
    const type = CST.tokenType(sign);
    const isBlank = BLANKS.includes(type);
    this.signs++;
    this.blanks = isBlank ? this.blanks + 1 : 0;
    if (MARKS.includes(type)) this.marks++;
    else if (!isBlank && type !== 'comment') this.marks = 0;
    if (depth > DEEPEST_STACK) return TOO_DEEP;
    if (this.marks > MOST_MARKS) return `more than ${MOST_MARKS} marks (: ? & !) stand here without a value`;
    if (this.blanks > MOST_BLANKS) return 'too many blank lines: leave them out';
    return this.signs > MOST_SIGNS ? 'far too many values for YAML: write a scenario as large as this in JSON' : null;
  }
}

/** A composer that ends at the first error or warning; the library's own collects them, each with its stack. */
function composerThatFails(fail: Fail): Composer {
  let first: InputError | null = null;
  const onError = (at: unknown, code: string, message: string): never => {
    // The library catches what is thrown within collections, and tells of it as of another error.
    first ??= fail(startOf(at), explain(code, message));
    throw first;
  };
  const options = { uniqueKeys: false, stringKeys: false, logLevel: 'silent' } as const;
  return Object.assign(new Composer(options), { onError });
}

/** Where an error is, in the ways in which the library says so. */
function startOf(at: unknown): number {
  if (typeof at === 'number') return at;
  return Array.isArray(at) ? at[0] : (at as { offset: number }).offset;
}

/** What to do about the commonest slips; the library's own words say what it saw. */
const REMEDIES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'indent with spaces, not tabs',
  BAD_INDENT: 'the keys of one thing start in the same column, what belongs to a key stands further right',
  MISSING_CHAR: 'a dash, a colon with a space, a closing bracket or a quote is missing here',
  MULTILINE_IMPLICIT_KEY: 'a colon with a space is missing after a key',
  BLOCK_AS_IMPLICIT_KEY: 'a text with a colon in it stands in quotes',
  UNEXPECTED_TOKEN: 'this is not expected here: look at the dashes, colons and indentation',
};

const LONGEST_REASON = 200;

function explain(code: string, message: string): string {
  const [line = ''] = message.split('\n', 1);
  const reason = line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line;
  const remedy = Object.hasOwn(REMEDIES, code) ? `${REMEDIES[code]} ` : '';
  return `not valid YAML: ${remedy}${remedy === '' ? reason : `(${reason})`}`;
}
