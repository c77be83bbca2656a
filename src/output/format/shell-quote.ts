import { plain } from './escape.ts';

/** A file name as one would type it in a shell. */
export function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${plain(file).replaceAll("'", "'\\''")}'`;
}

/** The command that makes the numbers of a scenario its snapshot. */
export const acceptance = (scenario: string): string => `flywheel check ${quoted(scenario)} --update`;
