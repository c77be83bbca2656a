import { plain } from '../../src/output/format/escape.ts';
import { ACTING } from '../cli/example.ts';
import type { Session } from '../cli/session.ts';
import { givenIn, type Input } from './input.ts';

/** Commands whose answer may be no, with exit code 1. */
const MAY_SAY_NO = ['solve', 'check'];

/** What a message names that quotes nothing of the command line: a place in a file, a flag, or what there is not. */
const NAMES_A_PLACE = [
  /^\S.*:\d+:\d+ /s,
  /^(?:error: )?(?:option )?'?-{1,2}[a-zA-Z]/,
  /^error: (?:missing required argument|required option|unknown (?:command|option)|too many arguments|command-argument value|option ')/,
  /^Usage: flywheel/,
  /^there is no (?:file or )?(?:bundled scenario|folder) /,
  /^.* (?:cannot be (?:read|written|found)|may not be read|is a folder|is not text in UTF-8|is larger than 5 MB)/,
  /^.* (?:exists already, and init never overwrites|has to end in \.yaml)/,
  // A goal, in the words of whoever wrote it.
  /^".*" /s,
  /^(?:say what to vary|solve (?:turns one number|needs one goal)|this scenario has no (?:levers to try|budget to spread))/,
  // A metric.
  /^(?:there is no metric |total: is for |\S+ (?:belongs to the whole run|is beyond the|is no number|names no rotation))/,
  /^(?:stdin|standard input|check takes|a path is empty|the scenario and the actuals)\b/,
  /^growth passes .* in rotation \d+: lower/,
];

/** Words that mean that something leaked out which no person should see. */
const LEAKS = ['NaN', 'Infinity', 'undefined', '[object '];

/**
 * What is wrong with how the program took an input; null where nothing is.
 */
export function faultOf(input: Input, session: Session): string | null {
  const { code, out, err, files } = session;
  const command = input.args.find((word) => !word.startsWith('-')) ?? '';
  if (code === 1 ? !MAY_SAY_NO.includes(command) : code !== 0 && code !== 2) return `exit code ${code}: ${err.trim()}`;
  if (/\n\s+at .*[:(]/.test(err + out)) return `a stack is printed: ${err}`;
  const acting = ACTING.exec(out.replaceAll('\t', ' ') + err);
  if (acting) return `character ${acting[0].codePointAt(0)} is printed as it is`;
  if (Object.keys(files).some((name) => name.endsWith('.tmp'))) return 'a draft is left';
  if (code === 2) return faultOfRefusal(command, session, input);
  const leak = leakOf(input, out, err);
  return leak ?? faultOfJson(input, out);
}

function faultOfRefusal(command: string, { out, err, files }: Session, input: Input): string | null {
  if (out !== '' && command !== 'check') return `exit code 2, and yet stdout says ${out.slice(0, 200)}`;
  if (err.trim() === '') return 'exit code 2 without a message';
  const written = Object.keys(files).filter((name) => !Object.hasOwn(input.files, name));
  if (written.length > 0 && command !== 'check') return `exit code 2, and yet ${written.join(', ')} was written`;
  const quotes = input.args.slice(1).some((word) => word.length > 1 && err.includes(plain(word)));
  if (!quotes && !NAMES_A_PLACE.some((pattern) => pattern.test(err))) return `the message names no place: ${err}`;
  return leakOf(input, '', err);
}

/** A word that stands in the output although nobody gave it. JSON says null for what is not defined; nothing else does. */
function leakOf(input: Input, out: string, err: string): string | null {
  const given = givenIn(input);
  // The page of report holds a program, which has such words by right.
  const page = /^<!doctype html/i.test(out);
  const shown = ((page ? '' : out) + err).replaceAll('it is undefined', '');
  const word = LEAKS.find((leak) => shown.includes(leak) && !given.includes(leak));
  if (word) return `${word} is printed`;
  const mayBeNull = /json|null/.test(given) || input.args.some((arg) => OWN_TEXTS.includes(arg));
  return /\bnull\b/.test(out) && !page && !mayBeNull ? 'null is printed' : null;
}

/** They say null of themselves. */
const OWN_TEXTS = ['schema', 'help', '--help', '-h', 'completion'];

function faultOfJson({ args }: Input, out: string): string | null {
  const line = args.join(' ');
  if (!/--format[ =]json/.test(line) || out === '' || !out.startsWith('{')) return null;
  try {
    return JSON.parse(out).flywheel === 1 ? null : 'the JSON document does not start with its version';
  } catch (error) {
    return `this is no JSON: ${error}`;
  }
}
