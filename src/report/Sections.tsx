import { useMemo } from 'preact/hooks';
import type { Grid } from '../output/grid.ts';
import { journeyRemarks, moneyRemarks } from '../output/money-remarks.ts';
import { simulationGrid } from '../output/simulation.ts';
import type { View } from '../output/views.ts';
import { arrivalsBeside, journeyBeside, moneyBeside } from './beside.ts';
import type { Outcome } from './outcome.ts';
import { Section } from './Section.tsx';

const ACROSS = 'The stroke across each bar: as given.';
const BEHIND = 'Dotted, in grey: as given.';

/** Charts and tables of expected values. */
export function Sections({ given, outcome, isChanged }: { given: Outcome; outcome: Outcome; isChanged: boolean }) {
  const { scenario, simulation, insight } = outcome;
  const grids = useMemo(() => gridsOf(given), [given]);
  const now = useMemo(() => gridsOf(outcome), [outcome]);
  const before = (view: View): Grid | null => (isChanged ? grids[view] : null);
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
        grid={now.origins}
        given={before('origins')}
        remarks={[]}
      />
      <Section
        title="Every stage, rotation by rotation"
        chart={null}
        grid={now.rotations}
        given={before('rotations')}
        remarks={[]}
        open
      />
      {charts.money && (
        <Section
          title="Money"
          chart={charts.money}
          legend={isChanged ? BEHIND : null}
          grid={now.money}
          given={before('money')}
          remarks={moneyRemarks(scenario, simulation, insight)}
        />
      )}
      {charts.journey && (
        <Section
          title="The journey of one prospect"
          chart={charts.journey}
          legend={isChanged ? ACROSS : null}
          grid={now.journey}
          given={before('journey')}
          remarks={journeyRemarks(scenario, simulation)}
        />
      )}
    </>
  );
}

function gridsOf({ scenario, simulation, insight }: Outcome): Record<View, Grid> {
  const grid = (view: View): Grid => simulationGrid(scenario, simulation, insight, view);
  return { rotations: grid('rotations'), origins: grid('origins'), money: grid('money'), journey: grid('journey') };
}
