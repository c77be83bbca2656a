import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { arrivalsChart } from './arrivals.ts';
import { bandsChart } from './bands.ts';
import type { Chart } from './chart.ts';
import { journeyChart } from './journey.ts';
import { moneyChart } from './money.ts';
import type { RunChart } from './names.ts';

/**
 * One of the charts of a simulation.
 * @param metric what the bands are of; arrivals at the first stage by default
 * @throws InputError where the simulation has nothing for the chart
 */
export function chartNamed(name: RunChart, scenario: Scenario, simulation: Simulation, metric?: string): Chart {
  switch (name) {
    case 'arrivals':
      return arrivalsChart(scenario, simulation);
    case 'bands':
      return bandsChart(scenario, simulation, metric);
    case 'money':
      return moneyChart(scenario, simulation);
    case 'journey':
      return journeyChart(scenario, simulation);
  }
}
