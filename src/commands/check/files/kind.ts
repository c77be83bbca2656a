import { errorCode } from '../../../io/conditions.ts';
import type { Io } from '../../../io/io.ts';
import { parseDocument, readFile } from '../../../io/load.ts';
import { InputError } from '../../../model/errors.ts';
import { formatOf } from '../../../model/text/format.ts';
import { isMapping } from '../../../model/text/source.ts';

/**
 * What a file of a folder holds. `scenario`: stages at its top, or what looks like these in a text that is neither JSON
 * nor YAML. `stageless`: other keys of a scenario, and no stages. `unreadable`: no text, or one that cannot be parsed.
 */
export type Kind = 'scenario' | 'stageless' | 'unreadable' | 'empty' | 'other';

/** What any scenario has in its text; a key may be written with escapes. Reading a long file of another tool takes time. */
const WORTH_READING = /stages|\\[ux]|\b(?:rotations|channels|loops)["']?\s*:/i;

/** A scenario that somebody has broken: nobody can tell what is at its top. */
const LOOKS_LIKE_STAGES = /^\{?\s*stages\s*:|"stages"/m;

/** Tells what a file holds from its text; never what its snapshot says. */
export async function kindOf(path: string, io: Io): Promise<Kind> {
  let text = '';
  try {
    text = await readFile(path, io);
    if (text.trim() === '') return 'empty';
    return WORTH_READING.test(text) ? kindOfRoot(await rootOf(text, path)) : 'other';
  } catch (error) {
    const isExpected = error instanceof InputError || error instanceof SyntaxError || errorCode(error) !== undefined;
    if (!isExpected) throw error;
    return LOOKS_LIKE_STAGES.test(text) ? 'scenario' : 'unreadable';
  }
}

/** Places do not matter here, and without them JSON is read many times as fast. */
const rootOf = async (text: string, path: string): Promise<unknown> =>
  formatOf(text, path) === 'json' ? JSON.parse(text) : (await parseDocument(text, path)).root;

/** Conda and AsyncAPI have channels of their own: these alone make no scenario. */
function kindOfRoot(root: unknown): Kind {
  if (!isMapping(root)) return 'other';
  if (Object.hasOwn(root, 'stages')) return 'scenario';
  return Object.hasOwn(root, 'rotations') || (Object.hasOwn(root, 'channels') && Object.hasOwn(root, 'loops'))
    ? 'stageless'
    : 'other';
}
