import { type Command, InvalidArgumentError, Option } from 'commander';
import { InputError } from '../../model/errors.ts';
import { FORMATS } from '../../output/formats.ts';
import type { CommandSpec } from '../command.ts';
import { CHANGE_FLAGS, choice } from '../options.ts';
import type { CheckFlags } from './run.ts';

const help = `
Examples:
  flywheel init plan.yaml
  flywheel check plan.yaml --update
      keep the numbers of the plan as they are now, in plan.snap.json
  flywheel check
      has anybody changed what a plan of this folder comes to?
  flywheel check --format json --junit report.xml
      the same for a machine, with a report that build servers read

In a folder, every .json, .yaml or .yml file with stages at its top is checked:
the assertions that it makes (expect), and its snapshot beside it. Hidden files
and folders, node_modules and what a .gitignore names are passed by. Where the
variable CI is set, a missing snapshot is a failure, and --update is refused.
Exit codes: 0 all is well, 1 something failed or there was nothing to check,
2 a file could not be read; the others are checked all the same.`;

export const checkCommand: CommandSpec = {
  name: 'check',
  summary: 'assertions and snapshots, for CI (default: this folder)',
  takes: [['[path...]', 'scenario files, and folders to search for them']],
  fill: (command, io) => {
    command
      .description(
        'Checks that scenarios keep the promises they make, and that their numbers are those that somebody agreed to.',
      )
      .option('--update', 'take the numbers as they are now for the snapshots')
      .option('--prune', 'with --update: remove snapshots whose scenario is gone')
      .addOption(toleranceOption())
      .option('--junit <file>', 'also write a report in JUnit XML to this file')
      .addOption(choice('--format <format>', 'how to print it', [...FORMATS, 'github']))
      .option('--output <file>', 'write it to a file instead: whole or not at all')
      .addHelpText('after', help);
    refuseChanges(command);
    command.action(async (paths: string[], flags: CheckFlags) => {
      const { runCheck } = await import('./run.ts');
      await runCheck(paths, flags, io);
    });
  },
};

function toleranceOption(): Option {
  const help = 'how far numbers may be from the snapshot, relative: 0.001 or 0.1%';
  return new Option('--tolerance <share>', help).argParser(readTolerance).default(1e-9, '1e-9');
}

function readTolerance(text: string): number {
  const [, number, percent] = /^((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(text) ?? [];
  const value = percent === '%' ? Number(number) / 100 : Number(number);
  if (value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('It takes a share from 0 to below 1, such as 0.001 or 0.1%.');
}

/** Who wants to change something finds out why that is not possible here. */
function refuseChanges(command: Command): void {
  for (const flag of CHANGE_FLAGS) {
    const refuse = (value: string): never => {
      throw InputError.of(
        `check runs files as they are: write the change into the file, or see with flywheel simulate <scenario> ` +
          `--${flag} ${value} what it would do`,
      );
    };
    command.addOption(new Option(`--${flag} <value>`).hideHelp().argParser(refuse));
  }
}
