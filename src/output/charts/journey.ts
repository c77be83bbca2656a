import { InputError } from '../../model/errors.ts';
import type { JourneyStep, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { amount, price, signed } from '../format/number.ts';
import { horizonOf } from '../format/period-words.ts';
import { type Chart, type ChartPart, chartOf, distinct, moneyTitle, NUMBERS } from './chart.ts';
import { BLUE, ORANGE, SLATE } from './colours.ts';
import { refuseWithoutMoney } from './money.ts';

/** The last bar, from 0 to the net; no stage has such an id. */
const TOTAL = 'Net in all';

/** Pixels per stage. */
const STEP = 34;

/**
 * One prospect of the first channel on the way through the stages, as a waterfall: what each stage adds to or takes from
 * the net, what that comes to, and where the prospect has paid for itself.
 * @throws InputError for a scenario without money or without a channel
 */
export function journeyChart(scenario: Scenario, simulation: Simulation): Chart {
  const journey = simulation.journey ?? [];
  refuseWithoutMoney(simulation.journey === null, 'journey');
  if (journey.length === 0) {
    throw InputError.of('the journey chart follows a prospect of the first channel, and this scenario has no channel');
  }
  const named = journey.map(({ stage }) => ({ id: stage, label: labelOf(scenario, 'stages', stage) }));
  const labels = distinct([...named, { id: TOTAL, label: TOTAL }]);
  const steps = journey.map(({ stage, net, step }, order) => ({
    stage: labels.get(stage),
    order,
    before: net - step,
    net,
    step,
    effect: step < 0 ? TAKES : ADDS,
    text: signed(amount(step, scenario.currency), step),
    place: Math.max(net - step, net),
  }));
  const { net } = steps[steps.length - 1];
  const text = amount(net, scenario.currency);
  const total = { stage: labels.get(TOTAL), order: steps.length, before: 0, net, effect: NET, text };
  const values = [...steps, { ...total, place: Math.max(0, net) }];
  const even = steps.filter((_, i) => journey[i].stage === simulation.breakEvenStage);
  const caption = {
    shows: `What each stage adds to the net of one prospect over ${horizonOf(scenario)}`,
    levers: simulation.scenario.with,
    description: describe(scenario, journey, simulation.breakEvenStage),
  };
  return chartOf(
    scenario,
    caption,
    { step: STEP },
    {
      data: { values },
      layer: [CONNECTION, bars(scenario), ...(even.length > 0 ? [evenMark(even)] : []), AMOUNTS, ZERO],
    },
  );
}

const ADDS = 'Adds';
const TAKES = 'Takes';
const NET = 'Net';
const EVEN = 'Has paid for itself';

const ORDER = { field: 'order', type: 'quantitative' };

const stageAxis = { field: 'stage', type: 'ordinal', sort: null, title: null, axis: { grid: false, ticks: false } };

/** Leads from one bar to the next, behind them: at the height of a bar's own middle it is hidden. */
const CONNECTION: ChartPart = {
  mark: { type: 'line', interpolate: 'step-before', orient: 'vertical', strokeWidth: 1, color: '#8B949E' },
  encoding: { x: { field: 'net', type: 'quantitative' }, y: stageAxis, order: ORDER },
};

function bars(scenario: Scenario): ChartPart {
  return {
    mark: { type: 'bar', tooltip: true, height: { band: 0.62 } },
    encoding: {
      y: stageAxis,
      x: {
        field: 'before',
        type: 'quantitative',
        title: moneyTitle(scenario, 'Net per prospect'),
        axis: { format: NUMBERS, tickCount: 8 },
      },
      x2: { field: 'net' },
      color: { field: 'effect', type: 'nominal', scale: { domain: [TAKES, ADDS, NET], range: [ORANGE, BLUE, SLATE] } },
    },
  };
}

const AMOUNTS: ChartPart = {
  mark: { type: 'text', align: 'left', dx: 10 },
  encoding: { y: stageAxis, x: { field: 'place', type: 'quantitative' }, text: { field: 'text', type: 'nominal' } },
};

const ZERO: ChartPart = { mark: 'rule', encoding: { x: { datum: 0, type: 'quantitative' } } };

function evenMark(values: readonly ChartPart[]): ChartPart {
  return {
    data: { values: values.map((row) => ({ ...row, mark: EVEN })) },
    mark: { type: 'point', filled: true, size: 110, opacity: 1, stroke: 'white', strokeWidth: 1.5 },
    encoding: {
      y: stageAxis,
      x: { field: 'net', type: 'quantitative' },
      shape: { field: 'mark', type: 'nominal', scale: { domain: [EVEN], range: ['diamond'] } },
      fill: { value: '#111111' },
    },
  };
}

function describe(scenario: Scenario, journey: readonly JourneyStep[], even: string | null): string {
  const steps = journey.map(
    ({ stage, net }) => `${labelOf(scenario, 'stages', stage)} ${price(net, scenario.currency)}`,
  );
  const end = even === null ? '' : ` A prospect has paid for itself at ${labelOf(scenario, 'stages', even)}.`;
  return `Waterfall: what one prospect has brought in, net of all cost, stage by stage: ${steps.join(', ')}.${end}`;
}
