import { RunawayError } from '../model/errors.ts';
import type { Plan } from '../model/plan/plan.ts';
import { type LaneColumn, numberAt } from '../model/plan/table.ts';
import type { Flow, Holder, Past } from './flow.ts';
import { add, copy, exceeds } from './lanes.ts';
import { resume } from './past.ts';

/** Counts beyond this are refused: near 2^53 a double no longer tells one person from two. */
export const MOST_PEOPLE = 1e15;

/** What people do with a certain probability, each independently of the others. */
export type Deed = 'conversion' | 'optional' | 'wait' | 'retention';

/**
 * How people are counted: in fractions, as expected values, or whole, as drawn. Every method writes one number for each lane
 * of the flow, from an index on; where it reads and where it writes may be the same place.
 */
export interface Counting {
  /** Members of pool p before rotation 1. */
  initial(p: number, into: Float64Array, to: number): void;
  /** Prospects that the channel which is origin o brings in rotation t. */
  brought(t: number, o: number, into: Float64Array, to: number): void;
  /** Prospects of origin o that so many members bring in rotation t. */
  sought(t: number, o: number, members: Float64Array, at: number, into: Float64Array, to: number): void;
  /** Those of the prospects of origin o who are new, with a probability of each lane. */
  unreached(o: number, share: Float64Array, people: Float64Array, at: number, into: Float64Array, to: number): void;
  /** Those of the people of origin o who do something in rotation t; i is the stage concerned, for retention the pool. */
  doing(
    deed: Deed,
    t: number,
    o: number,
    i: number,
    people: Float64Array,
    at: number,
    into: Float64Array,
    to: number,
  ): void;
  /** Visits that so many members make by repeat loop l in rotation t. */
  visits(t: number, l: number, members: Float64Array, at: number, into: Float64Array, to: number): void;
}

/** Puts what was counted in the place of what the wheel comes to, as soon as it has come to it; s is a stage, p a pool. */
export interface Corrections {
  /** So many rotations were counted, from the first on: the wheel stops after them. */
  readonly rotations: number;
  /** Everybody has arrived at s in rotation t, and nobody gone on yet. */
  arrived(t: number, s: number): void;
  /** The members of p at the end of rotation t are known. */
  kept(t: number, p: number): void;
  /** The visits of rotation t are known. */
  visited(t: number): void;
}

/**
 * Turns the wheel, rotation by rotation: section 3 of the model. This is the only place that knows the order of flow, for
 * expected values and for people who are drawn.
 * @param flow from `createFlow` for this plan, or for one that differs in numbers only; filled. Where it has a past, the
 * wheel turns on from there
 * @param corrections only for a plan that is not prompt
 * @throws RunawayError in the first rotation by which, in some lane, more than `MOST_PEOPLE` came in, were looked for, or came
 * back
 */
export function turnWheel(plan: Plan, counting: Counting, flow: Flow, corrections?: Corrections): void {
  begin(plan, counting, flow);
  const from = flow.past ? goOn(plan, flow, flow.past) : 0;
  const until = corrections ? corrections.rotations : plan.rotations;
  for (let t = from; t < until; t++) {
    arrive(plan, counting, flow, t);
    if (plan.proofs.length > 0) addProof(plan, flow, t);
    if (corrections) passTogether(plan, counting, flow, t, corrections);
    else {
      for (const holder of flow.holders) {
        if (plan.prompt) passAtOnce(plan, counting, flow, t, holder);
        else passOn(plan, counting, flow, t, holder);
      }
    }
    for (let p = 0; p < plan.pools.length; p++) {
      keepPool(plan, counting, flow, t, p);
      corrections?.kept(t, p);
    }
    refuseRunaway(flow.people, 0, flow.lanes, t);
    for (let l = 0; l < plan.repeats.length; l++) revisit(plan, counting, flow, t, l);
    corrections?.visited(t);
  }
}

