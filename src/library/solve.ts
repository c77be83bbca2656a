import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { fieldOf, type SolveResult, solvedIn } from '../commands/solve/document.ts';
import { InputError } from '../model/errors.ts';
import { show } from '../model/number/scalar.ts';
import { givenDocument, unplaced } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { CHANCES, type Chances, mustBe, optional, optionsOf, text } from './options.ts';
import { paceOf } from './pace.ts';

/** What `solve` is asked. */
export interface SolveOptions extends Chances {
  /** The number that is looked for, members by id: `'loops.word-of-mouth.perMember'`. */
  readonly vary: string;
  /** Where to look, both ends included; by default in the whole sensible range of such a number. */
  readonly between?: readonly [low: number, high: number];
  /** `'gain@5 = 47'`, `'p5:cash = 0'`, or for a chance `'chance of gain@5 at least 47 = 90%'`. */
  readonly goal: string;
}

/**
 * The value of one number that reaches a goal, as `flywheel solve` finds it: a metric by expected values, or a
 * measure of chance, exact where the scenario allows it and else from runs that have the same luck for every value.
 * @returns the JSON document of the command, without its header: `value` in the unit of the number, to the last digits of a
 * double (root finding by Chandrupatla, Advances in Engineering Software 28, 1997), `achieved` in that of the metric; from runs the first value that does
 * at least so well, with its `standardError` and that of what it achieves. Where
 * no value reaches the goal, `solution` is null and `nearest` says where it comes nearest.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, where there is no such number or it is a
 * whole one, and where what the goal looks at has no value; the signal's reason when aborted
 *
 * @example
 * import { readScenario, solve } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const { solution } = await solve(scenario, { vary: 'loops.word-of-mouth.perMember', goal: 'gain@2 = 15' });
 * console.log(solution?.value.toFixed(6)); // 1.500000
 */
export async function solve(scenario: Scenario, options: SolveOptions): Promise<SolveResult> {
  const asked = optionsOf(options, {
    vary: text,
    between: optional(ends, null),
    goal: text,
    ...CHANCES,
  });
  const tried = paceOf(asked);
  const { vary: path, between: range, goal, runs, seed, exact, with: switches } = asked;
  const field = unplaced(() => fieldOf(givenDocument(scenario), [], { path, range }, 'vary'));
  const pause = paceOf({ ...asked, progress: undefined });
  const settings = { switches, runs, seed, exact, pause };
  return (await solvedIn(field, goal, settings, oneByOne(samplingHere(pause)), tried)).result;
}

function ends(value: unknown): readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isFinite))
    throw mustBe('between', 'two numbers such as [0, 2]', value);
  const [low, high]: number[] = value;
  if (low >= high) throw InputError.of(`between goes from the lower end to the higher, got ${show(value)}`);
  return [low, high];
}
