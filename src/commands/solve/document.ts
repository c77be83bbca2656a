import { chanceNotes, notesOn } from '../../analysis/caveats.ts';
import { DEFAULT_RUNS, refuseInexact, type SamplingEach } from '../../analysis/chance/estimate.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import { type Estimate, type EvaluatorSettings, questionsOf } from '../../analysis/measure/evaluator.ts';
import { beyond } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
import { isLessBetter, isOfChance, type Measure } from '../../model/metric/measure.ts';
import { AMOUNT, inRange, type Range } from '../../model/number/range.ts';
import { readScalar } from '../../model/number/scalar.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Simulation } from '../../model/result.ts';
import type { Search } from '../../model/scenario/axis.ts';
import type { Change } from '../../model/scenario/change.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import { type NumberTarget, numberTarget } from '../../model/scenario/number-target.ts';
import { valueAt } from '../../model/scenario/path.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type Examined, validate } from '../../model/scenario/validate.ts';
import type { Document } from '../../model/text/source.ts';
import { isWhole, withVaried } from '../vary-number.ts';
import { readTarget, type Target } from './goal.ts';
import { chanceObjective, expectedObjective, type Objective } from './objective.ts';
import { errorOfSolution, measureOfError } from './precision.ts';
import type { Probe } from './root-finding.ts';
import { nearest, pointsBetween, sensiblePoints, thinned } from './search-range.ts';
import { type Finding, inSteps, SMOOTH, solve } from './solve.ts';

/** A value of the number, and what the goal looks at comes to there. */
export interface Solution {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly value: number;
  /** What was looked at: `gain@5`, `p5:cash`, or `chance of gain@5 at least 47`. */
  readonly metric: string;
  readonly achieved: number;
  /** From runs: how far the value may be off; null where the measure does not change there. */
  readonly standardError?: number | null;
  /** From runs: how far what it achieves may be off. */
  readonly achievedStandardError?: number | null;
}

/** What `solve` finds out: the shape of its JSON document, without its header. */
export interface SolveResult {
  readonly scenario: Simulation['scenario'];
  readonly method: Estimate['method'];
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  readonly goal: string;
  /** Null where no value reaches the goal. */
  readonly solution: Solution | null;
  /** With a solution: other values that reach the goal too, in rising order. There may be more. */
  readonly others?: readonly number[];
  /** Without one: where it comes nearest. */
  readonly nearest?: Solution;
  readonly notes: readonly string[];
}

/** Where to look, once it is known what kind of number it is. */
export interface Field {
  readonly path: string;
  /** With the number written, at the last of the points. */
  readonly examined: Examined;
  readonly points: readonly number[];
  /** The number as it stands, null where it is no single number. */
  readonly present: number | null;
}

/**
 * The field of a search in a scenario.
 * @param flag what errors call the search
 * @throws InputError where there is no such number, or it is a whole one
 */
export function fieldOf(document: Document, changes: readonly Change[], { path, range }: Search, flag: string): Field {
  const standing = validate(document, changes);
  const target = numberTarget(standing, path);
  if ('fault' in target) throw InputError.of(target.fault, flag);
  if (isWhole(standing, path)) {
    throw InputError.of(`${path} is a whole number: try them all with flywheel sweep --vary ${path}=1:24:1`, flag);
  }
  const present = presentOf(standing, target);
  const points = range ? pointsBetween(...range) : sensiblePoints(domainOf(target), present);
  // The lowest of all points may not fit with other numbers, such as a cost of 0 with a budget: that is no error.
  const values = range ?? [present ?? points[1]];
  return { path, examined: withVaried(document, changes, [{ path, flag, values }]), points, present };
}

/** What stands at a target: 1 for a factor; null for a number that is no single one. */
function presentOf(scenario: Scenario, { isFactor, path, entry, spec }: NumberTarget): number | null {
  if (isFactor) return 1;
  const scalar = readScalar(valueAt(scenario, [...path, ...entry]));
  return 'value' in scalar && (entry.length > 0 || inRange(scalar.value, spec.range)) ? scalar.value : null;
}

/** Where to look for what has no range of its own: factors and what stands inside a number are 0 or more. */
const domainOf = ({ isFactor, entry, spec }: NumberTarget): Range =>
  isFactor || entry.length > 0 ? AMOUNT : spec.range;

/** More than any search takes: a hundred points, and sixty halvings for each of a few solutions. */
const MOST_TRIES = 500;

/** What was asked, and what was found. */
export interface Solved {
  readonly field: Field;
  readonly target: Target;
  readonly finding: Finding;
  readonly result: SolveResult;
}

/** How chance is asked, where the goal is one of chance. */
export interface SolveSettings extends Omit<EvaluatorSettings, 'variants'> {
  readonly switches: readonly Switch[];
}

