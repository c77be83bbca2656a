import { defineCommand } from '../define.ts';

const help = `
Example:
  flywheel schema > scenario.schema.json
      then put "$schema": "./scenario.schema.json" into a scenario, and your
      editor completes keys and explains them`;

export const schemaCommand = defineCommand({
  name: 'schema',
  summary: 'the JSON Schema of a scenario, for editors',
  description: 'Prints the JSON Schema (draft 2020-12) of a scenario file.',
  args: [],
  flags: [],
  help,
  run: async () => {
    const { scenarioJsonSchema } = await import('../../model/scenario/json-schema.ts');
    return { result: `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n` };
  },
});
