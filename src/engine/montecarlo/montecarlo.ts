import { RunawayError } from '../../model/errors.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { numberAt } from '../../model/plan/table.ts';
import { MOST_PEOPLE } from '../expected.ts';
import type { Holder, RunBatch } from './batch.ts';
import type { Laws, Streams } from './draws.ts';
import { drawBinomials } from './sampler/binomial.ts';

/**
 * Turns the wheel with whole people (section 7 of the model), as many runs side by side as the batch has lanes: every
 * count is drawn from its exact law, by the random numbers of its place. The order is that of `runExpected`.
 * @param batch filled with the counts of the runs
 * @throws RunawayError in the first rotation by which, in some run, more than `MOST_PEOPLE` came in, or came back
 */
export function drawRuns(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch): void {
  batch.filled++;
  begin(plan, laws, streams, batch);
  for (let t = 0; t < plan.rotations; t++) {
    arriveFresh(plan, laws, streams, batch, t);
    for (const holder of batch.holders) pass(plan, laws, streams, batch, t, holder);
    for (let p = 0; p < plan.pools.length; p++) keepPool(plan, laws, streams, batch, t, p);
    const visits = revisit(plan, laws, streams, batch, t);
    if (visits > MOST_PEOPLE || largest(batch.people) > MOST_PEOPLE) throw new RunawayError(t + 1, MOST_PEOPLE);
  }
}

function largest(people: Float64Array): number {
  let most = 0;
  for (let r = 0; r < people.length; r++) if (people[r] > most) most = people[r];
  return most;
}

/** Empties the batch and seats the initial members. */
function begin(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch): void {
  const { lanes, members, active, people } = batch;
  const pools = plan.pools.length;
  if (!allGoOnAtOnce(plan)) batch.arrivals.fill(0);
  active.fill(0);
  people.fill(0);
  for (let p = 0; p < pools; p++) {
    const seated = (plan.origins.length * pools + p) * lanes;
    const one = batch.bound.fill(1);
    laws.initial.draw(p, one, 0, active, seated, lanes, streams.initial[p]);
    for (let r = 0; r < lanes; r++) {
      const all = Math.floor(plan.initial[p]) + active[seated + r];
      active[seated + r] = all;
      members[p * lanes + r] = all;
      people[r] += all;
    }
  }
}

/** Candidates of every origin, and those of them who are new. */
function arriveFresh(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch, t: number): void {
  const { driver, driverDelay, entry, market, pools } = plan;
  const { lanes, candidates, came, arrivals, people, classes, members } = batch;
  const origins = driver.length;
  const limited = market !== Infinity;
  if (allGoOnAtOnce(plan)) clearEntries(plan, batch, t);
  const reached = batch.rates;
  if (limited) reached.set(people);
  for (let o = 0; o < origins; o++) {
    const cell = (t * origins + o) * lanes;
    const since = t + 1 - driverDelay[o];
    if (driver[o] < 0) drawArrivals(plan, laws, streams, batch, t, o, batch.bound.fill(1), 0, cell);
    else if (since < 0) drawArrivals(plan, laws, streams, batch, t, o, batch.bound.fill(0), 0, cell);
    else drawArrivals(plan, laws, streams, batch, t, o, members, (since * pools.length + driver[o]) * lanes, cell);
    if (limited) {
      for (let r = 0; r < lanes; r++) batch.gone[r] = Math.max(0, 1 - reached[r] / market);
      drawBinomials(candidates, cell, batch.gone, 0, came, cell, lanes, streams.unreached[o]);
    }
    const arriving = ((t * origins + classes[o]) * plan.delay.length + entry[o]) * lanes;
    for (let r = 0; r < lanes; r++) {
      arrivals[arriving + r] += came[cell + r];
      people[r] += came[cell + r];
    }
  }
}

/** Empties the cells that people enter; `drawConversions` overwrites the others. */
function clearEntries(plan: Plan, { arrivals, holders, lanes }: RunBatch, t: number): void {
  for (const { origin, highest } of holders) {
    const row = (t * plan.driver.length + origin) * plan.delay.length * lanes;
    arrivals.fill(0, row, row + (highest + 1) * lanes);
  }
}

/**
 * Draws the candidates of an origin, whom channels seek or members bring: a `fixed` number is its whole part from each,
 * and a chance of one more.
 */
function drawArrivals(
  { fresh }: Plan,
  laws: Laws,
  streams: Streams,
  { lanes, candidates }: RunBatch,
  t: number,
  o: number,
  sources: Float64Array,
  at: number,
  cell: number,
): void {
  const i = t * fresh.step + o;
  laws.fresh[o].draw(i, sources, at, candidates, cell, lanes, streams.fresh[o]);
  if (laws.fresh[o] !== laws.part) return;
  const certain = Math.floor(fresh.values[i]);
  if (certain === 0) return;
  for (let r = 0; r < lanes; r++) candidates[cell + r] += certain * sources[at + r];
}

/** True when all go on within their rotation, by numbers that are the same in every run: the fast path. */
const allGoOnAtOnce = ({ prompt, proofs }: Plan): boolean => prompt && proofs.length === 0;

function pass(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch, t: number, holder: Holder): void {
  if (allGoOnAtOnce(plan)) drawConversions(plan, laws, streams, batch, t, holder);
  else goOn(plan, laws, streams, batch, t, holder.origin, holder.lowest);
}

