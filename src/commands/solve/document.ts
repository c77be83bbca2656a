import { notesOn } from '../../analysis/caveats.ts';
import type { Pause } from '../../analysis/chance/exactly.ts';
import { beyond } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { InputError } from '../../model/errors.ts';
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
import { readTarget, subjectOf, type Target } from './goal.ts';
import { type ProbeOptions, probeOf } from './objective.ts';
import type { Probe } from './root-finding.ts';
import { pointsBetween, sensiblePoints } from './search-range.ts';
import { type Finding, solve } from './solve.ts';

/** A value of the number, and what the goal looks at comes to there. */
export interface Solution {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly value: number;
  /** What was looked at: `gain@5`, or `chance of gain@5 at least 47`. */
  readonly metric: string;
  readonly achieved: number;
}

/** What `solve` finds out: the shape of its JSON document, without its header. */
export interface SolveResult {
  readonly scenario: Simulation['scenario'];
  /** `exact` for a chance. */
  readonly method: 'expected' | 'exact';
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

/**
 * Looks in a field for the value that reaches a goal.
 * @param tried called before each try
 * @throws InputError for a goal that cannot be read, and where what it looks at has no value anywhere in the field
 */
export async function solvedIn(
  field: Field,
  goal: string,
  switches: readonly Switch[],
  options: ProbeOptions,
  tried: Pause,
): Promise<Solved> {
  const { path, points, present } = field;
  const { scenario } = field.examined;
  const target = targetOf(goal, scenario);
  const probe = probeOf(scenario, switches, path, target, options);
  let tries = 0;
  const watched: Probe = async (x) => {
    await tried(Math.min(++tries, MOST_TRIES), MOST_TRIES);
    return probe(x);
  };
  const finding = await solve(watched, target.value, points, present);
  if (!finding) throw InputError.of(`${subjectOf(target)} has no value for any ${path} in the range`, '--goal');
  const { reached, value, achieved, others } = finding;
  const best = { path, value, metric: subjectOf(target), achieved };
  const result: SolveResult = {
    scenario: ranAs(scenario, switches),
    method: target.kind === 'chance' ? 'exact' : 'expected',
    goal: target.text,
    solution: reached ? best : null,
    ...(reached ? { others } : { nearest: best }),
    notes: notesOn(scenario, switches),
  };
  return { field, target, finding, result };
}

/** @throws InputError for a goal that cannot be read, or that names a rotation beyond the run */
function targetOf(text: string, scenario: Scenario): Target {
  const target = readTarget(text, metricIds(scenario));
  if ('fault' in target) throw InputError.of(target.fault, '--goal');
  const fault = beyond(target.kind === 'chance' ? target.goal.metric : target.metric, scenario);
  if (fault !== null) throw InputError.of(fault, '--goal');
  return target;
}
