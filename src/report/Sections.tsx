import { useMemo } from 'preact/hooks';
import { poolIds } from '../model/scenario/pools.ts';
import type { Grid } from '../output/grid.ts';
import { memberRemarks } from '../output/simulation/members.ts';
import { journeyRemarks, moneyRemarks } from '../output/simulation/money-sentences.ts';
import { simulationGrid } from '../output/simulation/table.ts';
import type { View } from '../output/simulation/views.ts';
import { arrivalsBeside, journeyBeside, moneyBeside } from './as-given.ts';
import type { Both, PageOutcome } from './outcome.ts';
import { Section, type SectionNumbers } from './Section.tsx';

const ACROSS = 'The stroke across each bar: as given.';
const BEHIND = 'Dotted, in grey: as given.';

/** A table with more rotations than this is shown when somebody asks for it. */
const LONG = 24;

/** Charts and tables of expected values. */
export function Sections({ given, outcome, isChanged }: Both) {
  const { scenario, simulation, insight } = outcome;
  const before = useMemo(() => gridsOf(given), [given]);
  const numbers = useMemo(() => numbersOf(gridsOf(outcome), isChanged ? before : null), [outcome, before, isChanged]);
  const charts = useMemo(
    () => ({
      arrivals: arrivalsBeside(outcome, given, isChanged),
      money: simulation.journey === null ? null : moneyBeside(outcome, given, isChanged),
      journey: simulation.journey?.length ? journeyBeside(outcome, given, isChanged) : null,
    }),
    [outcome, given, isChanged],
  );
  return (
    <>
      <Section
        title="Who arrives"
        chart={charts.arrivals}
        legend={isChanged ? ACROSS : null}
        numbers={numbers.origins}
        remarks={[]}
      />
      <Section
        title="Every stage, rotation by rotation"
        chart={null}
        numbers={numbers.rotations}
        remarks={[]}
        open={scenario.rotations <= LONG}
      />
      {poolIds(scenario).length > 0 && (
        <Section title="Members" chart={null} numbers={numbers.members} remarks={memberRemarks(scenario, simulation)} />
      )}
      {charts.money && (
        <Section
          title="Money"
          chart={charts.money}
          legend={isChanged ? BEHIND : null}
          numbers={numbers.money}
          remarks={moneyRemarks(scenario, simulation, insight)}
        />
      )}
      {charts.journey && (
        <Section
          title="The journey of one prospect"
          chart={charts.journey}
          legend={isChanged ? ACROSS : null}
          numbers={numbers.journey}
          remarks={journeyRemarks(scenario, simulation)}
        />
      )}
    </>
  );
}

type Grids = Readonly<Record<View, () => Grid>>;

/** The tables of an outcome, each made when it is first asked for. */
function gridsOf({ scenario, simulation, insight }: PageOutcome): Grids {
  const made = new Map<View, Grid>();
  const grid = (view: View) => (): Grid => {
    const found = made.get(view) ?? simulationGrid(scenario, simulation, insight, view);
    made.set(view, found);
    return found;
  };
  return {
    rotations: grid('rotations'),
    origins: grid('origins'),
    money: grid('money'),
    journey: grid('journey'),
    members: grid('members'),
  };
}

function numbersOf(now: Grids, before: Grids | null): Record<View, SectionNumbers> {
  const both = (view: View): SectionNumbers => ({ grid: now[view], given: () => before?.[view]() ?? null });
  return {
    rotations: both('rotations'),
    origins: both('origins'),
    money: both('money'),
    journey: both('journey'),
    members: both('members'),
  };
}
