import { type Insight, insightInto } from '../analysis/explanation.ts';
import { runWith, simulationOf } from '../analysis/simulate.ts';
import { InputError } from '../model/errors.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import type { Bands, Simulation } from '../model/result.ts';
import { applyChanges, type Change } from '../model/scenario/change.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { validate } from '../model/scenario/validate.ts';
import { withPart } from '../output/simulation/rotation-row.ts';
import { type Wheel, wheelAt } from './wheel.ts';

/** What the page shows of one state of its controls. */
export interface PageOutcome {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  readonly simulation: Simulation;
  readonly insight: Insight;
  /** The wheel in a rotation, from 1. */
  readonly wheelIn: (rotation: number) => Wheel;
}

/** The wheel as given and as the controls stand. */
export interface Both {
  readonly given: PageOutcome;
  readonly outcome: PageOutcome;
  readonly isChanged: boolean;
}

/** The scenario with changes. Its assertions are for the scenario as it stands: here they would only cost time. */
export function changedScenario(scenario: Scenario, changes: readonly Change[]): Scenario {
  const { expect: _, ...root } = scenario;
  return validate({ source: '', text: '', root, repeated: [], offsetOf: () => 0 }, changes);
}

/**
 * Everything that the page shows, but for chance.
 * @throws InputError when a number is out of its range, alone or with levers, or when the wheel runs away
 */
export function outcomeOf(scenario: Scenario, switches: readonly Switch[]): PageOutcome {
  const run = runWith(scenario, switches);
  return {
    scenario,
    switches,
    simulation: simulationOf(scenario, switches, run),
    insight: insightInto(scenario, switches, run),
    wheelIn: (rotation) => wheelAt(run.plan, run.flow, rotation - 1),
  };
}

/** Either, or what is wrong in sentences. */
export function attempt<T>(work: () => T): T | { readonly faults: readonly string[] } {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) return { faults: error.problems.map(({ message }) => message) };
    throw error;
  }
}

/** A simulation with its bands, as `simulate --bands` has it. */
export function outcomeWithBands(simulation: Simulation, found: BandsFound): Simulation {
  const { scenario, rotations, method: _, ...rest } = simulation;
  return {
    scenario,
    method: found.method,
    ...(found.runs === null ? {} : { runs: found.runs, seed: SEED }),
    rotations: rotations.map((row, t) => withPart(row, { bands: found.bands[t] })),
    ...rest,
  };
}

/** The luck of the command line unless it is told otherwise. */
export const SEED = '1';

export interface BandsFound {
  readonly method: 'exact' | 'monte-carlo';
  readonly runs: number | null;
  readonly bands: readonly Bands[];
}

/** The text of a scenario with changes, to be saved. */
export const scenarioText = (scenario: Scenario, changes: readonly Change[]): string =>
  `${JSON.stringify(applyChanges(scenario, changes).root, null, 2)}\n`;
