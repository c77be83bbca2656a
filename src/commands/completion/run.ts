import type { Io } from '../../io/io.ts';
import type { ProgramOutline } from '../define.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { outlineOf } from './outline.ts';
import type { Shell } from './shells.ts';
import { zshCompletion } from './zsh.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Prints the script that completes the program's command line in a shell. */
export function runCompletion(shell: Shell, program: ProgramOutline, io: Io): void {
  io.out(SCRIPTS[shell](outlineOf(program)));
}
