import type { MemberFlow, Simulation } from '../../model/result.ts';
import { rotationName } from '../../model/scenario/period.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { count } from '../format/number.ts';
import { periodHeader } from '../format/period-words.ts';
import type { Grid } from '../grid.ts';
import type { Cell, Sheet } from '../sheet.ts';
import { withPart } from './rotation-row.ts';

const STEPS = ['opening', 'joined', 'lapsed', 'closing'] as const satisfies (keyof MemberFlow)[];
type Step = keyof MemberFlow;

/** Where room is short, the opening goes first, which is the closing of the line above. */
const RANKS: Readonly<Record<Step, number>> = { opening: 3, joined: 2, lapsed: 1, closing: 0 };

const poolsOf = ({ rotations: [first] }: Simulation): string[] => Object.keys(first.active);

/** The four numbers of every stage with members, in a rotation (from 0). */
function stepsIn({ rotations }: Simulation, scenario: Scenario, pool: string, t: number): MemberFlow {
  const { active, lapsed, stages } = rotations[t];
  const initial = scenario.stages.find(({ id }) => id === pool)?.initial ?? 0;
  return {
    opening: t === 0 ? initial : rotations[t - 1].active[pool],
    joined: stages[pool].arrivals,
    lapsed: lapsed[pool],
    closing: active[pool],
  };
}

/** A simulation whose rotations say how their members came and went. */
export function withMembers(scenario: Scenario, simulation: Simulation): Simulation {
  const pools = poolsOf(simulation);
  const flowsIn = (t: number) =>
    Object.fromEntries(pools.map((pool) => [pool, stepsIn(simulation, scenario, pool, t)]));
  return { ...simulation, rotations: simulation.rotations.map((row, t) => withPart(row, { members: flowsIn(t) })) };
}

/** A row per rotation, four columns for each stage with members. */
export function membersSheet(scenario: Scenario, simulation: Simulation): Sheet {
  const pools = poolsOf(simulation);
  return {
    header: ['rotation', ...pools.flatMap((pool) => STEPS.map((step) => `${step}.${pool}`))],
    batches: rowsOf(scenario, simulation, pools),
  };
}

function* rowsOf(scenario: Scenario, simulation: Simulation, pools: readonly string[]): Generator<Cell[][]> {
  for (const [t, { rotation }] of simulation.rotations.entries()) {
    const cells = pools.flatMap((pool) => {
      const steps = stepsIn(simulation, scenario, pool, t);
      return STEPS.map((step) => steps[step]);
    });
    yield [[rotation, ...cells]];
  }
}

/** The table of the members: of one stage by its four steps, of several with their labels. */
export function membersTable(scenario: Scenario, simulation: Simulation): Pick<Grid, 'columns' | 'rows' | 'total'> {
  const pools = poolsOf(simulation);
  const header = (pool: string, step: Step): string => `${labelOf(scenario, 'stages', pool)} ${step}`;
  const columns = pools.flatMap((pool, p) =>
    STEPS.map((step) => ({ header: header(pool, step), ids: [`${step}.${pool}`], rank: 1 + RANKS[step] + 4 * p })),
  );
  const lines = simulation.rotations.map((_, t) => pools.map((pool) => stepsIn(simulation, scenario, pool, t)));
  const cells = (line: readonly MemberFlow[]): string[] =>
    line.flatMap((steps) => STEPS.map((step) => count(steps[step])));
  return {
    columns: [{ header: periodHeader(scenario), ids: ['rotation'], rank: 0 }, ...columns],
    rows: lines.map((line, t) => [rotationName(t + 1, scenario.period, scenario.start), ...cells(line)]),
    total: pools.length === 0 ? null : ['Total', ...cells(pools.map((_, p) => over(lines.map((line) => line[p]))))],
  };
}

/** From the opening of the first rotation to the closing of the last. */
function over(lines: readonly MemberFlow[]): MemberFlow {
  const sum = (step: Step): number => lines.reduce((total, line) => total + line[step], 0);
  return {
    opening: lines[0].opening,
    joined: sum('joined'),
    lapsed: sum('lapsed'),
    closing: lines[lines.length - 1].closing,
  };
}

/** What there is to say about the members of a run. */
export function memberRemarks(scenario: Scenario, { rotations }: Simulation): string[] {
  const pools = Object.keys(rotations[0].active);
  if (pools.length === 0) {
    return [
      'There are no members in this scenario: they are counted at a stage that a loop leaves, or that has memberRevenue or memberCost.',
    ];
  }
  const loyal = pools.filter((pool) => rotations.every((row) => row.lapsed[pool] === 0));
  const names = loyal.map((pool) => labelOf(scenario, 'stages', pool)).join(', ');
  return [
    'Opening and joined less lapsed is closing; initial members are there at the first opening.',
    ...(loyal.length > 0 ? [`Nobody leaves here: ${names}.`] : []),
  ];
}
