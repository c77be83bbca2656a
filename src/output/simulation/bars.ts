import { lastMetric } from '../../model/metric/metric.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type Bars, INKS } from '../bars.ts';
import { labelOf } from '../format/label.ts';
import { shownRange } from '../format/metric-value.ts';
import { amount, count, range } from '../format/number.ts';
import { horizonOf, periodOf } from '../format/period-words.ts';
import type { View } from './views.ts';

/** The chart that goes under a table of `simulate`; null where there is no money to draw. */
export function simulationBars(scenario: Scenario, simulation: Simulation, view: View): Bars | null {
  if (view === 'journey') return simulation.journey === null ? null : journeyBars(scenario, simulation.journey);
  if (view === 'money') return simulation.journey === null ? null : cashBars(scenario, simulation.rotations);
  return arrivalBars(scenario, simulation.rotations);
}

const inCurrency = ({ currency }: Scenario): string => (currency === undefined ? '' : `, in ${currency}`);

/** Arrivals at the first stage, those who were bought and behind them those who were referred. */
function arrivalBars(scenario: Scenario, rotations: readonly RotationResult[]): Bars {
  const [first] = scenario.stages;
  const stage = labelOf(scenario, 'stages', first.id);
  return {
    title: `${stage} per ${periodOf(scenario)}: ${INKS[0]} bought, ${INKS[1]} referred`,
    rows: rotations.map(({ rotation, stages, referred, bands }) => {
      const { arrivals } = stages[first.id];
      const band = bands?.[first.id];
      return {
        name: rotationName(rotation, scenario.period, scenario.start),
        parts: [arrivals - referred, referred],
        text: count(arrivals),
        ...(band ? { aside: `(${range(band.p5, band.p95)})` } : {}),
      };
    }),
  };
}

const CASH = lastMetric('cash', { kind: 'series', key: 'cash' });

function cashBars(scenario: Scenario, rotations: readonly RotationResult[]): Bars {
  const { period, start, currency } = scenario;
  return {
    title: `Cash by ${periodOf(scenario)}${inCurrency(scenario)}`,
    rows: rotations.map(({ rotation, cash, bands }) => {
      const band = bands?.cash;
      return {
        name: rotationName(rotation, period, start),
        parts: cash === null ? null : [cash],
        text: amount(cash, currency),
        ...(band ? { aside: `(${shownRange(CASH, band, scenario, 'bare')})` } : {}),
      };
    }),
  };
}

function journeyBars(scenario: Scenario, journey: NonNullable<Simulation['journey']>): Bars {
  return {
    title: `Net of one prospect by stage, over ${horizonOf(scenario)}${inCurrency(scenario)}`,
    rows: journey.map(({ stage, net }) => {
      return { name: labelOf(scenario, 'stages', stage), parts: [net], text: amount(net, scenario.currency) };
    }),
  };
}
