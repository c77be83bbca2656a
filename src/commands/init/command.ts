import { defineCommand } from '../define.ts';

const help = `
Examples:
  flywheel init mine.yaml
  flywheel init once.yaml --from hundred-once
      then edit the numbers and run: flywheel simulate once.yaml`;

export const initCommand = defineCommand<{ readonly from: string }>({
  name: 'init',
  summary: 'write a commented scenario to start from (never overwrites)',
  description: 'Writes a scenario with every number explained, as a YAML file to edit. It never overwrites a file.',
  args: [{ usage: '<file>', help: 'where to write it, such as mine.yaml', completes: 'file' }],
  flags: [
    {
      name: 'from',
      takes: '<bundled>',
      help: 'the bundled scenario to start from',
      default: 'hundred-per-cycle',
      completes: 'bundled scenario',
    },
  ],
  help,
  run: async ({ args: [file], flags: { from } }, io) => (await import('./run.ts')).runInit(file, from, io),
});
