import type { Command } from 'commander';
import type { Io } from '../io/io.ts';

/** A command as the program knows it. What only its own run needs, `fill` adds: starting the others stays cheap. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** Arguments: how the usage names them, and what they are. */
  readonly takes: readonly (readonly [name: string, what: string])[];
  /** Adds the options, the help and the action. */
  readonly fill: (command: Command, io: Io) => void;
}

/** The argument that most commands take. */
export const SCENARIO = ['<scenario>', 'a file, - for standard input, or the name of a bundled scenario'] as const;
