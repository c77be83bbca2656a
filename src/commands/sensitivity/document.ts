import { ranAs } from '../../analysis/simulate.ts';
import { type Sensitivity, type SensitivitySettings, sensitivityOf } from '../../analysis/what-if/sensitivity.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** What `sensitivity` finds out: the shape of its JSON document, without its header. */
export interface SensitivityResult extends Sensitivity {
  readonly scenario: Simulation['scenario'];
}

/**
 * The JSON document of `flywheel sensitivity`, without its header.
 * @throws InputError as `sensitivityOf` does
 */
export async function sensitivityDocument(
  scenario: Scenario,
  measure: Measure,
  options: SensitivitySettings,
): Promise<SensitivityResult> {
  return { scenario: ranAs(scenario, options.switches), ...(await sensitivityOf(scenario, measure, options)) };
}