/** What `goOn` does, where nobody waits, travels or bypasses: each draw goes where the people arrive. */
function drawConversions(
  plan: Plan,
  laws: Laws,
  streams: Streams,
  batch: RunBatch,
  t: number,
  { origin, lowest, highest }: Holder,
): void {
  const { lanes, arrivals, gone } = batch;
  const { conversion } = plan;
  const stages = plan.delay.length;
  const row = (t * plan.driver.length + origin) * stages * lanes;
  for (let s = lowest; s < stages - 1; s++) {
    const link = origin * stages + s + 1;
    const here = row + s * lanes;
    const there = here + lanes;
    // Beyond the last stage where people enter, nobody is there yet.
    const [into, at] = s + 1 > highest ? [arrivals, there] : [gone, 0];
    laws.conversion.draw(t * conversion.step + link, arrivals, here, into, at, lanes, streams.conversion[link]);
    if (into === gone) for (let r = 0; r < lanes; r++) arrivals[there + r] += gone[r];
  }
}

/** One class of people through all its stages: present, gone, waiting, bypassing (3.2 to 3.5). */
function goOn(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch, t: number, o: number, lowest: number): void {
  const { delay, optional, rotations, wait, prompt, conversion } = plan;
  const { lanes, arrivals, waiting, gone, bound, bypassing } = batch;
  const stages = delay.length;
  const width = plan.driver.length * stages * lanes;
  const row = t * width + o * stages * lanes;
  // Whoever bypasses a stage is bound for the next one together with those who go on to it.
  bypassing.fill(0);
  for (let s = lowest; s < stages - 1; s++) {
    const here = row + s * lanes;
    const link = o * stages + s + 1;
    const present = bound;
    for (let r = 0; r < lanes; r++) {
      present[r] = arrivals[here + r] + (prompt || t === 0 ? 0 : waiting[here - width + r]);
    }
    if (plan.proofs.length === 0) {
      laws.conversion.draw(t * conversion.step + link, present, 0, gone, 0, lanes, streams.conversion[link]);
    } else {
      const rates = conversionWithProof(plan, batch, t, link);
      drawBinomials(present, 0, rates, 0, gone, 0, lanes, streams.conversion[link]);
    }
    if (!prompt) {
      for (let r = 0; r < lanes; r++) present[r] -= gone[r];
      laws.wait.draw(t * wait.step + s, present, 0, waiting, here, lanes, streams.wait[o * stages + s]);
      for (let r = 0; r < lanes; r++) bound[r] = gone[r] + bypassing[r];
      laws.optional.draw(t * optional.step + s + 1, bound, 0, bypassing, 0, lanes, streams.optional[link]);
      if (t + delay[s + 1] >= rotations) continue;
      for (let r = 0; r < lanes; r++) gone[r] = bound[r] - bypassing[r];
    }
    const there = here + delay[s + 1] * width + lanes;
    for (let r = 0; r < lanes; r++) arrivals[there + r] += gone[r];
  }
}

/** The conversion over a link with proof in it, run by run (3.4). */
function conversionWithProof(plan: Plan, { lanes, members, rates }: RunBatch, t: number, link: number): Float64Array {
  rates.fill(numberAt(plan.conversion, t, link));
  for (const [l, { pool, stage, delay }] of plan.proofs.entries()) {
    const since = t + 1 - delay;
    if (since < 0 || stage !== link % plan.delay.length) continue;
    const half = numberAt(plan.half, t, l);
    const ceiling = numberAt(plan.ceiling, t, l);
    for (let r = 0; r < lanes; r++) {
      const active = members[(since * plan.pools.length + pool) * lanes + r];
      const weight = active > 0 ? active / (active + half) : 0;
      rates[r] += Math.max(0, ceiling - rates[r]) * weight;
    }
  }
  return rates;
}

/** Who is active in a pool at the end of a rotation: those who stayed, and those who joined. */
function keepPool(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch, t: number, p: number): void {
  const { lanes, members, active, arrivals } = batch;
  const { retention, activeFor, pools } = plan;
  const origins = plan.driver.length;
  const stay = activeFor[p];
  const total = ((t + 1) * pools.length + p) * lanes;
  members.fill(0, total, total + lanes);
  const initially = plan.initial[p] > 0 ? [{ origin: origins }] : [];
  for (const { origin } of [...batch.holders, ...initially]) {
    const column = origin * pools.length + p;
    const i = column * lanes;
    const cell = ((t * origins + origin) * plan.delay.length + pools[p]) * lanes;
    const gone = cell - stay * origins * plan.delay.length * lanes;
    if (stay === 0)
      laws.retention.draw(t * retention.step + column, active, i, active, i, lanes, streams.retention[column]);
    else if (origin === origins && t + 1 >= stay) active.fill(0, i, i + lanes);
    else if (origin < origins && t >= stay) for (let r = 0; r < lanes; r++) active[i + r] -= arrivals[gone + r];
    for (let r = 0; r < lanes; r++) {
      if (origin < origins) active[i + r] += arrivals[cell + r];
      members[total + r] += active[i + r];
    }
  }
}

/** Visits of members who come back themselves. Gives the largest number. */
function revisit(plan: Plan, laws: Laws, streams: Streams, batch: RunBatch, t: number): number {
  const { repeats, visits, pools } = plan;
  const { lanes, members, returning } = batch;
  let most = 0;
  for (const [l, { delay, pool }] of repeats.entries()) {
    const since = t + 1 - delay;
    const sources = since < 0 ? batch.bound.fill(0) : members;
    const at = since < 0 ? 0 : (since * pools.length + pool) * lanes;
    const to = (t * repeats.length + l) * lanes;
    laws.visits.draw(t * visits.step + l, sources, at, returning, to, lanes, streams.visits[l]);
    for (let r = 0; r < lanes; r++) if (returning[to + r] > most) most = returning[to + r];
  }
  return most;
}
