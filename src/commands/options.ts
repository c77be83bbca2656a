import { type Command, InvalidArgumentError, Option } from 'commander';
import { thousands } from '../model/number/scalar.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import type { Change } from '../model/scenario/change.ts';
import type { Knob } from '../model/scenario/knob.ts';
import { FORMATS } from '../output/formats.ts';

/** What the change flags of one command line come to, in the order written. */
export interface ChangeOptions {
  readonly changes: Change[];
  readonly switches: Switch[];
}

const KNOBS: readonly { knob: Knob; takes: string; help: string }[] = [
  { knob: 'rotations', takes: '<n>', help: 'how many times the wheel turns' },
  {
    knob: 'referral-rate',
    takes: '<[loop=]rate>',
    help: 'new prospects that each active member brings per rotation (0.5: one for every two members); not the share of sales that come by referral',
  },
  { knob: 'volume', takes: '<[channel=]people>', help: 'prospects that a channel seeks per rotation' },
  {
    knob: 'budget',
    takes: '<[channel=]money>',
    help: 'money that a channel spends per rotation, where it has a budget',
  },
  {
    knob: 'conversion',
    takes: '<stage=share>',
    help: 'share of the stage before that goes on to this one: 0.3 or 30%',
  },
  { knob: 'retention', takes: '<[stage=]share>', help: 'share of the active members still there a rotation later' },
];

/**
 * Adds the change flags to a command. They fill `into` in the order in which they are written.
 * @param own flags that mean something else on this command
 */
export function addChangeFlags(command: Command, into: ChangeOptions, own: readonly string[] = []): Command {
  for (const { knob, takes, help } of KNOBS.filter((one) => !own.includes(one.knob))) {
    command.addOption(
      new Option(`--${knob} ${takes}`, help).argParser((text) => {
        into.changes.push(readKnob(knob, text));
        return text;
      }),
    );
  }
  const set = new Option('--set <path=value>', 'any number of the scenario, such as stages.acquire.conversion=0.35');
  const levers = new Option('--with <lever[@rotation],...>', 'switch levers on, from a rotation or from the start');
  command.addOption(set.argParser((text) => keep(text, into.changes, readSet)));
  return command.addOption(levers.argParser((text) => keep(text, into.switches, readSwitches)));
}

/** The change flags that a command may be given, whether or not it takes them. */
export const CHANGE_FLAGS: readonly string[] = [...KNOBS.map(({ knob }) => knob), 'set', 'with'];

function keep<T>(text: string, into: T[], read: (text: string) => T[]): string {
  into.push(...read(text));
  return text;
}

function readKnob(knob: Knob, text: string): Change {
  const at = text.indexOf('=');
  const of = at === -1 ? null : text.slice(0, at);
  if (knob === 'rotations' && of !== null) throw new InvalidArgumentError('It takes a number alone.');
  return { flag: `--${knob} ${text}`, knob, of, value: readValue(text.slice(at + 1)) };
}

function readSet(text: string): Change[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as path=value, such as stages.acquire.conversion=0.35.');
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
    if (!lever || from === '0')
      throw new InvalidArgumentError('Write it as lever or lever@rotation, with commas between.');
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

const MOST_RUNS = 1_000_000_000;
const MOST_JOBS = 256;

/** Adds the flags of chance to a command. */
export function addChanceFlags(command: Command): Command {
  const runs = new Option(
    '--runs <n>',
    `make this many runs, up to ${MOST_RUNS / 1e9} billion, even where exact answers are to be had`,
  );
  const jobs = new Option(
    '--jobs <n>',
    'threads to spread the runs over (default: the cores there are, fewer for little work); the result is the same for any number',
  );
  return command
    .addOption(runs.argParser((text) => wholeNumber(text, MOST_RUNS)))
    .addOption(exactFlag('exact answers however long they take, and an error where there are none').conflicts('runs'))
    .addOption(new Option('--seed <text>', 'other luck for the runs').argParser(readSeed).default('1'))
    .addOption(jobs.argParser((text) => wholeNumber(text, MOST_JOBS)));
}

/** The flag that insists on exact answers. */
export const exactFlag = (help: string): Option => new Option('--exact', help);

const LONGEST_SEED = 1000;

function readSeed(text: string): string {
  if (text.length <= LONGEST_SEED) return text;
  throw new InvalidArgumentError('It takes a text of up to 1,000 characters.');
}

function wholeNumber(text: string, most: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`It takes a whole number between 1 and ${thousands(most)}.`);
}

/** Adds `--metric`, which may be repeated. The texts gather in the flag's value; undefined where it was not given. */
export function addMetricFlag(command: Command, help: string): Command {
  return command.addOption(new Option('--metric <name>', help).argParser(gather));
}

/** For an option that may be repeated: the texts so far, and one more. */
export const gather = (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text];

/** Adds the output flags to a command. */
export function addOutputFlags(command: Command): Command {
  command.addOption(choice('--format <format>', 'how to print it', FORMATS));
  return command.option('--output <file>', 'write it to a file instead: whole or not at all');
}

/** An option with a few values to choose from, the first by default. */
export function choice(flags: string, description: string, values: readonly string[]): Option {
  return new Option(flags, description).choices(values).default(values[0]);
}
