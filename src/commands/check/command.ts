import { InputError } from '../../model/errors.ts';
import { FORMATS } from '../../output/formats.ts';
import { defineCommand } from '../define.ts';
import { type Flag, RefusedValue } from '../flag.ts';
import { CHANGE_FLAGS, choice, columnsFlag, OUTPUT_FLAG } from '../options.ts';
import type { CheckFlags } from './run.ts';
import { TOLERANCE } from './tolerance.ts';

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
variable CI is set, a missing snapshot is a failure, and --update and --review
are refused.
Of a difference you see first which numbers of the scenario were changed, then
which figures of the run moved, then the series that moved most. On a terminal,
--review shows that scenario by scenario, and accepts it with a key. "snapshot"
in a scenario says which metrics to keep, and how closely.
Exit codes: 0 all is well, 1 something failed or there was nothing to check,
2 a file could not be read; the others are checked all the same.`;

/** Who wants to change something finds out why that is not possible here. */
const REFUSED_CHANGES: readonly Flag[] = CHANGE_FLAGS.map(({ name }) => ({
  name,
  takes: '<value>',
  help: '',
  hidden: true,
  read: (value): never => {
    throw InputError.of(
      `check runs files as they are: write the change into the file, or see with flywheel simulate <scenario> ` +
        `--${name} ${value} what it would do`,
    );
  },
}));

export const checkCommand = defineCommand<CheckFlags>({
  name: 'check',
  summary: 'assertions and snapshots, for CI (default: this folder)',
  description:
    'Checks that scenarios keep the promises they make, and that their numbers are those that somebody agreed to.',
  args: [{ usage: '[path...]', help: 'scenario files, and folders to search for them', completes: 'file' }],
  flags: [
    { name: 'update', help: 'take the numbers as they are now for the snapshots' },
    { name: 'review', help: 'show what differs, one scenario after the other, and ask whether to accept it' },
    { name: 'prune', help: 'with --update: remove snapshots whose scenario is gone' },
    {
      name: 'tolerance',
      takes: '<share>',
      help: 'how far numbers may be from the snapshot, relative: 0.001 or 0.1%',
      read: readTolerance,
      default: TOLERANCE,
      defaultText: '1e-9',
    },
    { name: 'junit', takes: '<file>', help: 'also write a report in JUnit XML to this file', completes: 'file' },
    choice('format', 'how to print it', [...FORMATS, 'github']),
    columnsFlag(['status', 'assertions', 'differences', 'failed', 'path']),
    OUTPUT_FLAG,
    ...REFUSED_CHANGES,
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runCheck(given, io),
});

function readTolerance(text: string): number {
  const [, number, percent] = /^((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(text) ?? [];
  const value = percent === '%' ? Number(number) / 100 : Number(number);
  if (value >= 0 && value < 1) return value;
  throw new RefusedValue('It takes a share from 0 to below 1, such as 0.001 or 0.1%.');
}
