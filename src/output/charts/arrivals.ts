import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { inTitle } from '../format/escape.ts';
import { labelOf } from '../format/label.ts';
import { count } from '../format/number.ts';
import { periodOf, spoken } from '../format/period-words.ts';
import { type Chart, chartOf, columnsFor, HEIGHT, NUMBERS } from './chart.ts';
import { originsOf } from './origins.ts';
import { rotationAxis, rotationNameOf } from './rotation-axis.ts';

/** People who arrive at the first stage by rotation, those who were bought beside those who were referred, stacked. */
export function arrivalsChart(scenario: Scenario, simulation: Simulation): Chart {
  const [first] = scenario.stages;
  const stage = labelOf(scenario, 'stages', first.id);
  const origins = originsOf(scenario, simulation.rotations);
  const values = simulation.rotations.flatMap((row) =>
    origins.map(({ label, peopleIn }, order) => ({
      rotation: rotationNameOf(scenario, row.rotation),
      origin: label,
      people: peopleIn(row),
      order,
    })),
  );
  const caption = {
    shows: `Arrivals at ${inTitle(stage)} by origin`,
    levers: simulation.scenario.with,
    description: describe(scenario, simulation, stage),
  };
  return chartOf(scenario, caption, HEIGHT, {
    data: { values },
    mark: { type: 'bar', tooltip: true },
    encoding: {
      x: rotationAxis(scenario),
      y: {
        field: 'people',
        type: 'quantitative',
        stack: 'zero',
        title: `People per ${periodOf(scenario)}`,
        axis: { format: NUMBERS, tickMinStep: 1 },
      },
      color: {
        field: 'origin',
        type: 'nominal',
        scale: { domain: origins.map(({ label }) => label), range: origins.map(({ colour }) => colour) },
        legend: { columns: columnsFor(origins.map(({ label }) => label)) },
      },
      order: { field: 'order', type: 'quantitative' },
    },
  });
}

function describe(scenario: Scenario, { rotations }: Simulation, stage: string): string {
  const [first, last] = [rotations[0], rotations[rotations.length - 1]];
  const people = (row: typeof first): string => count(row.stages[scenario.stages[0].id].arrivals);
  return (
    `Stacked bars: people who arrive at ${stage} per ${periodOf(scenario)}, bought and referred: ` +
    `${people(first)} in ${spoken(scenario, first.rotation)}, ${people(last)} in ${spoken(scenario, last.rotation)}, ` +
    `${count(last.referred)} of them by referral.`
  );
}
