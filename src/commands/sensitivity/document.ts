import type { Sampling } from '../../analysis/chance/estimate.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { type Sensitivity, type SensitivitySettings, sensitivityOf } from '../../analysis/what-if/sensitivity.ts';
import {
  type UncertaintySensitivity,
  type UncertaintySettings,
  uncertainSensitivityOf,
} from '../../analysis/what-if/uncertain-sensitivity.ts';
import type { Measure } from '../../model/metric/measure.ts';
import type { Metric } from '../../model/metric/metric.ts';
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

/** What `sensitivity --by uncertainty` finds out: the shape of its JSON document, without its header. */
export interface UncertaintyResult extends UncertaintySensitivity {
  readonly scenario: Simulation['scenario'];
}

/**
 * The JSON document of `flywheel sensitivity --by uncertainty`, without its header.
 * @throws InputError as `uncertainSensitivityOf` does
 */
export async function uncertaintyDocument(
  scenario: Scenario,
  metric: Metric,
  options: UncertaintySettings,
  sampling: Sampling,
): Promise<UncertaintyResult> {
  const found = await uncertainSensitivityOf(scenario, metric, options, sampling);
  return { scenario: ranAs(scenario, options.switches), ...found };
}
