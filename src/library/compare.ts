import { oneByOne, pairedSamplingHere, samplingHere } from '../analysis/chance/one-thread.ts';
import { ranAs } from '../analysis/simulate.ts';
import { compare as compared, withChance, withMeasures } from '../commands/compare/compare.ts';
import { numberedWhereAlike } from '../commands/compare/labels.ts';
import type { ComparisonResult, Contestant } from '../commands/compare/types.ts';
import { InputError } from '../model/errors.ts';
import { show } from '../model/number/scalar.ts';
import { compile } from '../model/plan/compile.ts';
import { givenScenario } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { isMapping } from '../model/text/source.ts';
import { CHANCES, type Chances, LEVERS, optional, optionsOf, text, texts, truth, type WithLevers } from './options.ts';
import { paceOf } from './pace.ts';

/** A scenario that is held against the first one. */
export interface ComparedScenario extends WithLevers {
  /** By default the first scenario itself, for what levers change about it. */
  readonly scenario?: Scenario;
  /** What the document calls it; by default by its levers, its name or its number. */
  readonly label?: string;
}

/** What `compare` is asked. */
export interface CompareOptions extends Chances {
  /** What the scenario is compared with: at least one. The levers of `with` are on in the first scenario alone. */
  readonly against: readonly ComparedScenario[];
  /** What the document calls the first scenario; by default by its levers, its name or its number. */
  readonly label?: string;
  /** Such as `['gain@5', 'p5:cash', 'chance of cash at least 0']`; by default what a person would want. */
  readonly metrics?: readonly string[];
  /** True for bands, and how often each scenario beats the first, run for run under the same luck. */
  readonly bands?: boolean;
}

/**
 * Metrics of several scenarios side by side, with differences to the first, as `flywheel compare` finds them.
 * Scenarios are compared over the rotations that all of them have.
 * @returns the JSON document of the command, without its header. Every list of a metric has an entry for each scenario, the
 * first one included; `change` is in the metric's unit, `relative` over the size of the first value. With bands, scenarios
 * are drawn under the same luck (common random numbers), and `beats` is a share of runs from 0 to 1 with its standard error.
 * @throws InputError (rejects) for what is wrong with a scenario or an option, or a metric that no scenario has; the
 * signal's reason when aborted
 *
 * @example
 * import { compare, readScenario } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 *   levers: [{ id: double, changes: [{ path: loops.word-of-mouth.perMember, multiply: 2 }] }]
 * `);
 * const against = [{ with: [{ lever: 'double', from: 1 }] }];
 * const { metrics } = await compare(scenario, { against, metrics: ['gain@2'] });
 * console.log(metrics[0].values.join(' and ')); // 10 and 20
 */
export async function compare(scenario: Scenario, options: CompareOptions): Promise<ComparisonResult> {
  const asked = optionsOf(options, {
    against: others,
    label: optional(text, undefined),
    metrics: optional(texts, undefined),
    bands: optional(truth, false),
    ...CHANCES,
  });
  const pause = paceOf(asked);
  const { metrics, bands, runs, seed, exact } = asked;
  const expected = compared(contestantsOf(givenScenario(scenario), asked), metrics ?? []);
  const measured = await withMeasures(expected, { runs, seed, exact, pause }, oneByOne(samplingHere(pause)));
  const { result, contestants } = measured;
  if (!bands) return result;
  const chances = { runs, seed, exact, pause, named: metrics !== undefined };
  return withChance(result, contestants, chances, pairedSamplingHere(pause));
}

/** The scenario and those that it is compared with, all of them checked, levers too. */
function contestantsOf(first: Scenario, { against, label, with: on }: Asked): Contestant[] {
  const given = against.map(({ scenario, ...other }) => {
    return { ...other, scenario: scenario === undefined ? first : givenScenario(scenario) };
  });
  const contestants = labelled([{ scenario: first, label, with: on }, ...given]);
  // A lever that does not fit is said of the scenario as it was given, and not as it is shortened.
  for (const { scenario, switches } of contestants) compile(scenario, switches);
  return contestants;
}

function others(value: unknown) {
  if (!Array.isArray(value) || value.length === 0)
    throw InputError.of(`against must be a list of at least one such as { scenario, with: [] }, got ${show(value)}`);
  return value.map((item: unknown, i) => {
    if (!isMapping(item)) throw InputError.of(`against[${i}] must be like { scenario, with: [] }, got ${show(item)}`);
    return optionsOf(item, {
      scenario: (scenario) => scenario as Scenario | undefined,
      label: optional(text, undefined),
      ...LEVERS,
    });
  });
}

interface Asked {
  readonly against: ReturnType<typeof others>;
  readonly label: string | undefined;
  readonly with: Contestant['switches'];
}

interface Given {
  readonly scenario: Scenario;
  readonly label: string | undefined;
  readonly with: Contestant['switches'];
}

/** What each is called: by a label of its own, its levers, its name or its number. */
function labelled(given: readonly Given[]): Contestant[] {
  const labels = given.map(({ scenario, label, with: switches }, i) => {
    const on = ranAs(scenario, switches).with.join(', ');
    return label ?? (on === '' ? scenario.name || `scenario ${i + 1}` : `with ${on}`);
  });
  const told = numberedWhereAlike(labels);
  return given.map(({ scenario, with: switches }, i) => ({ scenario, switches, label: told[i] }));
}
