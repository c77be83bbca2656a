/** What may stand in a place of the command line, as far as a shell can tell without asking the program. */
export type Expected =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  /** The name of a bundled scenario, or a file. */
  | { readonly kind: 'scenario' }
  | { readonly kind: 'file' }
  /** Levers of the bundled scenario that the line names, with commas between. */
  | { readonly kind: 'lever' }
  /** Something that nobody can guess, such as a number. */
  | { readonly kind: 'free' };

/** A flag by all its names, `--output` and perhaps `-o`; `takes` is null where no value follows. */
export interface FlagOutline {
  readonly names: readonly string[];
  readonly about: string;
  readonly takes: Expected | null;
}

export interface CommandOutline {
  readonly name: string;
  readonly about: string;
  readonly flags: readonly FlagOutline[];
  /** Its arguments in order; with `endless` the last one may be repeated. */
  readonly takes: readonly Expected[];
  readonly endless: boolean;
}

/** A whole command line, as a shell has to know it to complete it. */
export interface Outline {
  readonly version: string;
  readonly flags: readonly FlagOutline[];
  readonly commands: readonly CommandOutline[];
  readonly scenarios: readonly { readonly name: string; readonly levers: readonly string[] }[];
}

export const namesOf = (things: readonly { readonly name: string }[]): string[] => things.map(({ name }) => name);

export const flagNames = (flags: readonly FlagOutline[]): string[] => flags.flatMap(({ names }) => names);

/** Names of the flags that a value follows. */
export const valuedNames = (flags: readonly FlagOutline[]): string[] =>
  flagNames(flags.filter(({ takes }) => takes !== null));

/** Words of which none is split, expanded or taken for a command, with spaces between. */
export const safeWords = (words: readonly string[]): string =>
  words.map((word) => word.replace(/[^\w.@%+-]/g, (character) => `\\${character}`)).join(' ');
