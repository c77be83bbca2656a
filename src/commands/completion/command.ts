import { defineCommand } from '../define.ts';
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

export const completionCommand = defineCommand({
  name: 'completion',
  summary: 'a script for your shell: complete this command line with Tab',
  description: 'Prints a script with which your shell completes flywheel command lines when you press Tab.',
  args: [{ usage: '<shell>', help: 'your shell', choices: SHELLS }],
  flags: [],
  help,
  run: async ({ args: [shell], program }) => (await import('./run.ts')).runCompletion(shell as Shell, program),
});
