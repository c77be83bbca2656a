/**
 * Section 7 of the model for wheels of a few people, by going through everything that can happen: how many come, go on,
 * wait, bypass, lapse and are brought, one rotation after the other. States that look alike are taken together. Shares
 * no code with `src`; all numbers of a scenario have to be plain ones or lists.
 */

import type { Channel, Quantity, ReferralLoop, RepeatLoop, Scenario, Stage } from '../../src/model/scenario/types.ts';

/** Value -> probability. */
export type Chances = ReadonlyMap<number, number>;

/** What a rotation counts: `arrivals.<stage>.<origin>`, `active.<stage>`, `lapsed.<stage>`, `returning.<loop>`. */
type Counts = Readonly<Record<string, number>>;

/** Picks one of several outcomes, which have these weights. */
type Draw = (weights: readonly number[]) => number;

/** Whatever the next rotation depends on. Cells are `stage.origin`, as text. */
interface State {
  readonly waiting: Counts;
  /** Cells -> who lands there in later rotations: `[rotation, people]`. */
  readonly travelling: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** Cells -> members by how many rotations ago they joined; all in the first place where they stay by retention. */
  readonly members: Readonly<Record<string, readonly number[]>>;
  /** Pools -> members at the end of the latest rotations, the last one first. */
  readonly past: Readonly<Record<string, readonly number[]>>;
}

/** What infinite laws leave out at their ends. */
const NEGLIGIBLE = 1e-14;

/** One way for a rotation to go from a state, which is known by its text. */
interface Way {
  readonly to: string;
  readonly counts: Counts;
  readonly chance: number;
}

/** All that can happen in a wheel, rotation by rotation. */
export class Outcomes {
  readonly #begun = new Map<string, number>();
  readonly #rotations: Map<string, readonly Way[]>[] = [];

