import { MOST_WORK, type Pause, takenExactly } from '../../analysis/chance/exactly.ts';
import { isIndependent, wholeCountOf } from '../../analysis/chance/run-metrics.ts';
import { hasUncertainNumbers } from '../../analysis/chance/uncertainty.ts';
import { unlessInvalid } from '../../analysis/overflow.ts';
import { variedNumbers } from '../../analysis/what-if/varied-numbers.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import type { ExactAnswer } from '../../engine/exact/distribution.ts';
import { chanceOf } from '../../engine/exact/quantiles.ts';
import { InputError } from '../../model/errors.ts';
import type { Goal } from '../../model/metric/goal.ts';
import { thousands } from '../../model/number/scalar.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { compile } from '../../model/plan/compile.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Target } from './goal.ts';
import type { Probe } from './root-finding.ts';

export interface ProbeOptions {
  /** True to look for a chance however long that takes. */
  readonly exact?: boolean;
  readonly pause?: Pause;
}

/**
 * What a target looks at, as a function of one number of the scenario: a metric by expected values, or the exact chance
 * of a goal; null where it is undefined, grows past what can be counted, or has no exact answer.
 * @param scenario in which the path is written: a number as a single value
 * @throws InputError for a chance that only runs could estimate; the probe throws it where looking on takes too long
 */
export function probeOf(
  scenario: Scenario,
  switches: readonly Switch[],
  path: string,
  target: Target,
  options: ProbeOptions = {},
): Probe {
  if (target.kind === 'chance') return chanceProbe(scenario, switches, path, target.goal, options);
  const whatIf = new WhatIf(scenario, switches, [path], [target.metric]);
  return async (x) => {
    const [value] = unlessInvalid(() => whatIf.at([x])) ?? [];
    return typeof value === 'number' ? value : null;
  };
}

function chanceProbe(
  scenario: Scenario,
  switches: readonly Switch[],
  path: string,
  goal: Goal,
  { exact = false, pause }: ProbeOptions,
): Probe {
  const { metric, comparison, value } = goal;
  const plan = compile(scenario, switches);
  const isExact = isIndependent(plan) && !hasUncertainNumbers(scenario, switches);
  if (!isExact || wholeCountOf(plan, metric) === null) throw noExactChance(metric.name, isExact);
  const variable = new VariablePlan(scenario, switches);
  const [number] = variedNumbers(scenario, [path]);
  let left = exact ? Infinity : MOST_WORK;
  return async (x) => {
    const varied = unlessInvalid(() => {
      variable.put(number.path, number.at([[x]]));
      return variable.current();
    });
    const count = varied && wholeCountOf(varied, metric);
    if (!varied || !count) return null;
    const rotation = metric.when === 'last' ? varied.rotations : metric.when;
    let chance: number | null = null;
    const take = (outcome: ExactAnswer): void => {
      if (!('reason' in outcome)) chance = chanceOf(outcome, comparison, value);
    };
    const work = await takenExactly(varied, [{ count, rotation }], left, take, pause);
    if (work === null) throw tooLong(path);
    left -= work;
    return chance;
  };
}

const tooLong = (path: string): InputError =>
  InputError.of(
    `exact chances at so many values would take more than ${thousands(MOST_WORK)} multiplications: ` +
      `--exact makes them, or a narrower range (--vary ${path}=from:to) takes fewer`,
    '--goal',
  );

function noExactChance(name: string, isIndependentWheel: boolean): InputError {
  const why = isIndependentWheel
    ? `${name} is no count of people`
    : 'a market, proof or uncertain numbers leave only estimates from runs';
  return InputError.of(
    `solve needs exact chances, and here there are none: ${why}. flywheel chance estimates them`,
    '--goal',
  );
}
