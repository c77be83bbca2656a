/** A step into a scenario: a key, or the index of a list's element. */
export type Step = string | number;
export type Path = readonly Step[];

/** Where in a text something stands: line and column count from 1, the column in UTF-16 units. */
export interface Place {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** The whole line of the text, for an excerpt with a caret. */
  readonly excerpt: string;
}

/** One thing wrong with an input. `place` is null when there is no text to point at; `flag` names the flag that caused it. */
export interface Problem {
  readonly place: Place | null;
  readonly flag: string | null;
  readonly message: string;
}

/** The input is wrong: everything found at once, each with its place. The command line turns it into exit code 2. */
export class InputError extends Error {
  // On the prototype, since the name goes into the stack before fields are set; and as a text, which no minifier renames.
  static {
    InputError.prototype.name = 'InputError';
  }

  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.problems = problems;
  }

  /** An error about the input as a whole. */
  static of(message: string, flag: string | null = null): InputError {
    return new InputError([{ place: null, flag, message }]);
  }
}

/** People or amounts grow past what can be counted. */
export class UncountableError extends InputError {
  static {
    UncountableError.prototype.name = 'UncountableError';
  }

  /** Which of the lanes that were computed side by side. */
  readonly lane: number;

  constructor(message: string, lane = 0) {
    super([{ place: null, flag: null, message }]);
    this.lane = lane;
  }
}

/** The wheel grows past what can be counted. `rotation` counts from 1. */
export class RunawayError extends UncountableError {
  static {
    RunawayError.prototype.name = 'RunawayError';
  }

  readonly rotation: number;

  constructor(rotation: number, limit: number, lane = 0) {
    super(
      `growth passes ${limit.toExponential().replace('+', '')} people in rotation ${rotation}: ` +
        'lower the referral rate, the retention or the volumes, or run fewer rotations (--rotations)',
      lane,
    );
    this.rotation = rotation;
  }
}
