import { turn } from '../engine/expected.ts';
import type { Flow } from '../engine/flow.ts';
import type { Switch } from '../model/lever.ts';
import { compile, type Plan } from '../model/plan.ts';
import type { RotationResult, Rules, Run, Simulation } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { judge } from './expectations.ts';
import { meritOf } from './merit.ts';
import { notesOn } from './notes.ts';
import { rotationResults } from './rotations.ts';
import { easierRule, moreEfficientRule, smoothRule } from './rules.ts';

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
  const runWith = (levers: readonly string[]): Run =>
    runOf(scenario, [
      ...switches,
      ...levers.filter((id) => !switches.some(({ lever }) => lever === id)).map((lever) => ({ lever, from: 1 })),
    ]);
  return {
    scenario: {
      name: scenario.name ?? null,
      rotations: scenario.rotations,
      with: switches.map(({ lever, from }) => (from === 1 ? lever : `${lever}@${from}`)),
    },
    method: 'expected',
    ...run,
    assertions: judge(scenario, run, runWith),
    notes: notesOn(scenario),
  };
}

function runOf(scenario: Scenario, switches: readonly Switch[]): Run {
  const plan = compile(scenario, switches);
  const flow = turn(plan);
  const rotations = rotationResults(plan, flow);
  return {
    rotations,
    summary: {
      ...meritOf(plan),
      npv: null,
      cashBreakEven: null,
      ltv: null,
      ltvByOrigin: null,
      ltvToCac: null,
      cacPayback: null,
      referralValue: null,
      rules: rulesOf(scenario, plan, flow, rotations),
    },
    journey: null,
    breakEvenStage: null,
  };
}

function rulesOf(scenario: Scenario, plan: Plan, flow: Flow, rotations: readonly RotationResult[]): Rules {
  return {
    smooth: smoothRule(plan, flow),
    easier: easierRule(rotations.map((row) => row.referredShare)),
    moreEfficient: spendsMoney(scenario) ? null : moreEfficientRule(candidatesPerCustomer(plan, flow, rotations)),
  };
}

/** True when bringing people in may cost something. */
function spendsMoney(scenario: Scenario): boolean {
  const bringing = [...(scenario.channels ?? []), ...(scenario.loops ?? [])];
  return bringing.some((origin) => ['cost', 'budget', 'reward'].some((key) => Object.hasOwn(origin, key)));
}

/** Prospects that the channels sought for each person who became a customer, by rotation; null without customers. */
function candidatesPerCustomer(plan: Plan, flow: Flow, rotations: readonly RotationResult[]): (number | null)[] {
  return rotations.map((row, t) => {
    const customers = row.stages[plan.stages[plan.customer]].arrivals;
    let sought = 0;
    for (let o = 0; o < plan.channels; o++) sought += flow.candidates[t * plan.origins.length + o];
    return customers > 0 ? sought / customers : null;
  });
}
