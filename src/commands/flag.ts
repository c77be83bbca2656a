import type { Switch } from '../model/plan/active-levers.ts';
import type { Change } from '../model/scenario/change.ts';

/** What a shell can offer in a place of the command line. */
export type Completion = 'scenario' | 'bundled scenario' | 'file' | 'lever' | 'metric' | 'column';

/** An argument of a command. */
export interface Argument {
  /** As the usage names it: `<scenario>` has to be there, `[goal...]` may be left out or repeated. */
  readonly usage: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly completes?: Completion;
}

/** A flag of a command. */
export interface Flag {
  /** Without its dashes, `output`; `short` is its letter. */
  readonly name: string;
  readonly short?: string;
  /** What the usage calls its value, `<file>`. A flag without one is on or off. */
  readonly takes?: string;
  readonly help: string;
  readonly choices?: readonly string[];
  /** The value where it is not given, and how help says it where that is another text. */
  readonly default?: unknown;
  readonly defaultText?: string;
  readonly required?: true;
  /** Another flag that it does not go along with. */
  readonly conflicts?: string;
  /** Help and completion do not mention it. */
  readonly hidden?: true;
  /** A list is of words that it may take, among others. */
  readonly completes?: Completion | readonly string[];
  /**
   * What its text comes to; without it the text itself.
   * @throws RefusedValue for a text that means nothing here
   */
  readonly read?: (text: string) => unknown;
  /** True for a flag that may be repeated: its values make a list. */
  readonly repeats?: true;
  /** The list of `ChangeOptions` that the values, lists themselves, go to: in the order written, whatever the flags. */
  readonly into?: keyof ChangeOptions;
}

/** What the change flags of one command line come to, in the order written. */
export interface ChangeOptions {
  readonly changes: Change[];
  readonly switches: Switch[];
}

/** A value of a flag that means nothing: the message says what the flag takes. */
export class RefusedValue extends Error {}
