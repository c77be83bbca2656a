import type { CommandSpec } from '../command.ts';

const help = `
Example:
  flywheel scenarios
      then: flywheel simulate NAME, or flywheel init mine.yaml --from NAME`;

export const scenariosCommand: CommandSpec = {
  name: 'scenarios',
  summary: 'list the bundled scenarios',
  takes: [],
  fill: (command, io) => {
    command
      .description('Lists the scenarios that come with the program, by the name that other commands take.')
      .addHelpText('after', help)
      .action(async () => {
        const { runScenarios } = await import('./run.ts');
        runScenarios(io);
      });
  },
};
