import { tmpdir } from 'node:os';

/**
 * The environment of a command that a test starts: where programs are, and nothing of a person's own, such as a language, a
 * time zone, colours, CI or settings of a shell.
 * @param home the folder that programs take for the person's
 */
export const plainEnvironment = (home: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  TMPDIR: tmpdir(),
  HOME: home,
  LC_ALL: 'C',
});
