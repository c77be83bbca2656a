import { readFileSync } from 'node:fs';
import { simulate } from '../../../src/analysis/simulate.ts';
import type { Simulation } from '../../../src/model/result.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { arrivalsChart } from '../../../src/output/charts/arrivals.ts';
import { bandsChart } from '../../../src/output/charts/bands.ts';
import type { Chart } from '../../../src/output/charts/chart.ts';
import { journeyChart } from '../../../src/output/charts/journey.ts';
import { moneyChart } from '../../../src/output/charts/money.ts';

/** A bundled scenario and what simulate makes of it. */
export function bundled(name: string): { scenario: Scenario; simulation: Simulation } {
  const text = readFileSync(new URL(`../../../scenarios/${name}.json`, import.meta.url), 'utf8');
  return simulated(readScenario(text, { source: `${name}.json` }));
}

export const simulated = (scenario: Scenario) => ({ scenario, simulation: simulate(scenario) });

/** Texts that would do harm if they were taken for code, markup or commands of a terminal. */
export const HOSTILE = [
  '__proto__',
  'datum["x"]',
  "' + alert(1) + '",
  '</script><script>alert(1)</script>',
  '{"signal":"1"}',
  '&amp;<b>"quoted"</b>]]>',
  '\u001b[31mred\u001b[0m\u202e',
];

/** A scenario whose every label is hostile, with two origins that are called the same. */
export function hostileScenario(): Scenario {
  return {
    name: HOSTILE.join(' ').slice(0, 70),
    rotations: 3,
    currency: 'EUR',
    channels: HOSTILE.slice(0, 3).map((label, i) => ({ id: `channel-${i}`, label, volume: 10 + i, cost: 1 })),
    stages: HOSTILE.slice(3, 7).map((label, i) => ({
      id: i === 0 ? 'constructor' : `stage-${i}`,
      label,
      ...(i > 0 ? { conversion: 0.5, revenue: 2 * i } : {}),
    })),
    loops: [{ id: 'loop', label: HOSTILE[1], type: 'referral', from: 'stage-2', to: 'constructor', perMember: 0.5 }],
  };
}

/** The same simulation with a made-up band around every value of a metric. */
export function withBands(simulation: Simulation, name: string, p50: (t: number) => number): Simulation {
  const band = (t: number) => ({
    mean: p50(t),
    sd: 1,
    p5: p50(t) - 3,
    p50: p50(t),
    p95: p50(t) + 4,
    method: 'exact' as const,
  });
  return {
    ...simulation,
    method: 'exact',
    rotations: simulation.rotations.map((row, t) => ({ ...row, bands: { [name]: band(t) } })),
  };
}

/** Every chart that a scenario has. */
export function chartsOf(scenario: Scenario, simulation: Simulation): Chart[] {
  const [first] = scenario.stages;
  const money = simulation.journey === null ? [] : [moneyChart(scenario, simulation)];
  const journey = simulation.journey?.length ? [journeyChart(scenario, simulation)] : [];
  const bands = bandsChart(
    scenario,
    withBands(simulation, first.id, (t) => 10 * t),
    first.id,
  );
  return [arrivalsChart(scenario, simulation), bands, ...money, ...journey];
}

type Row = Readonly<Record<string, unknown>>;
interface Data {
  readonly data?: { readonly values: readonly Row[] };
}

/** The numbers in a chart, or in one of its layers. */
export function valuesOf(chart: Chart, layer?: number): readonly Row[] {
  const part = (layer === undefined ? chart : (chart.layer as Data[])[layer]) as unknown as Data;
  return part.data?.values ?? [];
}