/** Fills the rotations of the past. @returns the first one that is still to be turned, from 0 */
function goOn(plan: Plan, flow: Flow, past: Past): number {
  resume(plan, flow, past);
  for (let t = 0; t < past.rotations; t++) {
    if (plan.proofs.length > 0) addProof(plan, flow, t);
    for (const [p, stay] of plan.activeFor.entries()) {
      if (stay > 0) for (const { origin } of flow.holders) keepRecent(plan, flow, t, origin, p);
    }
  }
  return past.rotations;
}

function refuseRunaway(people: Float64Array, at: number, lanes: number, t: number): void {
  if (!exceeds(MOST_PEOPLE, people, at, lanes)) return;
  for (let r = 0; r < lanes; r++) if (!(people[at + r] <= MOST_PEOPLE)) throw new RunawayError(t + 1, MOST_PEOPLE, r);
}

/** Empties the flow and seats the initial members. */
function begin(plan: Plan, counting: Counting, flow: Flow): void {
  const { lanes, members, active, people } = flow;
  const pools = plan.pools.length;
  if (!plan.prompt) flow.arrivals.fill(0);
  active.fill(0);
  flow.blockStart.fill(0);
  people.fill(0);
  for (let p = 0; p < pools; p++) {
    const seated = (plan.origins.length * pools + p) * lanes;
    counting.initial(p, active, seated);
    for (let r = 0; r < lanes; r++) {
      members[p * lanes + r] = active[seated + r];
      people[r] += active[seated + r];
    }
  }
}

/** Candidates of every origin, and those of them who are new (3.2, 3.3, 3.5). */
function arrive(plan: Plan, counting: Counting, flow: Flow, t: number): void {
  const { driver, driverDelay, entry, market, pools } = plan;
  const { lanes, candidates, came, arrivals, people, classes, isAlone, members } = flow;
  const origins = driver.length;
  const limited = market !== Infinity;
  if (plan.prompt) clearEntries(plan, flow, t);
  const unreached = flow.gone;
  if (limited) for (let r = 0; r < lanes; r++) unreached[r] = Math.max(0, 1 - people[r] / market);
  for (let o = 0; o < origins; o++) {
    const cell = (t * origins + o) * lanes;
    const since = t + 1 - driverDelay[o];
    if (driver[o] < 0) counting.brought(t, o, candidates, cell);
    else if (since < 0) counting.sought(t, o, flow.present.fill(0), 0, candidates, cell);
    else counting.sought(t, o, members, (since * pools.length + driver[o]) * lanes, candidates, cell);
    if (limited) counting.unreached(o, unreached, candidates, cell, came, cell);
    const arriving = ((t * origins + classes[o]) * plan.delay.length + entry[o]) * lanes;
    if (isAlone[o]) copy(came, cell, arrivals, arriving, lanes);
    else add(came, cell, arrivals, arriving, lanes);
    add(came, cell, people, 0, lanes);
    // Where all who are sought come, those who came are too many as well.
    if (!limited || !exceeds(MOST_PEOPLE, candidates, cell, lanes)) continue;
    for (let r = 0; r < lanes; r++) if (!(candidates[cell + r] <= MOST_PEOPLE)) people[r] = Infinity;
  }
}

/** Empties the cells where people of several origins enter; others are overwritten. */
function clearEntries(plan: Plan, { arrivals, holders, isAlone, lanes }: Flow, t: number): void {
  for (const { origin, highest } of holders) {
    if (isAlone[origin]) continue;
    const row = (t * plan.driver.length + origin) * plan.delay.length * lanes;
    arrivals.fill(0, row, row + (highest + 1) * lanes);
  }
}

