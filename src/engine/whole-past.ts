import type { Plan } from '../model/plan/plan.ts';
import type { Past } from './flow.ts';
import { toWhole } from './split.ts';

/**
 * A past of whole people, for runs to start from: every total is rounded, and its parts so that they add up to it.
 * @param past as `pastOf` gives it
 */
export function inWholePeople(plan: Plan, past: Past): Past {
  const [origins, stages, pools] = [plan.origins.length, plan.stages.length, plan.pools.length];
  const arrivals = roundedBy(past.arrivals, plan.rotations, origins, stages);
  const came = past.came.map((people, i) => {
    const entering = i * stages + plan.entry[i % origins];
    return i < past.rotations * origins ? arrivals[entering] : people;
  });
  const total = (numbers: Float64Array): number => numbers.reduce((sum, number) => sum + number, 0);
  const candidates =
    past.candidates === past.came ? came : past.candidates.map((people, i) => Math.max(came[i], Math.round(people)));
  const active = roundedBy(past.active, 1, origins + 1, pools);
  const unseen = past.unseen.length === 0 ? past.unseen : unseenOf(plan, past, arrivals);
  return {
    ...{ rotations: past.rotations, money: past.money, candidates, came, arrivals, active, unseen },
    returning: past.returning.map(Math.round),
    members: past.members.map((people, i) =>
      Math.floor(i / pools) === past.rotations ? membersNow(active, i % pools, pools) : Math.round(people),
    ),
    waiting: roundedBy(past.waiting, plan.rotations, origins, stages),
    people: Float64Array.of(Math.round(past.people[0] - total(past.came)) + total(came)),
  };
}

/** Rounds the cells (row, o, i) of all origins together. */
function roundedBy(from: Float64Array, rows: number, origins: number, width: number): Float64Array {
  const into = new Float64Array(from.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < width; i++) {
      const cell = (o: number): number => (row * origins + o) * width + i;
      const parts = Array.from({ length: origins }, (_, o) => from[cell(o)]);
      for (const [o, people] of toWhole(parts).entries()) into[cell(o)] = people;
    }
  }
  return into;
}

function membersNow(active: Float64Array, p: number, pools: number): number {
  let members = 0;
  for (let i = p; i < active.length; i += pools) members += active[i];
  return members;
}

/** Those unseen, in whole people, and never fewer than leave somebody to be a member. */
function unseenOf(plan: Plan, past: Past, arrivals: Float64Array): Float64Array {
  const [origins, stages, pools] = [plan.origins.length, plan.stages.length, plan.pools.length];
  const unseen = roundedBy(past.unseen, plan.rotations, origins, pools);
  for (const [i, people] of unseen.entries()) {
    if (people >= 0) continue;
    const [t, o, p] = [Math.floor(i / (origins * pools)), Math.floor(i / pools) % origins, i % pools];
    let seen = 0;
    for (let u = Math.max(0, t - plan.activeFor[p] + 1); u <= t && u < past.rotations; u++) {
      seen += arrivals[(u * origins + o) * stages + plan.pools[p]];
    }
    unseen[i] = Math.max(people, -seen);
  }
  return unseen;
}
