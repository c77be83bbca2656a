import { type Argument, Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import type { CommandDefinition, ProgramOutline } from '../commands/define.ts';
import type { Io } from '../io/io.ts';
import { brief } from '../output/format/escape.ts';
import { addFlagsForAll, fillCommand, listCommand } from './build-command.ts';
import { COMMANDS } from './commands.ts';
import { explainedWords } from './words.ts';

const help = `
Examples:
  flywheel simulate hundred-per-cycle
  flywheel simulate hundred-per-cycle --referral-rate 0.5
  flywheel chance hundred-per-cycle "gain@5 at least 47"
  flywheel levers value-journey
  flywheel init mine.yaml
  flywheel help words
      what CAC, retention, gain and other words mean

<scenario> is a file, - for standard input, or the name of a bundled scenario.
Exit codes: 0 done, 1 the answer is no, 2 bad usage, bad input or a lack of the
machine, 70 a fault of the program, 128 + n ended by signal n.
Limits: a file of 5 MB, 10,000 rotations, 200 each of stages, channels, loops
and levers, 10,000,000 rotations x stages x (channels + loops), 1e15 people,
1e21 in money, 1e9 runs on 256 threads, 20,000 bands or values to track, sweeps
of 10,000,000 rows, tables of 10,000, snapshots of 1,000,000 numbers; exact
answers of 1e9 multiplications, about 5 seconds, unless --exact is given.`;

const OUTLINE: ProgramOutline = { version: manifest.version, commands: COMMANDS };

/** What `help` explains beside commands. */
const TOPIC = 'words';

/** No line of help is longer; what is wrong with a command line may repeat it. */
const LONGEST_LINE = 800;

/** A command and what it takes; that all have options is said once, by the usage. */
const termOf = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map(termOfArgument)].join(' ');

function termOfArgument(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

/** The commands that a command line can be about: the one that it begins with, or any. */
function commandsFor([first]: readonly string[]): readonly CommandDefinition[] {
  const called = COMMANDS.find(({ name }) => name === first);
  return called ? [called] : COMMANDS;
}

/**
 * The command line, built fresh, so that a test can run it with streams of its own.
 * @param args what will be run: only the commands that it names are built in full
 */
export function makeProgram(io: Io, args: readonly string[]): Command {
  const program = new Command('flywheel')
    .description(
      'Turns a customer lifecycle rotation by rotation, with advocates bringing new prospects back to the start.',
    )
    .version(manifest.version)
    .addHelpText('after', help)
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) =>
        io.err(
          text
            .split('\n')
            .map((line) => brief(line, LONGEST_LINE))
            .join('\n'),
        ),
      getOutHelpWidth: () => io.outColumns ?? 80,
      getErrHelpWidth: () => io.errColumns ?? 80,
    })
    .configureHelp({ subcommandTerm: termOf })
    .exitOverride();
  addFlagsForAll(program);
  addWords(program, io);
  for (const definition of commandsFor(args)) {
    const command = listCommand(definition, program);
    if (args.includes(definition.name)) fillCommand(definition, command, OUTLINE, io);
  }
  return program;
}

/** `flywheel help words`: a topic that commander takes for the help of a command. */
function addWords(program: Command, io: Io): void {
  const text = (): string => explainedWords(io.outColumns ?? 80);
  const words = program.command(TOPIC, { hidden: true });
  words.configureHelp({ formatHelp: text }).action(() => io.out(text()));
}
