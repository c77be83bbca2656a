import { allocateCommand } from '../commands/allocate/command.ts';
import { chanceCommand } from '../commands/chance/command.ts';
import { checkCommand } from '../commands/check/command.ts';
import { compareCommand } from '../commands/compare/command.ts';
import { completionCommand } from '../commands/completion/command.ts';
import type { CommandDefinition } from '../commands/define.ts';
import { initCommand } from '../commands/init/command.ts';
import { leversCommand } from '../commands/levers/command.ts';
import { metricsCommand } from '../commands/metrics/command.ts';
import { plotCommand } from '../commands/plot/command.ts';
import { reportCommand } from '../commands/report/command.ts';
import { scenariosCommand } from '../commands/scenarios/command.ts';
import { schemaCommand } from '../commands/schema/command.ts';
import { sensitivityCommand } from '../commands/sensitivity/command.ts';
import { simulateCommand } from '../commands/simulate/command.ts';
import { solveCommand } from '../commands/solve/command.ts';
import { sweepCommand } from '../commands/sweep/command.ts';
import { trackCommand } from '../commands/track/command.ts';
import { validateCommand } from '../commands/validate/command.ts';

/** Every command, in the order in which the help lists them. */
export const COMMANDS: readonly CommandDefinition[] = [
  simulateCommand,
  chanceCommand,
  compareCommand,
  sweepCommand,
  solveCommand,
  sensitivityCommand,
  leversCommand,
  allocateCommand,
  trackCommand,
  checkCommand,
  plotCommand,
  reportCommand,
  validateCommand,
  metricsCommand,
  schemaCommand,
  initCommand,
  scenariosCommand,
  completionCommand,
];
