import { plain } from './escape.ts';

/** A text in the single quotes of a shell, in which nothing acts. */
export const inQuotes = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A word as one types it in a shell (POSIX 2024, bash, zsh): nothing in it acts, and it pastes as one line. */
export function shellWord(text: string): string {
  // zsh takes a word that starts with = for the path of a command, and any shell one with ~ for a home.
  if (/^(?![=~])[\w./:=@%+,-]+$/.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a pasted control character would act on the terminal
  if (!/[\u0000-\u001f\u007f]/.test(text)) return inQuotes(text);
  const escaped = text.replace(/[\\']/g, '\\$&');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
  return `$'${escaped.replace(/[\u0000-\u001f\u007f]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}'`;
}

/** A file name as one would type it in a shell, where a message shows it. */
export const quoted = (file: string): string => shellWord(plain(file));

/** The command that makes the numbers of a scenario its snapshot. */
export const acceptance = (scenario: string): string => `flywheel check ${quoted(scenario)} --update`;
