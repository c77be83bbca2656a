import { RunawayError } from '../model/errors.ts';
import type { Plan } from '../model/plan/plan.ts';
import { arrivalsAt, createFlow, type Flow, goneAt, membersAfter, presentAt } from './flow.ts';

/** Counts beyond this are refused: near 2^53 a double no longer tells one person from two. */
export const MOST_PEOPLE = 1e15;

/**
 * Runs a plan by expected values: section 3 of the model, one rotation after the other. What every wheel has stands
 * in one function over flat arrays, because that is faster; what fewer have is called from there.
 * @param flow from `createFlow` for this plan, or for one that differs in numbers only; filled and returned
 * @throws RunawayError in the first rotation by which more than `MOST_PEOPLE` came in, were looked for, or came back
 */
export function runExpected(plan: Plan, flow: Flow = createFlow(plan)): Flow {
  const { rotations, entry, driver, driverDelay, prompt, pools, activeFor, market } = plan;
  const { candidates, came, members, active, arrivals } = flow;
  const { values: fresh, step: freshStep } = plan.fresh;
  const { values: retention, step: retentionStep } = plan.retention;
  const { values: rates, step: rateStep } = flow.conversion;
  const origins = driver.length;
  const stages = plan.delay.length;
  const poolCount = pools.length;
  const limited = market !== Infinity;
  const proven = plan.proofs.length > 0;
  const visited = plan.repeats.length > 0;
  // Every count of people in a rotation is at most the number that ever came in, so this one bounds them all.
  let people = begin(plan, flow);
  const sources = people > 0 ? origins + 1 : origins;
  for (let t = 0; t < rotations; t++) {
    const row = t * origins;
    const unreached = limited ? Math.max(0, 1 - people / market) : 1;
    for (let o = 0; o < origins; o++) {
      let sought = fresh[t * freshStep + o];
      const pool = driver[o];
      if (pool >= 0) {
        const rotation = t + 1 - driverDelay[o];
        sought = rotation < 0 ? 0 : sought * members[rotation * poolCount + pool];
      }
      candidates[row + o] = sought;
      if (limited) came[row + o] = sought * unreached;
      people += sought <= MOST_PEOPLE ? sought * unreached : Infinity;
    }
    if (proven) addProof(plan, flow, t);
    if (!prompt) advance(plan, flow, t);
    else {
      for (let o = 0; o < origins; o++) {
        const cell = (row + o) * stages;
        const rate = t * rateStep + o * stages;
        const start = entry[o];
        for (let s = 0; s < start; s++) arrivals[cell + s] = 0;
        let present = came[row + o];
        arrivals[cell + start] = present;
        for (let s = start + 1; s < stages; s++) {
          present *= rates[rate + s];
          arrivals[cell + s] = present;
        }
      }
    }
    for (let p = 0; p < poolCount; p++) {
      const fixed = activeFor[p] > 0;
      let all = 0;
      for (let o = 0, i = p, cell = row * stages + pools[p]; o < sources; o++, i += poolCount, cell += stages) {
        let staying = retention[t * retentionStep + i] * active[i];
        if (fixed) staying = recent(plan, flow, t, o, p);
        else if (o < origins) staying += arrivals[cell];
        active[i] = staying;
        all += staying;
      }
      members[(t + 1) * poolCount + p] = all;
    }
    const visits = visited ? revisit(plan, flow, t) : 0;
    if (people > MOST_PEOPLE || visits > MOST_PEOPLE) throw new RunawayError(t + 1, MOST_PEOPLE);
  }
  return flow;
}

/** Empties the flow, puts the initial members into their pools, and counts them. */
function begin(plan: Plan, flow: Flow): number {
  const { initial } = plan;
  let people = 0;
  if (!plan.prompt) flow.arrivals.fill(0);
  for (let i = 0; i < flow.active.length; i++) flow.active[i] = 0;
  for (let i = 0; i < flow.blockStart.length; i++) flow.blockStart[i] = 0;
  for (let p = 0; p < initial.length; p++) {
    flow.members[p] = initial[p];
    flow.active[plan.origins.length * initial.length + p] = initial[p];
    people += initial[p];
  }
  return people;
}