  constructor(scenario: Scenario) {
    for (const [state, chance] of everyOutcome((draw) => begun(scenario, draw))) {
      add(this.#begun, JSON.stringify(state), chance);
    }
    let states = new Set(this.#begun.keys());
    for (let t = 1; t <= scenario.rotations; t += 1) {
      const ways = new Map([...states].map((state) => [state, waysFrom(scenario, state, t)]));
      this.#rotations.push(ways);
      states = new Set([...ways.values()].flatMap((list) => list.map((way) => way.to)));
    }
  }

  /** The chances of a count in every rotation, and of its sum over all of them. */
  chancesOf(read: (counts: Counts) => number): { readonly at: readonly Chances[]; readonly total: Chances } {
    const at: Chances[] = [];
    let sums = new Map([...this.#begun].map(([state, chance]) => [state, new Map([[0, chance]])]));
    for (const rotation of this.#rotations) {
      const chances = new Map<number, number>();
      const next = new Map<string, Map<number, number>>();
      for (const [state, before] of sums) {
        const here = sum([...before.values()]);
        for (const { to, counts, chance } of rotation.get(state) ?? []) {
          const value = read(counts);
          add(chances, value, here * chance);
          const after = next.get(to) ?? new Map<number, number>();
          for (const [summed, share] of before) add(after, summed + value, share * chance);
          next.set(to, after);
        }
      }
      at.push(chances);
      sums = next;
    }
    const total = new Map<number, number>();
    for (const each of sums.values()) for (const [value, chance] of each) add(total, value, chance);
    return { at, total };
  }
}

function waysFrom(scenario: Scenario, from: string, t: number): Way[] {
  const state = JSON.parse(from) as State;
  const ways = new Map<string, number>();
  for (const [{ after, counts }, chance] of everyOutcome((draw) => turned(scenario, state, t, draw))) {
    add(ways, JSON.stringify([JSON.stringify(after), counts]), chance);
  }
  return [...ways].map(([way, chance]) => {
    const [to, counts] = JSON.parse(way) as [string, Counts];
    return { to, counts, chance };
  });
}

function add<Key>(to: Map<Key, number>, key: Key, chance: number): void {
  to.set(key, (to.get(key) ?? 0) + chance);
}

/** Runs something once for every way its draws may fall. */
function everyOutcome<Result>(run: (draw: Draw) => Result): [Result, number][] {
  const results: [Result, number][] = [];
  const open: number[][] = [[]];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const taken = [...path];
    let drawn = 0;
    let chance = 1;
    const result = run((weights) => {
      if (drawn === taken.length) {
        const possible = weights.flatMap((weight, outcome) => (weight > 0 ? [outcome] : []));
        for (const outcome of possible.slice(1)) open.push([...taken, outcome]);
        taken.push(possible[0]);
      }
      const outcome = taken[drawn];
      drawn += 1;
      chance *= weights[outcome];
      return outcome;
    });
    results.push([result, chance]);
  }
  return results;
}

function begun(scenario: Scenario, draw: Draw): State {
  const members: Record<string, readonly number[]> = {};
  const past: Record<string, readonly number[]> = {};
  for (const { id, initial } of poolsOf(scenario)) {
    const seated = wholeOf(initial ?? 0, draw);
    members[`${id}.initial`] = [seated];
    past[id] = [seated];
  }
  return { waiting: {}, travelling: {}, members, past };
}

function turned(scenario: Scenario, state: State, t: number, draw: Draw): { after: State; counts: Counts } {
  const { stages } = scenario;
  const arrivals: Record<string, number> = {};
  const waiting: Record<string, number> = {};
  const travelling: Record<string, (readonly [number, number])[]> = {};
  const land = (cell: string, when: number, people: number): void => {
    if (people === 0) return;
    if (when === t) arrivals[cell] = (arrivals[cell] ?? 0) + people;
    else travelling[cell] = [...(travelling[cell] ?? []), [when, people]];
  };
  for (const [cell, groups] of Object.entries(state.travelling)) {
    for (const [when, people] of groups) land(cell, when, people);
  }
  for (const origin of originsOf(scenario)) {
    land(`${origin.to ?? stages[0].id}.${origin.id}`, t, freshOf(origin, state, t, draw));
    for (const [s, stage] of stages.slice(0, -1).entries()) {
      const cell = `${stage.id}.${origin.id}`;
      const present = (arrivals[cell] ?? 0) + (state.waiting[cell] ?? 0);
      const next = stages[s + 1];
      const gone = binomial(present, valueIn(origin.conversion?.[next.id] ?? next.conversion ?? 0, t), draw);
      const stayed = binomial(present - gone, valueIn(stage.wait ?? 0, t), draw);
      if (stayed > 0) waiting[cell] = stayed;
      let bound = gone;
      for (const { id, optional, delay } of stages.slice(s + 1)) {
        const bypassing = binomial(bound, valueIn(optional ?? 0, t), draw);
        land(`${id}.${origin.id}`, t + (delay ?? 0), bound - bypassing);
        bound = bypassing;
      }
    }
  }
  const lapsed: Record<string, number> = {};
  const members = membersAfter(scenario, state, arrivals, t, draw, lapsed);
  const counts: Record<string, number> = {};
  for (const [cell, people] of Object.entries(arrivals)) counts[`arrivals.${cell}`] = people;
  for (const loop of scenario.loops ?? []) {
    if (loop.type === 'repeat') counts[`returning.${loop.id}`] = visitsOf(loop, state, t, draw);
  }
  const past: Record<string, readonly number[]> = {};
  const furthest = Math.max(1, ...(scenario.loops ?? []).map((loop) => loop.delay ?? 1));
  for (const { id } of poolsOf(scenario)) {
    const cells = Object.keys(members).filter((cell) => cell.startsWith(`${id}.`));
    counts[`active.${id}`] = sum(cells.map((cell) => sum(members[cell])));
    counts[`lapsed.${id}`] = lapsed[id];
    past[id] = [counts[`active.${id}`], ...(state.past[id] ?? [])].slice(0, furthest);
  }
  return { after: { waiting, travelling, members, past }, counts };
}

function freshOf(origin: Channel | ReferralLoop, state: State, t: number, draw: Draw): number {
  if (!('from' in origin)) {
    const volume = valueIn(origin.volume ?? 0, t);
    return origin.arrival === 'poisson' ? draw(poissonWeights(volume)) : wholeOf(volume, draw);
  }
  const members = seenBy(origin, state);
  const mean = valueIn(origin.perMember, t);
  if (origin.offspring === 'fixed') return Math.floor(mean) * members + binomial(members, mean % 1, draw);
  if (origin.offspring !== 'geometric') return draw(poissonWeights(mean * members));
  return draw(severalTimes(members, geometricWeights(mean)));
}

function visitsOf(loop: RepeatLoop, state: State, t: number, draw: Draw): number {
  return draw(poissonWeights(valueIn(loop.perMember, t) * seenBy(loop, state)));
}

const seenBy = (loop: ReferralLoop | RepeatLoop, state: State): number =>
  state.past[loop.from]?.[(loop.delay ?? 1) - 1] ?? 0;

/** @param lapsed takes, by pool, how many left */
function membersAfter(
  scenario: Scenario,
  state: State,
  arrivals: Counts,
  t: number,
  draw: Draw,
  lapsed: Record<string, number>,
): State['members'] {
  const members: Record<string, readonly number[]> = {};
  for (const pool of poolsOf(scenario)) {
    const origins = ['initial', ...originsOf(scenario).map((origin) => origin.id)];
    for (const origin of origins) {
      const cell = `${pool.id}.${origin}`;
      const before = state.members[cell] ?? [];
      const joining = arrivals[cell] ?? 0;
      const all = [joining, ...before];
      const leaving =
        pool.activeFor === undefined
          ? binomial(sum(before), 1 - retentionOf(scenario, pool, origin, t), draw)
          : sum(all.slice(pool.activeFor));
      lapsed[pool.id] = (lapsed[pool.id] ?? 0) + leaving;
      const after = pool.activeFor === undefined ? [sum(all) - leaving] : all.slice(0, pool.activeFor);
      if (sum(after) > 0) members[cell] = after;
    }
  }
  return members;
}

function retentionOf(scenario: Scenario, pool: Stage, origin: string, t: number): number {
  const own = originsOf(scenario).find(({ id }) => id === origin)?.retention?.[pool.id];
  return valueIn(own ?? pool.retention ?? 1, t);
}

/** The whole part, and one more with the probability that is left. */
function wholeOf(mean: number, draw: Draw): number {
  return Math.floor(mean) + draw([1 - (mean - Math.floor(mean)), mean - Math.floor(mean)]);
}

function binomial(people: number, share: number, draw: Draw): number {
  return draw(severalTimes(people, [1 - share, share]));
}

/** The law of a sum of independent numbers that all have one law. */
function severalTimes(times: number, weights: readonly number[]): number[] {
  let law = [1];
  for (let time = 0; time < times; time += 1) {
    const next = new Array<number>(law.length + weights.length - 1).fill(0);
    for (const [i, chance] of law.entries()) {
      for (const [j, weight] of weights.entries()) next[i + j] += chance * weight;
    }
    law = next.slice(0, 1 + next.findLastIndex((chance) => chance > NEGLIGIBLE));
  }
  return law;
}

function poissonWeights(mean: number): number[] {
  const weights = [Math.exp(-mean)];
  while (weights.length <= mean || weights[weights.length - 1] > NEGLIGIBLE) {
    weights.push((weights[weights.length - 1] * mean) / weights.length);
  }
  return weights;
}

function geometricWeights(mean: number): number[] {
  const weights = [1 / (1 + mean)];
  while (weights[weights.length - 1] > NEGLIGIBLE) weights.push((weights[weights.length - 1] * mean) / (1 + mean));
  return weights;
}

function valueIn(quantity: Quantity, t: number): number {
  const value = Array.isArray(quantity) ? quantity[Math.min(t, quantity.length) - 1] : quantity;
  if (typeof value !== 'number') throw new Error('only plain numbers and lists of them');
  return value;
}

function originsOf(scenario: Scenario): (Channel | ReferralLoop)[] {
  return [...(scenario.channels ?? []), ...(scenario.loops ?? []).filter((loop) => loop.type === 'referral')];
}

function poolsOf(scenario: Scenario): Stage[] {
  const left = (scenario.loops ?? []).map((loop) => loop.from);
  return scenario.stages.filter((stage) => stage.memberRevenue !== undefined || left.includes(stage.id));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
