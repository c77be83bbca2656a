import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerOf } from '../../../src/analysis/money/ledger.ts';
import { worthOf } from '../../../src/analysis/money/lifetime-value.ts';
import { withSpread } from '../../../src/commands/track/spread.ts';
import { runExpected } from '../../../src/engine/expected.ts';
import { createFlow } from '../../../src/engine/flow.ts';
import { InputError } from '../../../src/model/errors.ts';
import { planOfLane } from '../../../src/model/plan/lane-plan.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import { VariablePlan } from '../../../src/model/plan/variable-plan.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { sized } from '../../cases.ts';

const LANES = 3;

/** The money of a plan by expected values, and what its customers are worth; null where it grows too far. */
function moneyOf(plan: Plan, lanes: number) {
  const { prices } = plan;
  if (!prices || plan.customerByLane) return null;
  try {
    const flow = runExpected(plan, createFlow(plan, lanes));
    const worth = worthOf(plan, prices, flow);
    const worths = Array.from({ length: lanes }, (_, lane) => worth(lane));
    return { ledger: ledgerOf(plan, prices, flow), worths: worths.map((one) => one && { ...one }) };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

test('the money of lanes side by side is that of each by itself, to the bit, on random scenarios', () => {
  let compared = 0;
  fc.assert(
    fc.property(scenarios({ money: true }), (wheel) => {
      const stages = wheel.stages.map((stage, s) =>
        s === 1 ? { ...stage, conversion: { uniform: [0.2, 0.8] }, revenue: { uniform: [10, 20] } } : stage,
      );
      const { scenario, switches } = withSpread({ ...wheel, stages }, [], 0.1);
      const plan = new VariablePlan(scenario, switches);
      plan.draw((path) => Float64Array.from({ length: LANES }, (_, lane) => 0.2 + 0.1 * lane + path.length / 100));
      const together = moneyOf(plan.current(), LANES);
      if (!together) return;
      for (let lane = 0; lane < LANES; lane++) {
        const alone = moneyOf(planOfLane(plan.current(), lane), 1);
        if (!alone) return;
        const { cash, customers } = together.ledger;
        const ofLane = (column: Float64Array) => [...column].filter((_, i) => i % LANES === lane);
        expect(ofLane(cash)).toEqual([...alone.ledger.cash]);
        expect(ofLane(customers)).toEqual([...alone.ledger.customers]);
        const [side, single] = [together.worths[lane], alone.worths[0]];
        expect(side?.ltv).toBe(single?.ltv);
        expect(side?.ltvByOrigin).toEqual(single?.ltvByOrigin);
        expect(side?.referralValue).toBe(single?.referralValue);
        if (side) compared++;
      }
    }),
    { numRuns: sized(60, 300) },
  );
  expect(compared).toBeGreaterThan(sized(40, 200));
});