/** The conversion rates of a rotation with proof in them (3.4). */
function addProof(plan: Plan, flow: Flow, t: number): void {
  const { conversion, ceiling, half, proofs } = plan;
  const stages = plan.delay.length;
  const width = plan.entry.length * stages;
  const row = t * width;
  const rates = flow.conversion.values;
  for (let i = 0; i < width; i++) rates[row + i] = conversion.values[t * conversion.step + i];
  for (let l = 0; l < proofs.length; l++) {
    const { pool, stage, delay } = proofs[l];
    const members = membersAfter(plan, flow, t + 1 - delay, pool);
    const weight = members > 0 ? members / (members + half.values[t * half.step + l]) : 0;
    const top = ceiling.values[t * ceiling.step + l];
    for (let i = row + stage; i < row + width; i += stages) rates[i] += Math.max(0, top - rates[i]) * weight;
  }
}

/** Every cohort one rotation on where some wait or travel: present, gone, waiting (3.2 to 3.5). */
function advance(plan: Plan, flow: Flow, t: number): void {
  const { entry, delay, wait } = plan;
  const stages = delay.length;
  const row = t * entry.length * stages;
  for (let o = 0; o < entry.length; o++) {
    flow.arrivals[row + o * stages + entry[o]] += flow.came[t * entry.length + o];
    for (let s = 0; s < stages - 1; s++) {
      const moving = goneAt(plan, flow, t, o, s);
      const left = presentAt(plan, flow, t, o, s) - moving;
      flow.waiting[row + o * stages + s] = wait.values[t * wait.step + s] * left;
      send(plan, flow.arrivals, row, t, o * stages + s + 1, moving);
    }
  }
}

/**
 * Lands people on the stage they are bound for, or on a later one when they bypass it (rule 4). They leave in rotation t,
 * whose row of `arrivals` starts at `row`; `bound` is their cell in it.
 */
function send(plan: Plan, arrivals: Float64Array, row: number, t: number, bound: number, people: number): void {
  const { delay, optional, rotations } = plan;
  const stages = delay.length;
  const width = plan.entry.length * stages;
  for (let i = bound, left = people; ; i++) {
    const stage = i % stages;
    const bypassing = left * optional.values[t * optional.step + stage];
    if (t + delay[stage] < rotations) arrivals[row + delay[stage] * width + i] += left - bypassing;
    if (bypassing === 0) return;
    left = bypassing;
  }
}

/**
 * Arrivals of the last `activeFor` rotations L. Time is cut into blocks of L rotations; a window is the end of one block
 * and the beginning of the next (van Herk, 1992, for maxima): one addition a rotation, and none of the crumbs that a
 * running sum leaves where people lapse.
 */
function recent(plan: Plan, flow: Flow, t: number, o: number, p: number): number {
  const stay = plan.activeFor[p];
  if (o === plan.entry.length) return t + 1 < stay ? plan.initial[p] : 0;
  const i = o * plan.pools.length + p;
  const ends = i * plan.rotations;
  const started = flow.blockStart[i] + arrivalsAt(plan, flow, t, o, plan.pools[p]);
  const last = (t + 1) % stay === 0;
  flow.blockStart[i] = last ? 0 : started;
  if (!last) return t < stay ? started : flow.blockEnds[ends + t - stay + 1] + started;
  for (let k = t, sum = 0; k > t - stay; k--) {
    sum += arrivalsAt(plan, flow, k, o, plan.pools[p]);
    flow.blockEnds[ends + k] = sum;
  }
  return flow.blockEnds[ends + t - stay + 1];
}

/** Visits of members who come back themselves (3.3). Gives the largest number. */
function revisit(plan: Plan, flow: Flow, t: number): number {
  const { repeats, visits } = plan;
  let most = 0;
  for (let l = 0; l < repeats.length; l++) {
    const { pool, delay } = repeats[l];
    const people = visits.values[t * visits.step + l] * membersAfter(plan, flow, t + 1 - delay, pool);
    flow.returning[t * repeats.length + l] = people;
    if (people > most) most = people;
  }
  return most;
}