/** The conversion rates of a rotation into the stages that have proof (3.4). */
function addProof(plan: Plan, flow: Flow, t: number): void {
  const { conversion, proofs, pools } = plan;
  const { lanes, members } = flow;
  const stages = plan.delay.length;
  const byLane = flow.conversion.byLane as (LaneColumn | null)[];
  for (let link = 0; link < byLane.length; link++) {
    const stage = link % stages;
    if (!proofs.some((proof) => proof.stage === stage)) {
      byLane[link] = conversion.byLane?.[link] ?? null;
      continue;
    }
    const { values, step } = byLane[link] as LaneColumn;
    const row = t * step;
    for (let r = 0; r < lanes; r++) values[row + r] = numberAt(conversion, t, link, r);
    for (let l = 0; l < proofs.length; l++) {
      const since = t + 1 - proofs[l].delay;
      if (proofs[l].stage !== stage || since < 0) continue;
      const cell = (since * pools.length + proofs[l].pool) * lanes;
      for (let r = 0; r < lanes; r++) {
        const active = members[cell + r];
        const weight = active > 0 ? active / (active + numberAt(plan.half, t, l, r)) : 0;
        values[row + r] += Math.max(0, numberAt(plan.ceiling, t, l, r) - values[row + r]) * weight;
      }
    }
  }
}

/** The people of a holder through all their stages, where nobody waits, travels or bypasses. */
function passAtOnce(plan: Plan, counting: Counting, flow: Flow, t: number, { origin, lowest, highest }: Holder): void {
  const { lanes, arrivals, gone } = flow;
  const stages = plan.delay.length;
  const row = (t * plan.driver.length + origin) * stages * lanes;
  for (let s = lowest; s < stages - 1; s++) {
    const here = row + s * lanes;
    const there = here + lanes;
    // Beyond the last stage where people enter, nobody is there yet.
    if (s + 1 > highest) counting.doing('conversion', t, origin, s + 1, arrivals, here, arrivals, there);
    else {
      counting.doing('conversion', t, origin, s + 1, arrivals, here, gone, 0);
      add(gone, 0, arrivals, there, lanes);
    }
  }
}

/** The people of a holder one rotation on: present, gone, waiting, bypassing (3.2 to 3.5). */
function passOn(plan: Plan, counting: Counting, flow: Flow, t: number, { origin, lowest }: Holder): void {
  const { bypassing } = flow;
  bypassing.fill(0);
  for (let s = lowest; s < plan.delay.length - 1; s++) goFrom(plan, counting, flow, t, origin, s, bypassing);
}

/** The same for all holders, stage by stage: of what arrives at one, the total is corrected before anybody goes on. */
function passTogether(plan: Plan, counting: Counting, flow: Flow, t: number, corrections: Corrections): void {
  const bypassing = flow.holders.map(() => new Float64Array(flow.lanes));
  for (let s = 0; s < plan.delay.length; s++) {
    corrections.arrived(t, s);
    if (s === plan.delay.length - 1) break;
    for (const [h, { origin, lowest }] of flow.holders.entries())
      if (s >= lowest) goFrom(plan, counting, flow, t, origin, s, bypassing[h]);
  }
}

/**
 * Those who go on from stage s.
 * @param bypassing who bypasses that stage, and is bound for the next one together with those who go on to it; then who
 * bypasses the next one
 */
function goFrom(
  plan: Plan,
  counting: Counting,
  flow: Flow,
  t: number,
  origin: number,
  s: number,
  bypassing: Float64Array,
): void {
  const { delay, rotations } = plan;
  const { lanes, arrivals, waiting, present, gone } = flow;
  const width = plan.driver.length * delay.length * lanes;
  const here = t * width + (origin * delay.length + s) * lanes;
  for (let r = 0; r < lanes; r++) present[r] = arrivals[here + r] + (t === 0 ? 0 : waiting[here - width + r]);
  counting.doing('conversion', t, origin, s + 1, present, 0, gone, 0);
  for (let r = 0; r < lanes; r++) present[r] -= gone[r];
  counting.doing('wait', t, origin, s, present, 0, waiting, here);
  add(bypassing, 0, gone, 0, lanes);
  counting.doing('optional', t, origin, s + 1, gone, 0, bypassing, 0);
  if (t + delay[s + 1] >= rotations) return;
  const there = here + delay[s + 1] * width + lanes;
  for (let r = 0; r < lanes; r++) arrivals[there + r] += gone[r] - bypassing[r];
}

