import { defineCommand } from '../define.ts';

const help = `
Example:
  flywheel scenarios
      then: flywheel simulate NAME, or flywheel init mine.yaml --from NAME`;

export const scenariosCommand = defineCommand({
  name: 'scenarios',
  summary: 'list the bundled scenarios',
  description: 'Lists the scenarios that come with the program, by the name that other commands take.',
  args: [],
  flags: [],
  help,
  run: async () => (await import('./run.ts')).runScenarios(),
});
