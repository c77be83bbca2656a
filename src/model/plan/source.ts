import type { MetricIds } from '../metric/names.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Numbers } from './active-levers.ts';

/** What a plan is made of: a scenario, its ids, and the numbers under the levers that are on. */
export interface Source {
  readonly scenario: Scenario;
  readonly ids: MetricIds;
  readonly numbers: Numbers;
  /** True when there is money in the scenario. */
  readonly priced: boolean;
}