/**
 * Looks in a field for the value that reaches a goal.
 * @param tried called before each try
 * @throws InputError for a goal that cannot be read, where what it looks at has no value anywhere in the field, and where
 * exact answers are insisted on that there are not
 */
export async function solvedIn(
  field: Field,
  goal: string,
  { switches, ...settings }: SolveSettings,
  sampling: SamplingEach,
  tried: Pause,
): Promise<Solved> {
  const { path } = field;
  const { scenario } = field.examined;
  const target = targetOf(goal, scenario);
  const { measure } = target;
  if (settings.exact && isOfChance(measure)) refuseInexact(scenario, questionsOf([measure]), switches);
  const make = (one: Measure, chance: EvaluatorSettings): Objective =>
    isOfChance(one)
      ? chanceObjective(scenario, switches, path, one, chance, sampling)
      : expectedObjective(scenario, switches, path, one);
  let objective = make(measure, settings);
  let found = await search(field, target, objective, tried);
  // Where some values have exact answers and those that matter have none, all are drawn: no step lies between the two.
  if (found.isMixed) {
    objective = make(measure, { ...settings, runs: DEFAULT_RUNS });
    found = await search(field, target, objective, tried);
  }
  const { finding } = found;
  const best = { path, value: finding.value, metric: measure.name, achieved: finding.achieved };
  const errors = await errorsOf(found, target, field, objective, () =>
    make(measureOfError(target), { ...settings, runs: objective.runs() }),
  );
  // Elsewhere values may have been drawn that have no exact answer: of what was found they say nothing.
  const runs = found.method === 'monte-carlo' ? objective.runs() : null;
  const notes = isOfChance(measure) ? chanceNotes(scenario, switches) : notesOn(scenario, switches);
  const result: SolveResult = {
    scenario: ranAs(scenario, switches),
    method: found.method,
    ...(runs === null ? {} : { runs, seed: settings.seed }),
    goal: target.text,
    solution: finding.reached ? { ...best, ...errors } : null,
    ...(finding.reached ? { others: finding.others } : { nearest: { ...best, ...errors } }),
    notes: [...notes, ...objective.notes()],
  };
  return { field, target, finding, result };
}

interface Searched {
  readonly finding: Finding;
  /** How what was found is known there. */
  readonly method: Estimate['method'];
  /** True where that is by runs, and at some other values exactly. */
  readonly isMixed: boolean;
}

async function search(field: Field, target: Target, objective: Objective, tried: Pause): Promise<Searched> {
  const { path, points, present } = field;
  const { measure, value: goal } = target;
  const methods = new Set<Estimate['method']>();
  let tries = 0;
  const watched: Probe = async (x) => {
    await tried(Math.min(++tries, MOST_TRIES), MOST_TRIES);
    const estimate = await objective.at(x);
    if (estimate) methods.add(estimate.method);
    return estimate?.value ?? null;
  };
  // The first value says how all are found: one that is in use, and not the least of all.
  const usual = present ?? points[points.length >> 1];
  await watched(usual);
  const isDrawn = methods.has('monte-carlo');
  const sign = isLessBetter(measure) ? -1 : 1;
  const style =
    isOfChance(measure) && (isDrawn || measure.by !== 'chance') ? inSteps((off) => sign * off >= 0) : SMOOTH;
  const among = async (looked: readonly number[]): Promise<Finding | null> => {
    await objective.prepare(looked);
    return solve(watched, goal, looked, present, style);
  };
  // What takes runs is looked for near by first: beyond, where twice the number is little, only if it is not there.
  const near = isDrawn ? await among(thinned(nearest(points))) : null;
  const finding = near?.reached ? near : await among(isDrawn ? thinned(points) : points);
  if (!finding) throw InputError.of(`${measure.name} has no value for any ${path} in the range`, '--goal');
  const method = (await objective.at(finding.value))?.method ?? 'expected';
  return { finding, method, isMixed: method === 'monte-carlo' && methods.has('exact') };
}

/** How far a solution from runs may be off. */
async function errorsOf(
  { finding, method }: Searched,
  target: Target,
  { points }: Field,
  objective: Objective,
  other: () => Objective,
): Promise<Pick<Solution, 'standardError' | 'achievedStandardError'>> {
  if (method !== 'monte-carlo') return {};
  const of = measureOfError(target) === target.measure ? objective : other();
  return {
    standardError: await errorOfSolution(of, finding.value, [points[0], points[points.length - 1]]),
    achievedStandardError: (await objective.at(finding.value))?.standardError ?? null,
  };
}

/** @throws InputError for a goal that cannot be read, or that names a rotation beyond the run */
function targetOf(text: string, scenario: Scenario): Target {
  const target = readTarget(text, metricIds(scenario));
  if ('fault' in target) throw InputError.of(target.fault, '--goal');
  const fault = beyond(target.measure.metric, scenario);
  if (fault !== null) throw InputError.of(fault, '--goal');
  return target;
}
