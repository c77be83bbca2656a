import { LONGEST_SEED, MOST_RUNS } from '../analysis/chance/limits.ts';
import { thousands } from '../model/number/scalar.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import type { Change } from '../model/scenario/change.ts';
import type { Knob } from '../model/scenario/knob.ts';
import { FORMATS } from '../output/formats.ts';
import { type Flag, RefusedValue } from './flag.ts';

export type { ChangeOptions } from './flag.ts';

const knob = (name: Knob, takes: string, help: string): Flag => ({
  ...{ name, takes, help, into: 'changes' },
  read: (text) => [readKnob(name, text)],
});

/** The flags that change a scenario before it is run. */
export const CHANGE_FLAGS: readonly Flag[] = [
  knob('rotations', '<n>', 'how many times the wheel turns'),
  knob(
    'referral-rate',
    '<[loop=]rate>',
    'new prospects that each active member brings per rotation (0.5: one for every two members); not the share of sales that come by referral',
  ),
  knob('volume', '<[channel=]people>', 'prospects that a channel seeks per rotation'),
  knob('budget', '<[channel=]money>', 'money that a channel spends per rotation, where it has a budget'),
  knob('conversion', '<stage=share>', 'share of the stage before that goes on to this one: 0.3 or 30%'),
  knob('retention', '<[stage=]share>', 'share of the active members still there a rotation later'),
  {
    name: 'set',
    takes: '<path=value>',
    help: 'any number of the scenario, such as stages.acquire.conversion=0.35; "path*=0.8" multiplies all of it',
    into: 'changes',
    read: readSet,
  },
  {
    name: 'with',
    takes: '<lever[@rotation],...>',
    help: 'switch levers on, from a rotation or from the start',
    completes: 'lever',
    into: 'switches',
    read: readSwitches,
  },
];

function readKnob(knob: Knob, text: string): Change {
  const at = text.indexOf('=');
  const of = at === -1 ? null : text.slice(0, at);
  if (knob === 'rotations' && of !== null) throw new RefusedValue('It takes a number alone.');
  return { flag: `--${knob} ${text}`, knob, of, value: readValue(text.slice(at + 1)) };
}

function readSet(text: string): Change[] {
  const at = text.indexOf('=');
  if (at < 1) throw new RefusedValue('Write it as path=value, such as stages.acquire.conversion=0.35.');
  return [{ flag: `--set ${text}`, set: text.slice(0, at), value: readValue(text.slice(at + 1)) }];
}

/** A number as people write it, which JSON does not always allow: .5, +3. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** JSON where it is JSON; anything else is a text, as `30%` or a name would be. */
function readValue(text: string): unknown {
  if (NUMBER.test(text)) return Number(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readSwitches(text: string): Switch[] {
  return text.split(',').map((item) => {
    const [, lever, from] = /^([^@\s]+)(?:@(\d+))?$/.exec(item.trim()) ?? [];
    if (!lever || from === '0') throw new RefusedValue('Write it as lever or lever@rotation, with commas between.');
    return { lever, from: Number(from ?? 1) };
  });
}

/** What chance flags come to. */
export interface ChanceFlags {
  readonly runs?: number;
  readonly seed: string;
  /** Undefined for as many as are worth it. */
  readonly jobs?: number;
  readonly exact?: true;
}

const MOST_JOBS = 256;

/** The flag that insists on exact answers. */
export const exactFlag = (help: string): Flag => ({ name: 'exact', help });

/** The flags of commands that answer with chances. */
export const CHANCE_FLAGS: readonly Flag[] = [
  {
    name: 'runs',
    takes: '<n>',
    help: `make this many runs, up to ${MOST_RUNS / 1e9} billion, even where exact answers are to be had`,
    read: (text) => wholeNumber(text, MOST_RUNS),
  },
  { ...exactFlag('exact answers however long they take, and an error where there are none'), conflicts: 'runs' },
  { name: 'seed', takes: '<text>', help: 'other luck for the runs', read: readSeed, default: '1' },
  {
    name: 'jobs',
    takes: '<n>',
    help: 'threads to spread the runs over (default: the cores there are, fewer for little work); the result is the same for any number',
    read: (text) => wholeNumber(text, MOST_JOBS),
  },
];

function readSeed(text: string): string {
  if (text.length <= LONGEST_SEED) return text;
  throw new RefusedValue(`It takes a text of up to ${thousands(LONGEST_SEED)} characters.`);
}

function wholeNumber(text: string, most: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new RefusedValue(`It takes a whole number between 1 and ${thousands(most)}.`);
}

/** A metric to look at, or several. */
export const metricFlag = (help: string): Flag => ({ name: 'metric', takes: '<name>', help, completes: 'metric' });
export const metricsFlag = (help: string): Flag => ({ ...metricFlag(help), repeats: true });

/** Asks for bands beside the expected values. */
export const BANDS_FLAG: Flag = { name: 'bands', help: 'add what chance makes of it: 5 %, median and 95 %' };

/** A flag with a few values to choose from, the first by default. */
export const choice = (name: string, help: string, choices: readonly string[]): Flag => ({
  name,
  takes: `<${name}>`,
  help,
  choices,
  default: choices[0],
});

/** Where a result goes. */
export const OUTPUT_FLAG: Flag = {
  name: 'output',
  short: 'o',
  takes: '<file>',
  help: 'write it to a file instead, whole or not at all; .csv, .md and .json say its format',
  completes: 'file',
};

/**
 * Chooses columns of tables and CSV.
 * @param names some that the command has, the first three as an example
 * @param completes what a shell offers, where that is not these names
 */
export const columnsFlag = (names: readonly string[], completes: Flag['completes'] = names): Flag => ({
  name: 'columns',
  takes: '<a,b,...>',
  help: `which columns, by the names that CSV has: ${names.slice(0, 3).join(',')}`,
  completes,
  read: readColumns,
});

function readColumns(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new RefusedValue('Write names with commas between, such as engage,gain,active.');
}

/** The flags of commands that print a result in several formats. The columns are named as for `columnsFlag`. */
export const outputFlags = (...columns: Parameters<typeof columnsFlag>): readonly Flag[] => [
  choice('format', 'how to print it', FORMATS),
  columnsFlag(...columns),
  OUTPUT_FLAG,
];
