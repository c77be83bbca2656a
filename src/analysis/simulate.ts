import type { Switch } from '../model/plan/active-levers.ts';
import { compile } from '../model/plan/compile.ts';
import type { Simulation } from '../model/result.ts';
import { clashAmong } from '../model/scenario/exclusions.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { judge, type Runs } from './assertions.ts';
import { notesOn } from './caveats.ts';
import { ExpectedRun } from './expected-run.ts';

/** The levers that are on, in the order in which they act, each from a rotation counted from 1. */
export interface SimulateOptions {
  readonly with?: readonly Switch[];
}

/**
 * Turns the wheel of a scenario by expected values.
 * @returns plain data: people by rotation, stage and origin, the figures of the run, and the assertions judged
 * @throws InputError when a lever is unknown or moves a number out of its range
 * @throws RunawayError when more than 1e15 people come in
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const switches = options.with ?? [];
  return simulationOf(scenario, switches, runWith(scenario, switches));
}

/** The run of a scenario with levers on; see `simulate` for what it throws. */
export const runWith = (scenario: Scenario, switches: readonly Switch[]): ExpectedRun =>
  new ExpectedRun(compile(scenario, switches));

/** Everything that is to be told of a run, as plain data; see `simulate`. */
export function simulationOf(scenario: Scenario, switches: readonly Switch[], run: ExpectedRun): Simulation {
  return {
    scenario: ranAs(scenario, switches),
    method: 'expected',
    rotations: run.rotations,
    summary: { ...run.summary },
    journey: run.journey,
    breakEvenStage: run.breakEvenStage,
    assertions: judge(scenario, runsBeside(scenario, switches, run)),
    notes: notesOn(scenario, switches),
  };
}

/** What was run: the scenario's name, its length, and the levers that were on. */
export function ranAs({ name, rotations }: Scenario, switches: readonly Switch[]): Simulation['scenario'] {
  const on = switches.map(({ lever, from }) => (from === 1 ? lever : `${lever}@${from}`));
  return { name: name ?? null, rotations, with: on };
}

/** What-if runs for assertions, each computed once: many of them have the same levers. */
function runsBeside(scenario: Scenario, switches: readonly Switch[], run: ExpectedRun): Runs {
  const known = new Map([[keyOf(switches), run]]);
  const remembered = (on: readonly Switch[]): ExpectedRun => {
    const found = known.get(keyOf(on)) ?? runWith(scenario, on);
    known.set(keyOf(on), found);
    return found;
  };
  const isOn = (id: string): boolean => switches.some(({ lever }) => lever === id);
  return {
    with: (levers) => {
      const on = [...switches, ...levers.filter((id) => !isOn(id)).map((lever) => ({ lever, from: 1 }))];
      const ids = on.map(({ lever }) => lever);
      return clashAmong(scenario, ids) ? null : remembered(on);
    },
    without: (levers) => remembered(switches.filter(({ lever }) => !levers.includes(lever))),
  };
}

const keyOf = (switches: readonly Switch[]): string => JSON.stringify(switches);
