import { ranAs } from '../../analysis/simulate.ts';
import type { Metric } from '../../model/metric/metric.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type LeverOptions, type LeverRanking, rankLevers } from './rank.ts';

/** What `levers` finds out: the shape of its JSON document, without its header. */
export interface LeversResult extends LeverRanking {
  readonly scenario: Simulation['scenario'];
}

/**
 * The JSON document of `flywheel levers`, without its header.
 * @throws InputError as `rankLevers` does
 */
export async function leversDocument(scenario: Scenario, metric: Metric, options: LeverOptions): Promise<LeversResult> {
  return { scenario: ranAs(scenario, options.switches), ...(await rankLevers(scenario, metric, options)) };
}
