import type { Command } from 'commander';
import type { CommandSpec } from '../command.ts';
import { SHELLS, type Shell } from './shells.ts';

const help = `
Examples:
  flywheel completion bash > flywheel.bash
      then add to ~/.bashrc: source /path/to/flywheel.bash
  flywheel completion zsh > _flywheel
      in a folder of your $fpath; or source it in ~/.zshrc, after compinit
  flywheel completion fish > flywheel.fish
      in ~/.config/fish/completions, where fish finds it by itself

It completes commands, flags, what flags take, bundled scenarios, their levers,
and files. Make it anew after an update of flywheel.`;

export const completionCommand: CommandSpec = {
  name: 'completion',
  summary: 'a script for your shell: complete this command line with Tab',
  takes: [['<shell>', 'your shell']],
  fill: (command, io) => {
    for (const argument of command.registeredArguments) argument.choices(SHELLS);
    command
      .description('Prints a script with which your shell completes flywheel command lines when you press Tab.')
      .addHelpText('after', help)
      .action(async (shell: Shell) => {
        const { runCompletion } = await import('./run.ts');
        // Every command is in full where this one runs.
        runCompletion(shell, command.parent as Command, io);
      });
  },
};
