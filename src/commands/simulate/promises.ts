import { simulate } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { AssertionResult } from '../../model/result.ts';
import { clashAmong } from '../../model/scenario/exclusions.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { validate } from '../../model/scenario/validate.ts';
import type { Document } from '../../model/text/source.ts';
import { capitalised } from '../../output/format/label.ts';
import { count } from '../../output/format/number.ts';
import { actually, brokenPromise, notJudged, promise } from '../../output/simulation/assertion-text.ts';

/** What there is to say of the promises of a scenario. */
export interface Judged {
  /** A line for each that failed. */
  readonly failed: readonly string[];
  readonly notes: readonly string[];
}

/** Of one that was run as given: each promise that it does not keep. */
export function judgedAsGiven(assertions: readonly AssertionResult[]): Judged {
  const failed = assertions.filter(({ passed }) => passed === false);
  const beyond = assertions.filter(({ passed }) => passed === null);
  return {
    failed: failed.map((assertion) => `assertion failed: the scenario ${brokenPromise(assertion)}`),
    notes: beyond.map((assertion) => `${promise(assertion)}: ${notJudged(assertion, 'this run')}`),
  };
}

/**
 * Of one that was changed: it promised nothing about what somebody tries with it, so that one note says it all.
 * @param document the scenario as it was given: what it broke already is no effect of the changes
 * @param scenario as it was changed
 * @param switches the levers that are on in it
 */
export function judgedAfterChanges(
  assertions: readonly AssertionResult[],
  document: Document,
  scenario: Scenario,
  switches: readonly Switch[],
): Judged {
  const broken = assertions.filter(({ passed }) => passed === false);
  const on = switches.map(({ lever }) => lever);
  const clashOf = (one: AssertionResult) => clashAmong(scenario, [...on, ...one.with]);
  const excluded = assertions.filter((one) => one.passed === null && clashOf(one) !== null);
  const left = assertions.filter((one) => one.passed === null && one.note !== undefined && !excluded.includes(one));
  const beyond = assertions.filter((one) => one.passed === null && !excluded.includes(one) && !left.includes(one));
  const before = broken.length > 0 ? judgedIn(document) : [];
  const old = broken.filter((assertion) => before[assertions.indexOf(assertion)]?.passed === false);
  const fresh = broken.filter((assertion) => !old.includes(assertion));
  const some = ({ length }: readonly unknown[]): string =>
    assertions.length === 1 ? 'the promise' : `${count(length)} of ${count(assertions.length)} promises`;
  const broke = `${some(fresh)} of the scenario no longer ${fresh.length === 1 ? 'holds' : 'hold'}`;
  const lacked = `${some(old)} of the scenario ${old.length === 1 ? 'does' : 'do'} not hold, with these changes or without`;
  const sentences = [
    ...(fresh.length > 0 ? [`With these changes ${broke}: ${named(fresh)}.`] : []),
    ...(old.length > 0 ? [`${capitalised(lacked)}: ${named(old)}.`] : []),
    ...(excluded.length > 0
      ? [`Not judged: ${named(excluded, (one) => `${clashOf(one)?.join(' and ')} exclude each other`)}.`]
      : []),
    ...(left.length > 0 ? [`Not judged, as chance is judged by flywheel check: ${named(left)}.`] : []),
    ...(beyond.length > 0 ? [`Not judged, beyond this run: ${named(beyond)}.`] : []),
  ];
  return { failed: [], notes: sentences.length > 0 ? [sentences.join(' ')] : [] };
}

/** The promises of the scenario as it was given; none where it cannot be run so. */
function judgedIn(document: Document): readonly AssertionResult[] {
  try {
    return simulate(validate(document)).assertions;
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

/** More promises than this are counted, and not named. */
const MOST_NAMED = 3;

function named(some: readonly AssertionResult[], remark = outcomeOf): string {
  const left = some.length - MOST_NAMED;
  const shown = some.slice(0, MOST_NAMED).map((one) => {
    const beside = remark(one);
    return beside === null ? promise(one) : `${promise(one)} (${beside})`;
  });
  return `${shown.join('; ')}${left > 0 ? `; and ${count(left)} more` : ''}`;
}

/** What a promise came to, where it was judged. */
function outcomeOf(one: AssertionResult): string | null {
  if (one.passed === null) return null;
  return `now ${one.actual === null ? 'without a value' : actually(one)}`;
}
