import { defineCommand } from '../define.ts';

const help = `
Examples:
  flywheel validate hundred-per-cycle
  flywheel validate hundred-per-cycle lifecycle-marketing`;

export const validateCommand = defineCommand({
  name: 'validate',
  summary: 'every error at once, each with line and column',
  description:
    'Checks scenario files and prints everything that is wrong with them, each error with line and column. What is allowed but hardly meant, such as a discount of 12, is a warning.',
  args: [
    {
      usage: '<path...>',
      help: 'scenario files, - for standard input, or names of bundled scenarios',
      completes: 'scenario',
    },
  ],
  flags: [],
  help,
  run: async ({ args }, io) => (await import('./run.ts')).runValidate(args, io),
});
