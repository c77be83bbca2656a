import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { arrivalsChart } from './arrivals.ts';
import { bandsChart } from './bands.ts';
import type { Chart } from './chart.ts';
import { journeyChart } from './journey.ts';
import { moneyChart } from './money.ts';
import type { RunChart } from './names.ts';

/** By name; each throws an InputError where the simulation has nothing for it. Bands are of a metric. */
export const RUN_CHARTS: Readonly<
  Record<RunChart, (scenario: Scenario, simulation: Simulation, metric?: string) => Chart>
> = { arrivals: arrivalsChart, bands: bandsChart, money: moneyChart, journey: journeyChart };
