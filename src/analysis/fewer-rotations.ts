import type { Plan } from '../model/plan/plan.ts';
import type { Scenario } from '../model/scenario/types.ts';

/**
 * A scenario without its last rotations, which make no difference to those before; but the customer stage may follow from
 * what is earned in them, and stays.
 * @param plan of the whole scenario
 */
export const withFewerRotations = (scenario: Scenario, rotations: number, { stages, customer }: Plan): Scenario =>
  rotations === scenario.rotations ? scenario : { ...scenario, rotations, customer: stages[customer] };
