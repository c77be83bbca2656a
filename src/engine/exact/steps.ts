/**
 * Work that is done piece by piece, so that whoever waits for it can do something else in between: each piece says how
 * many complex multiplications it took, about.
 */
export type Steps<Result> = Generator<number, Result>;

/** Does it all at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
