import type { Switch } from '../model/plan/active-levers.ts';
import type { Scenario } from '../model/scenario/types.ts';

/** A flag as it was typed: `--volume paid=200` is `volume` and `paid=200`. */
export interface GivenFlag {
  readonly name: string;
  readonly value: string;
}

/** What a page is made from: a scenario with the change flags applied, and how the command line named them. */
export interface Report {
  readonly flywheel: 1;
  /** The scenario's file or name, as it was given. */
  readonly source: string;
  readonly flags: readonly GivenFlag[];
  readonly switches: readonly Switch[];
  readonly scenario: Scenario;
}

/** Characters that could end a script element, open a comment or a reference, or break a line of JavaScript. */
const ACTING = /[<>&\u2028\u2029]/g;

/** JSON that may stand inside a script element of HTML: its texts hold no character that means anything there. */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replace(
    ACTING,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
