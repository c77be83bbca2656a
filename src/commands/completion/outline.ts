import type { Argument, Command, Option } from 'commander';
import { bundledNames } from '../../io/bundled.ts';
import { loadBundled } from '../../io/load.ts';
import { FIGURE_KEYS, SERIES_KEYS } from '../../model/metric/catalogue.ts';
import type { CommandOutline, Expected, FlagOutline, Outline } from './outline-types.ts';

/** What the words in angle brackets of arguments and flags stand for, where that can be completed. */
const EXPECTED: Readonly<Record<string, () => Expected>> = {
  scenario: () => ({ kind: 'scenario' }),
  other: () => ({ kind: 'scenario' }),
  path: () => ({ kind: 'scenario' }),
  file: () => ({ kind: 'file' }),
  csv: () => ({ kind: 'file' }),
  bundled: () => ({ kind: 'words', words: bundledNames() }),
  lever: () => ({ kind: 'lever' }),
  name: () => ({ kind: 'words', words: [...SERIES_KEYS, ...FIGURE_KEYS] }),
};

/**
 * What a shell has to know of a command line to complete it.
 * @param program with all its commands in full
 */
export function outlineOf(program: Command): Outline {
  const commands = program.commands.map(commandOutline);
  const help: CommandOutline = {
    name: 'help',
    about: 'what a command does, and examples',
    flags: [],
    takes: [{ kind: 'words', words: commands.map(({ name }) => name) }],
    endless: false,
  };
  return {
    version: program.version() ?? '',
    flags: flagsOf(program),
    commands: [...commands, help],
    scenarios: bundledNames().map((name) => ({ name, levers: leversOf(name) })),
  };
}

const leversOf = (scenario: string): string[] => (loadBundled(scenario).levers ?? []).map(({ id }) => id);

const commandOutline = (command: Command): CommandOutline => ({
  name: command.name(),
  about: command.summary(),
  flags: flagsOf(command),
  takes: command.registeredArguments.map(expectedOf),
  endless: command.registeredArguments.at(-1)?.variadic ?? false,
});

const flagsOf = (command: Command): FlagOutline[] => command.createHelp().visibleOptions(command).map(flagOutline);

const flagOutline = (option: Option): FlagOutline => ({
  names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
  about: brief(option.description),
  takes: option.required || option.optional ? expectedIn(option.flags, option.argChoices) : null,
});

/** A path may be the name of a bundled scenario where the argument says so. */
function expectedOf(argument: Argument): Expected {
  const isFile = argument.name() === 'path' && !argument.description.includes('bundled');
  return expectedIn(isFile ? '<file>' : `<${argument.name()}>`, argument.argChoices);
}

function expectedIn(usage: string, choices: readonly string[] | undefined): Expected {
  if (choices) return { kind: 'words', words: choices };
  const word = /<([a-z]+)(?:>|\[@)/.exec(usage)?.[1] ?? '';
  return Object.hasOwn(EXPECTED, word) ? EXPECTED[word]() : { kind: 'free' };
}

/** Lists of completions have room for a few words. */
const brief = (description: string): string => description.split(/[;:(]/)[0].trim();
