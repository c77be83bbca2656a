import type { Io } from '../io/io.ts';
import type { Outcome } from '../io/publish.ts';
import type { Argument, ChangeOptions, Flag } from './flag.ts';
import { FLAGS_FOR_ALL } from './flags-for-all.ts';

/** What one command line gives a command. */
export interface Given<Flags> {
  /** The arguments, those that repeat one behind the other. */
  readonly args: readonly string[];
  /** By name, in camel case; a flag that was not given and has no default is undefined. */
  readonly flags: Flags;
  /** The names of the flags that were written, whatever their values. */
  readonly typed: ReadonlySet<string>;
  readonly changed: ChangeOptions;
  readonly program: ProgramOutline;
}

/** The program as data: what completion is made from. */
export interface ProgramOutline {
  readonly version: string;
  readonly commands: readonly CommandDefinition[];
}

/** A command: what it takes and says of itself is data; what it does is loaded when it runs. */
export interface CommandDefinition<Flags = unknown> {
  readonly name: string;
  /** For the list of all commands. */
  readonly summary: string;
  /** For the head of its own help. */
  readonly description: string;
  readonly args: readonly Argument[];
  readonly flags: readonly Flag[];
  /** Examples, and what else stands below the flags. */
  readonly help: string;
  /** True where --output takes something else than the result: its ending says nothing of how that is printed. */
  readonly writesOther?: boolean;
  readonly run: (given: Given<Flags>, io: Io) => Promise<Outcome>;
}

/**
 * Defines a command, with the flags that all have after its own.
 * @param definition its `run` imports what it needs, so that starting other commands stays cheap
 */
export const defineCommand = <Flags = unknown>(definition: CommandDefinition<Flags>): CommandDefinition =>
  ({ ...definition, flags: [...definition.flags, ...FLAGS_FOR_ALL] }) as CommandDefinition;

/** The argument that most commands take. */
export const SCENARIO: Argument = {
  usage: '<scenario>',
  help: 'a file, - for standard input, or the name of a bundled scenario',
  completes: 'scenario',
};
