import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandDefinition, ProgramOutline } from '../commands/define.ts';
import { type ChangeOptions, type Flag, RefusedValue } from '../commands/flag.ts';
import { FLAGS_FOR_ALL, underFlags } from '../commands/flags-for-all.ts';
import type { Io } from '../io/io.ts';
import { publish } from '../io/publish.ts';
import { formatOfFile } from '../output/formats.ts';

/** Lists a command in the help of the program: its name, its summary and its arguments. */
export function listCommand({ name, summary, args }: CommandDefinition, program: Command): Command {
  const command = program.command(name).summary(summary);
  for (const { usage, help } of args) command.argument(usage, help);
  return command;
}

/** Gives a command that is listed already its flags, its help and what it does. */
export function fillCommand(definition: CommandDefinition, command: Command, program: ProgramOutline, io: Io): void {
  const { description, args, flags, help, writesOther, run } = definition;
  const changed: ChangeOptions = { changes: [], switches: [] };
  for (const [i, { choices }] of args.entries()) if (choices) command.registeredArguments[i].choices(choices);
  for (const flag of flags) command.addOption(optionOf(flag, changed));
  command
    .description(description)
    .addHelpText('after', help)
    .action(async () => {
      // The program takes the flags for all wherever they stand.
      const typed = typedIn(command);
      const given = command.optsWithGlobals();
      const flags = writesOther ? given : withFormat(given, typed);
      const world = underFlags(flags, io);
      await publish(await run({ args: command.args, flags, typed, changed, program }, world), flags, world);
    });
}

/** A result that goes to a file has the format that the file's ending says, where nobody says another. */
function withFormat(flags: Record<string, unknown>, typed: ReadonlySet<string>): Record<string, unknown> {
  const { format, output } = flags;
  if (format === undefined || typed.has('format') || typeof output !== 'string') return flags;
  return { ...flags, format: formatOfFile(output) ?? format };
}

/** The names of the flags that were written behind the name of a command. */
const typedIn = (command: Command): Set<string> => {
  const written = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli');
  return new Set(written.map((option) => option.name()));
};

/** Gives the program the flags that all commands have, so that they may stand before the name of a command. */
export function addFlagsForAll(program: Command): void {
  for (const flag of FLAGS_FOR_ALL) program.addOption(optionOf(flag));
}

/** A flag as commander takes it. */
function optionOf(flag: Flag, changed: ChangeOptions = { changes: [], switches: [] }): Option {
  const { name, short, takes, help, choices, conflicts, hidden = false, required = false } = flag;
  const usage = `${short === undefined ? '' : `-${short}, `}--${name}${takes === undefined ? '' : ` ${takes}`}`;
  const option = new Option(usage, help).hideHelp(hidden).makeOptionMandatory(required);
  if (choices) option.choices(choices);
  else if (takes !== undefined) option.argParser((text, before) => readFlag(flag, text, before, changed));
  if (conflicts !== undefined) option.conflicts(conflicts);
  if (flag.default !== undefined) option.default(flag.default, flag.defaultText);
  return option;
}

/** The value of a flag once this text is read as well as those before. */
function readFlag({ read, repeats, into }: Flag, text: string, before: unknown, changed: ChangeOptions): unknown {
  try {
    const value = read ? read(text) : text;
    if (into) changed[into].push(...(value as never[]));
    return repeats ? [...((before as unknown[] | undefined) ?? []), value] : value;
  } catch (error) {
    throw error instanceof RefusedValue ? new InvalidArgumentError(error.message) : error;
  }
}
