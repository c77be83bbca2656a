import { isUtf8 } from 'node:buffer';
import { InputError } from '../model/errors.ts';
import type { Change } from '../model/scenario/change.ts';
import { nearest, suggestion } from '../model/scenario/suggest.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { examine, validate } from '../model/scenario/validate.ts';
import { formatOf } from '../model/text/format.ts';
import { parseJson } from '../model/text/json.ts';
import type { Document } from '../model/text/source.ts';
import { bundledNames, bundledText } from './bundled.ts';
import { CONDITIONS, errorCode } from './conditions.ts';
import type { Io } from './io.ts';
import { tellWarnings } from './tell-warnings.ts';
import { fromWindows1252 } from './windows-1252.ts';

/** A scenario is a page of text; anything beyond this is not one. */
const MOST_BYTES = 5_000_000;

/** What messages call standard input. */
const STDIN = 'stdin';

/**
 * Reads the scenario that an argument names: a path, `-` for standard input, or the name of a bundled one. What it hardly
 * means as it says it goes to stderr, and what the changes did to numbers of several values.
 * @throws InputError saying what is wrong with the file or its content
 */
export async function loadScenario(name: string, io: Io, changes: readonly Change[] = []): Promise<Scenario> {
  return acceptDocument(await loadDocument(name, io), io, changes);
}

/** Changes and checks a document that was read already, and tells its warnings. */
export function acceptDocument(document: Document, io: Io, changes: readonly Change[] = []): Scenario {
  const examined = examine(document, changes);
  tellWarnings([examined], io);
  return examined.scenario;
}

/** Reads a scenario and leaves it unchecked, for commands that check it with one change after the other. */
export async function loadDocument(name: string, io: Io): Promise<Document> {
  const { text, source } = await readNamed(name, io);
  return parseDocument(text, source);
}

/**
 * A bundled scenario, whatever files there are here.
 * @throws InputError when there is none of that name
 */
export function loadBundled(name: string): Scenario {
  const text = bundledText(name);
  if (text !== null) return validate(parseJson(text, `${name}.json`));
  throw InputError.of(`there is no bundled scenario ${JSON.stringify(name)}${suggestion(name, bundledNames())}`);
}

/** A text, what messages call it, and whether its encoding was only guessed. */
export interface LoadedText {
  readonly text: string;
  readonly source: string;
  readonly isGuessed: boolean;
}

/**
 * The text of a file that is no scenario: a path, or `-` for standard input. In UTF-8, or as spreadsheets save it: UTF-16 with
 * a byte order mark, or failing all that Windows-1252.
 * @param advice what to do about one that is larger than 5 MB
 * @throws InputError when it cannot be read
 */
export async function loadText(name: string, advice: string, io: Io): Promise<LoadedText> {
  const source = name === '-' ? STDIN : name;
  const bytes = await read(name === '-' ? null : name, source, io);
  const encoding = utf16In(bytes);
  if (encoding) return { text: decode(bytes, source, advice, encoding), source, isGuessed: false };
  // No text has a byte of 0.
  const isGuessed = !bytes.includes(0) && !isUtf8(bytes);
  if (bytes.length <= MOST_BYTES && isGuessed) return { text: fromWindows1252(bytes), source, isGuessed };
  return { text: decode(bytes, source, advice), source, isGuessed };
}

/** The encoding that a byte order mark tells. */
function utf16In([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** Reads JSON or YAML. YAML is a big library: it is loaded for those who write it. */
export async function parseDocument(text: string, source: string): Promise<Document> {
  if (formatOf(text, source) === 'json') return parseJson(text, source);
  const { parseYaml } = await import('../model/text/yaml.ts');
  return parseYaml(text, source);
}

async function readNamed(name: string, io: Io): Promise<{ text: string; source: string }> {
  if (name === '-') return { text: decode(await read(null, STDIN, io), STDIN), source: STDIN };
  try {
    return { text: await readFile(name, io), source: name };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw readError(error, name);
    const text = bundledText(name);
    if (text === null) throw notFound(name, io);
    return { text, source: `${name}.json` };
  }
}

/** The text of a file that may be a scenario. Throws what Node throws, or an InputError for what cannot be one. */
export const readFile = async (path: string, io: Io): Promise<string> =>
  decode(await io.read(path, MOST_BYTES + 1), path);

async function read(path: string | null, source: string, io: Io): Promise<Uint8Array> {
  try {
    return await io.read(path, MOST_BYTES + 1);
  } catch (error) {
    throw readError(error, source);
  }
}

function decode(
  bytes: Uint8Array,
  source: string,
  advice = 'a scenario is a page of text',
  encoding = 'utf-8',
): string {
  if (bytes.length > MOST_BYTES) throw InputError.of(`${source} is larger than 5 MB: ${advice}`);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw InputError.of(`${source} is not text in UTF-8: save it as UTF-8 in your editor`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be found: there is no such file',
  EISDIR: 'is a folder: name a file in it',
  EACCES: 'may not be read: check its permissions',
  EPERM: 'may not be read: check its permissions',
  ENOTDIR: 'cannot be found: a part of the path is a file, not a folder',
  ENAMETOOLONG: 'cannot be found: the name is too long',
};

/** The codes of the system that are none of these are a matter of the machine. */
const reasonOf = (code: string): string => REASONS[code] ?? `cannot be read: ${CONDITIONS[code] ?? code}`;

/** An error of reading, in words where it is one of the file system. */
export function readError(error: unknown, source: string): unknown {
  const code = errorCode(error);
  if (code === undefined || error instanceof InputError) return error;
  return InputError.of(`${source} ${reasonOf(code)}`);
}

function notFound(name: string, io: Io): InputError {
  const known = bundledNames();
  const near = nearest(name, [...filesBeside(name, io), ...known]);
  const meant = near === null ? suggestion(name, known) : ` (did you mean ${near}?)`;
  return InputError.of(`there is no file or bundled scenario ${JSON.stringify(name)}${meant}`);
}

/** The files that may be scenarios in the folder where one was looked for, none where it cannot be read. */
function filesBeside(name: string, io: Io): string[] {
  const folder = /^.*\//.exec(name)?.[0] ?? '';
  try {
    const files = io.list(folder === '' ? '.' : folder).filter(({ kind }) => kind === 'file');
    return files.flatMap((file) => (/\.(json|ya?ml)$/i.test(file.name) ? [folder + file.name] : [])).sort();
  } catch {
    return [];
  }
}
