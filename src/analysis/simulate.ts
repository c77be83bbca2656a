import { turn } from '../engine/expected.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import { compile } from '../model/plan/compile.ts';
import type { Plan } from '../model/plan/plan.ts';
import type { Run, Simulation } from '../model/result.ts';
import { clashAmong } from '../model/scenario/exclusions.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { judge, type Runs } from './assertions.ts';
import { notesOn } from './caveats.ts';
import { meritOf } from './growth/growth.ts';
import { rulesOf } from './growth/rules.ts';
import { breakEvenStageOf } from './money/journey.ts';
import { moneyOf, NO_FIGURES } from './money/money.ts';
import { rotationResults } from './rotations.ts';

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
  const run = runOf(scenario, switches);
  const runs = runsBeside(scenario, switches, run);
  return {
    scenario: ranAs(scenario, switches),
    method: 'expected',
    ...run,
    assertions: judge(scenario, runs),
    notes: notesOn(scenario, switches),
  };
}

/** What was run: the scenario's name, its length, and the levers that were on. */
export function ranAs({ name, rotations }: Scenario, switches: readonly Switch[]): Simulation['scenario'] {
  const on = switches.map(({ lever, from }) => (from === 1 ? lever : `${lever}@${from}`));
  return { name: name ?? null, rotations, with: on };
}

/** What-if runs for assertions, each computed once: many of them have the same levers. */
function runsBeside(scenario: Scenario, switches: readonly Switch[], run: Run): Runs {
  const known = new Map([[keyOf(switches), run]]);
  const remembered = (on: readonly Switch[]): Run => {
    const found = known.get(keyOf(on)) ?? runOf(scenario, on);
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

const runOf = (scenario: Scenario, switches: readonly Switch[]): Run => expectedRun(compile(scenario, switches));

/** Everything that a run by expected values comes to. */
export function expectedRun(plan: Plan): Run {
  const flow = turn(plan);
  const money = moneyOf(plan, flow);
  const rotations = rotationResults(plan, flow, money?.ledger ?? null);
  return {
    rotations,
    summary: {
      ...meritOf(plan),
      ...(money?.figures ?? NO_FIGURES),
      rules: rulesOf(plan, flow, rotations),
    },
    journey: money?.journey ?? null,
    breakEvenStage: money && breakEvenStageOf(money.journey),
  };
}
