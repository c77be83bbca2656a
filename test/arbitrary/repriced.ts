import type { Quantity, Scenario } from '../../src/model/scenario/types.ts';
import { valueAt } from '../reference/numbers.ts';

const PRICES = ['cost', 'budget', 'revenue', 'memberRevenue', 'memberCost'] as const;

/** The same scenario at its prices times a factor, each written as a list. */
export function repriced(scenario: Scenario, factor = 2): Scenario {
  const times = (price: Quantity): Quantity =>
    Array.from({ length: scenario.rotations }, (_, index) => factor * Math.max(0, valueAt(price, index + 1)));
  const withPrices = <Part extends object>(part: Part): Part => {
    const raised = Object.entries(part).map(([key, value]) => {
      // Diminishing returns: the money that brings half of the prospects is twice as much, too.
      if (key === 'response') return [key, { ...value, half: times(value.half) }];
      if (key === 'reward') return [key, { ...value, amount: times(value.amount) }];
      return [key, PRICES.some((price) => price === key) ? times(value) : value];
    });
    return Object.fromEntries(raised);
  };
  return {
    ...scenario,
    channels: scenario.channels?.map(withPrices),
    stages: scenario.stages.map(withPrices),
    loops: scenario.loops?.map(withPrices),
    overhead: times(scenario.overhead ?? 0),
  };
}
