import { bundledNames } from '../../io/bundled.ts';
import { loadBundled } from '../../io/load.ts';
import { FIGURE_KEYS, SERIES_KEYS } from '../../model/metric/catalogue.ts';
import { BAND_PARTS } from '../../model/metric/names.ts';
import type { CommandDefinition, ProgramOutline } from '../define.ts';
import type { Argument, Completion, Flag } from '../flag.ts';
import { FLAGS_FOR_ALL } from '../flags-for-all.ts';
import type { CommandOutline, Expected, FlagOutline, Outline } from './outline-types.ts';

const EXPECTED: Readonly<Record<Completion, () => Expected>> = {
  scenario: () => ({ kind: 'scenario' }),
  'bundled scenario': () => ({ kind: 'words', words: bundledNames() }),
  file: () => ({ kind: 'file' }),
  lever: () => ({ kind: 'lever' }),
  column: () => ({ kind: 'words', words: ['active', ...SERIES_KEYS] }),
  // Of what stands before a metric one as an example: a list of all combinations nobody reads.
  metric: () => ({
    kind: 'words',
    words: [...SERIES_KEYS, ...FIGURE_KEYS, ...BAND_PARTS.map((part) => `${part}:cash`)],
  }),
};

const HELP: FlagOutline = { names: ['--help', '-h'], about: 'display help for command', takes: null };
const VERSION: FlagOutline = { names: ['--version', '-V'], about: 'output the version number', takes: null };

/** What a shell has to know of a command line to complete it. */
export function outlineOf({ version, commands }: ProgramOutline): Outline {
  const help: CommandOutline = {
    name: 'help',
    about: 'what a command does, and examples',
    flags: [],
    takes: [{ kind: 'words', words: [...commands.map(({ name }) => name), 'words'] }],
    endless: false,
  };
  return {
    version,
    flags: [VERSION, ...FLAGS_FOR_ALL.map(flagOutline), HELP],
    commands: [...commands.map(commandOutline), help],
    scenarios: bundledNames().map((name) => ({ name, levers: leversOf(name) })),
  };
}

const leversOf = (scenario: string): string[] => (loadBundled(scenario).levers ?? []).map(({ id }) => id);

const commandOutline = ({ name, summary, flags, args }: CommandDefinition): CommandOutline => ({
  name,
  about: summary,
  flags: [...flags.filter(({ hidden }) => !hidden).map(flagOutline), HELP],
  takes: args.map(expectedOf),
  endless: args.at(-1)?.usage.includes('...') ?? false,
});

const flagOutline = (flag: Flag): FlagOutline => ({
  names: [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])],
  about: brief(flag.help),
  takes: flag.takes === undefined ? null : expectedOf(flag),
});

function expectedOf({ choices, completes }: Argument | Flag): Expected {
  const words = choices ?? completes;
  if (words === undefined) return { kind: 'free' };
  return typeof words === 'string' ? EXPECTED[words]() : { kind: 'words', words };
}

/** Lists of completions have room for a few words. */
const brief = (help: string): string => help.split(/[;:(]/)[0].trim();
