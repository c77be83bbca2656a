import type { Command } from 'commander';
import { bashCompletion } from '../../output/completion/bash.ts';
import { fishCompletion } from '../../output/completion/fish.ts';
import { zshCompletion } from '../../output/completion/zsh.ts';
import type { Io } from '../io.ts';
import { outlineOf } from '../outline.ts';
import type { Shell } from '../shells.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Prints the script that completes the program's command line in a shell. */
export function runCompletion(shell: Shell, program: Command, io: Io): void {
  io.out(SCRIPTS[shell](outlineOf(program)));
}
