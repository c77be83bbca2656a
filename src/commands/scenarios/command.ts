import type { OutputFlags } from '../../io/publish.ts';
import { defineCommand } from '../define.ts';
import { outputFlags } from '../options.ts';

const help = `
Examples:
  flywheel scenarios
      then: flywheel simulate NAME, or flywheel init mine.yaml --from NAME
  flywheel scenarios --format csv --columns name
      only the names`;

export const scenariosCommand = defineCommand<OutputFlags>({
  name: 'scenarios',
  summary: 'list the bundled scenarios',
  description: 'Lists the scenarios that come with the program, by the name that other commands take.',
  args: [],
  flags: outputFlags(['name', 'title']),
  help,
  run: async ({ flags }) => (await import('./run.ts')).runScenarios(flags),
});
