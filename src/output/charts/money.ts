import { InputError } from '../../model/errors.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { price } from '../format/number.ts';
import { periodOf, spoken } from '../format/period-words.ts';
import { type Chart, chartOf, HEIGHT, moneyTitle, NUMBERS } from './chart.ts';
import { BLUE, ORANGE, VERMILION } from './colours.ts';
import { DASHED, LONG_DASHED, lineMark, lineStyles, SOLID } from './lines.ts';
import { rotationAxis, rotationNameOf } from './rotation-axis.ts';

const SERIES = [
  { key: 'revenue', label: 'Revenue', colour: ORANGE, dash: SOLID, shape: 'circle' },
  { key: 'cost', label: 'Cost', colour: VERMILION, dash: DASHED, shape: 'square' },
  { key: 'cash', label: 'Cash so far', colour: BLUE, dash: LONG_DASHED, shape: 'triangle-up' },
] as const;

/**
 * What comes in and goes out per rotation, and what that has added up to.
 * @throws InputError for a scenario without money
 */
export function moneyChart(scenario: Scenario, simulation: Simulation): Chart {
  refuseWithoutMoney(
    simulation.rotations.every(({ cash }) => cash === null),
    'money',
  );
  const values = simulation.rotations.flatMap((row) =>
    SERIES.map(({ key, label }) => ({
      rotation: rotationNameOf(scenario, row.rotation),
      figure: label,
      amount: row[key],
    })),
  );
  const caption = {
    shows: `Revenue and cost per ${periodOf(scenario)}, and the cash they add up to`,
    levers: simulation.scenario.with,
    description: describe(scenario, simulation.rotations),
  };
  return chartOf(scenario, caption, HEIGHT, {
    data: { values },
    layer: [
      { data: { values: [{ amount: 0 }] }, mark: 'rule', encoding: { y: { field: 'amount', type: 'quantitative' } } },
      {
        mark: lineMark(scenario),
        encoding: {
          x: rotationAxis(scenario),
          y: { field: 'amount', type: 'quantitative', title: moneyTitle(scenario), axis: { format: NUMBERS } },
          ...lineStyles(scenario, 'figure', SERIES),
        },
      },
    ],
  });
}

/** @throws InputError where there is no money to draw */
export function refuseWithoutMoney(without: boolean, chart: string): void {
  if (without) {
    throw InputError.of(`the ${chart} chart needs money, and nothing in this scenario has a cost or brings revenue`);
  }
}

function describe(scenario: Scenario, rotations: readonly RotationResult[]): string {
  const last = rotations[rotations.length - 1];
  const { currency } = scenario;
  return (
    `Lines: revenue, cost and cash per ${periodOf(scenario)}. In ${spoken(scenario, last.rotation)} revenue is ` +
    `${price(last.revenue, currency)}, cost ${price(last.cost, currency)}, and cash stands at ${price(last.cash, currency)}.`
  );
}
