import type { Actual } from '../model/actuals.ts';
import { InputError } from '../model/errors.ts';
import { isMoney } from '../model/metric.ts';
import { compile } from '../model/plan.ts';
import type { GoalResult, Method } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { answersTo, type ChanceOptions, type Sampling } from './answers.ts';
import { countedAs, type Placed, placedBy, tailsOf, type Verdict } from './placed.ts';
import { expectedRun } from './simulate.ts';

/** An actual value, and how unusual it is. */
export interface Comparison extends Placed {
  /** The chance that a wheel which runs to plan comes out at least as far on its side; inside, on the rarer side. */
  readonly tail: number;
  /** How the tail was found. */
  readonly method: Method;
}

/** A plan held against what happened. */
export interface Tracking {
  readonly method: Method;
  /** Null where every answer is exact. */
  readonly runs: number | null;
  readonly comparisons: readonly Comparison[];
  /** How many of the comparisons would not be inside by chance alone, on average. */
  readonly expectedOutside: number;
  /** What could not be compared, or has no value in some runs. */
  readonly notes: readonly string[];
}

/** As for bands: nobody reads more, and each takes memory. */
const MOST_COMPARED = 20_000;

/**
 * Holds actual values against the plan: exactly for counts of people who do not depend on one another, from runs for
 * everything else.
 * @throws InputError for too many values, or when the scenario has a value for none of them
 */
export async function track(
  scenario: Scenario,
  actuals: readonly Actual[],
  options: ChanceOptions,
  sampling: Sampling,
): Promise<Tracking> {
  if (actuals.length > MOST_COMPARED)
    throw InputError.of('up to 20,000 values are compared: leave out rotations, or columns');
  const plan = compile(scenario, options.switches);
  // Of amounts without prices, runs would only show that there are none.
  const asked = actuals.filter(({ metric }) => plan.prices !== null || !isMoney(metric));
  const metrics = asked.map(({ metric }) => metric);
  const goals = asked.flatMap((actual) => tailsOf(actual, countedAs(plan, actual)));
  const answers = await answersTo({ metrics, goals, outside: true }, scenario, options, sampling);
  const expected = expectedRun(plan);
  const comparisons = asked.flatMap((actual, i): Comparison[] => {
    const band = answers.bands[i];
    if (!band) return [];
    const placed = placedBy(plan, expected, actual, band);
    return [{ ...placed, ...tailOf(placed.verdict, answers.goals[2 * i], answers.goals[2 * i + 1]) }];
  });
  const missing = withoutValue(actuals, comparisons, scenario);
  if (comparisons.length === 0) throw InputError.of(`there is nothing to compare: ${missing.join(' ')}`);
  const names = new Set(comparisons.map(({ actual }) => actual.metric.name));
  return {
    method: answers.method,
    runs: answers.runs,
    comparisons,
    expectedOutside: answers.outside.reduce((sum, chance) => sum + chance, 0),
    // What has no value at all is among the missing.
    notes: [
      ...missing,
      ...(answers.tooLong === null ? [] : [answers.tooLong]),
      ...new Set(answers.notes.filter((note) => names.has(note.split(' ', 1)[0]))),
    ],
  };
}

/** The tail on the side of the value; inside, the rarer one. */
function tailOf(verdict: Verdict, atLeast: GoalResult, atMost: GoalResult): Pick<Comparison, 'tail' | 'method'> {
  const sides = [...(verdict === 'below' ? [] : [atLeast]), ...(verdict === 'above' ? [] : [atMost])];
  return { tail: Math.min(...sides.map(({ probability }) => probability)), method: sides[0].method };
}

/** What the scenario has no value of: nothing there can be compared. */
function withoutValue(actuals: readonly Actual[], placed: readonly Placed[], { period }: Scenario): string[] {
  const compared = new Set(placed.map(({ actual }) => actual));
  const names = new Set(placed.map(({ actual }) => actual.name));
  const missing = new Map<string, number[]>();
  for (const actual of actuals.filter((one) => !compared.has(one))) {
    const rotations = missing.get(actual.name) ?? [];
    rotations.push(actual.rotation);
    missing.set(actual.name, rotations);
  }
  return [...missing].map(([name, rotations]) => {
    if (!names.has(name)) return `${name} has no value in this scenario, and is not compared.`;
    return `${name} has no value in ${period ?? 'rotation'} ${rotations.join(', ')}, and is not compared there.`;
  });
}