/** Who is active in a pool at the end of a rotation: those who stayed, and those who joined (3.3). */
function keepPool(plan: Plan, counting: Counting, flow: Flow, t: number, p: number): void {
  const { lanes, members, active, arrivals, holders } = flow;
  const { activeFor, pools } = plan;
  const origins = plan.driver.length;
  const stay = activeFor[p];
  const total = ((t + 1) * pools.length + p) * lanes;
  let first = true;
  for (const { origin } of holders) {
    const own = (origin * pools.length + p) * lanes;
    const joining = ((t * origins + origin) * plan.delay.length + pools[p]) * lanes;
    if (stay > 0) {
      keepRecent(plan, flow, t, origin, p);
      if (flow.unseen.length > 0) addUnseen(plan, flow, t, origin, p);
    } else {
      counting.doing('retention', t, origin, p, active, own, active, own);
      add(arrivals, joining, active, own, lanes);
    }
    if (first) copy(active, own, members, total, lanes);
    else add(active, own, members, total, lanes);
    first = false;
  }
  if (first) members.fill(0, total, total + lanes);
  if (plan.initial[p] === 0) return;
  const seated = (origins * pools.length + p) * lanes;
  if (stay === 0) counting.doing('retention', t, origins, p, active, seated, active, seated);
  else if (t + 1 >= stay) active.fill(0, seated, seated + lanes);
  add(active, seated, members, total, lanes);
}

/**
 * Active are the arrivals of the last `activeFor` rotations L. Time is cut into blocks of L rotations; a window is the end of
 * one block and the beginning of the next (van Herk, 1992, for maxima): one addition a rotation, and none of the crumbs that
 * a running sum leaves where people lapse.
 */
function keepRecent(plan: Plan, flow: Flow, t: number, o: number, p: number): void {
  const { lanes, active, arrivals, blockStart, blockEnds } = flow;
  const stay = plan.activeFor[p];
  const own = o * plan.pools.length + p;
  const width = plan.driver.length * plan.delay.length * lanes;
  const joining = (o * plan.delay.length + plan.pools[p]) * lanes;
  const ends = own * plan.rotations * lanes;
  const isLast = (t + 1) % stay === 0;
  for (let r = 0; r < lanes; r++) {
    const i = own * lanes + r;
    const started = blockStart[i] + arrivals[t * width + joining + r];
    blockStart[i] = isLast ? 0 : started;
    if (isLast) {
      for (let k = t, sum = 0; k > t - stay; k--) {
        sum += arrivals[k * width + joining + r];
        blockEnds[ends + k * lanes + r] = sum;
      }
    }
    const before = t < stay - 1 ? 0 : blockEnds[ends + (t - stay + 1) * lanes + r];
    active[i] = isLast ? before : before + started;
  }
}

/** Adds the members of a pool who were counted, though no arrivals explain them. */
function addUnseen(plan: Plan, { active, unseen, lanes }: Flow, t: number, o: number, p: number): void {
  const own = o * plan.pools.length + p;
  const more = unseen[t * plan.driver.length * plan.pools.length + own];
  for (let r = 0; r < lanes; r++) active[own * lanes + r] += more;
}

/** Visits of members who come back themselves by a repeat loop (3.3). */
function revisit(plan: Plan, counting: Counting, flow: Flow, t: number, l: number): void {
  const { repeats, pools } = plan;
  const { lanes, members, returning } = flow;
  const { delay, pool } = repeats[l];
  const since = t + 1 - delay;
  const to = (t * repeats.length + l) * lanes;
  if (since < 0) counting.visits(t, l, flow.present.fill(0), 0, returning, to);
  else counting.visits(t, l, members, (since * pools.length + pool) * lanes, returning, to);
  refuseRunaway(returning, to, lanes, t);
}
