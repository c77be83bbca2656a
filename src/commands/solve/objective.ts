import type { SamplingEach } from '../../analysis/chance/estimate.ts';
import { type Estimate, type EvaluatorSettings, MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { unlessInvalid } from '../../analysis/overflow.ts';
import { WhatIf } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { withNumber } from '../../model/scenario/change.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** A measure as a function of one number of a scenario. */
export interface Objective {
  /** Null where the measure is undefined, grows past what can be counted, or a lever does not fit. */
  readonly at: (x: number) => Promise<Estimate | null>;
  /** At several values side by side, each before `at` is asked for it. */
  readonly prepare: (xs: readonly number[]) => Promise<void>;
  /** What the measure was found by, and from how many runs. */
  readonly runs: () => number | null;
  readonly notes: () => readonly string[];
}

/** About how many values a search looks at. */
const TRIES = 100;

/** Values that are measured between two looks at whatever else is due. */
const SIDE_BY_SIDE = 8;

/**
 * A metric by expected values.
 * @param scenario in which the path is written, as a single number
 */
export function expectedObjective(
  scenario: Scenario,
  switches: readonly Switch[],
  path: string,
  { metric }: Measure,
): Objective {
  const whatIf = new WhatIf(scenario, switches, [path], [metric]);
  return {
    at: async (x) => {
      const [value] = unlessInvalid(() => whatIf.at([x])) ?? [];
      return typeof value === 'number' ? { value, method: 'expected', standardError: null } : null;
    },
    prepare: async () => {},
    runs: () => null,
    notes: () => [],
  };
}

/** What chance makes of the scenario: exact where that can be had, else from runs, the same for every value of the number. */
export function chanceObjective(
  scenario: Scenario,
  switches: readonly Switch[],
  path: string,
  measure: Measure,
  settings: EvaluatorSettings,
  sampling: SamplingEach,
): Objective {
  const evaluator = new MeasureEvaluator([measure], { ...settings, variants: TRIES }, sampling);
  const known = new Map<number, Estimate | null>();
  const measured = async (xs: readonly number[]): Promise<void> => {
    const found = await evaluator.ofEach(xs.map((x) => ({ scenario: withNumber(scenario, path, x), switches })));
    for (const [i, x] of xs.entries()) known.set(x, estimateOrNull(found[i]));
  };
  return {
    at: async (x) => {
      if (!known.has(x)) await measured([x]);
      return known.get(x) ?? null;
    },
    prepare: async (xs) => {
      for (let i = 0; i < xs.length; i += SIDE_BY_SIDE) {
        await settings.pause?.(i, xs.length);
        await measured(xs.slice(i, i + SIDE_BY_SIDE).filter((x) => !known.has(x)));
      }
    },
    runs: () => evaluator.runs,
    notes: () => evaluator.notes,
  };
}

function estimateOrNull(found: readonly Estimate[] | InputError): Estimate | null {
  if (found instanceof InputError) return null;
  return found[0].value === null ? null : found[0];
}
