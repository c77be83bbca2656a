import type { Outcome } from '../../io/publish.ts';
import type { ProgramOutline } from '../define.ts';
import { bashCompletion } from './bash.ts';
import { fishCompletion } from './fish.ts';
import { outlineOf } from './outline.ts';
import type { Shell } from './shells.ts';
import { zshCompletion } from './zsh.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** The script that completes the program's command line in a shell. */
export function runCompletion(shell: Shell, program: ProgramOutline): Outcome {
  return { result: SCRIPTS[shell](outlineOf(program)) };
}
