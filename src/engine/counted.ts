import type { Plan } from '../model/plan/plan.ts';
import { numberAt } from '../model/plan/table.ts';
import { runExpected } from './expected.ts';
import {
  arrivalsAt,
  type CountedMoney,
  createFlow,
  type Flow,
  goneAt,
  membersAfter,
  type Past,
  presentAt,
} from './flow.ts';
import { scaleTo } from './split.ts';
import type { Corrections } from './wheel.ts';

/** What somebody counted in the first rotations (t from 0); null where nobody did. */
export interface Counted {
  readonly rotations: number;
  /** Arrivals at stage s, of all origins or of one. */
  arrivals(t: number, s: number, origin: number | null): number | null;
  /** Arrivals at the first stage by loops. */
  referred(t: number): number | null;
  /** Members of pool p at the end of t, and how many left it in t, which tells their number where nobody counted them. */
  members(t: number, p: number): number | null;
  lapsed(t: number, p: number): number | null;
  /** Visits to stage s. */
  visits(t: number, s: number): number | null;
  readonly money: CountedMoney | null;
}

/**
 * What is known after the first rotations: what was counted, and what follows from it by the plan's rates, as expected values.
 * A total is split over origins as the wheel has split it so far, and members of a pool over origins and ages likewise; who
 * waits at a stage follows from who went on, where that takes no time; who is on the way or bypasses a stage follows from the
 * plan's rates.
 */
export function pastOf(plan: Plan, counted: Counted): Past {
  const wheel = { ...plan, prompt: false };
  const cells = plan.rotations * plan.origins.length * plan.pools.length;
  const unseen = new Float64Array(plan.activeFor.some((stay) => stay > 0) ? cells : 0);
  const flow = { ...createFlow(wheel), unseen };
  runExpected(wheel, flow, new AsCounted(wheel, flow, counted));
  return { ...flow, rotations: counted.rotations, money: counted.money };
}

/** Puts what was counted into a flow of one lane. */
class AsCounted implements Corrections {
  readonly rotations: number;
  private readonly plan: Plan;
  private readonly flow: Flow;
  private readonly counted: Counted;
  private planned: Flow | null = null;

  constructor(plan: Plan, flow: Flow, counted: Counted) {
    this.rotations = counted.rotations;
    this.plan = plan;
    this.flow = flow;
    this.counted = counted;
  }

  arrived(t: number, s: number): void {
    const { plan, flow } = this;
    const before = plan.origins.map((_, o) => arrivalsAt(plan, flow, t, o, s));
    const after = this.countedAt(t, s, before);
    for (const [o, people] of after.entries()) {
      if (people === before[o]) continue;
      flow.arrivals[(t * plan.origins.length + o) * plan.stages.length + s] = people;
      if (plan.entry[o] === s) this.cameAs(t, o, people);
      else if (plan.delay[s] === 0) this.stayBehind(t, o, s - 1, before[o], people);
    }
  }

  /** Arrivals by origin: parts that were counted, and of a total what is left for the others. */
  private countedAt(t: number, s: number, before: readonly number[]): number[] {
    const { plan, counted } = this;
    const after = [...before];
    const open = new Set([...after.keys()].filter((o) => plan.entry[o] <= s));
    for (const o of open) {
      const part = counted.arrivals(t, s, o);
      if (part === null) continue;
      after[o] = part;
      open.delete(o);
    }
    const settle = (among: readonly number[], total: number | null): void => {
      if (total === null) return;
      const others = among.filter((o) => open.has(o));
      const known = among.reduce((sum, o) => sum + (open.has(o) ? 0 : after[o]), 0);
      scaleTo(Math.max(0, total - known), after, others, (o) => this.plannedAt(t, s, o));
      for (const o of others) open.delete(o);
    };
    const present = [...after.keys()].filter((o) => plan.entry[o] <= s);
    const loops = present.filter((o) => o >= plan.channels);
    if (s === 0) settle(loops, counted.referred(t));
    settle(present, counted.arrivals(t, s, null));
    return after;
  }

  private plannedAt(t: number, s: number, o: number): number {
    this.planned ??= runExpected(this.plan, createFlow(this.plan));
    return arrivalsAt(this.plan, this.planned, t, o, s);
  }

  /** More or fewer came in than the wheel had it: so many more or fewer were looked for, too. */
  private cameAs(t: number, o: number, people: number): void {
    const { plan, flow } = this;
    const cell = t * plan.origins.length + o;
    const before = flow.came[cell];
    flow.people[0] += people - before;
    if (flow.candidates !== flow.came) {
      const sought = before > 0 ? (flow.candidates[cell] * people) / before : flow.candidates[cell];
      flow.candidates[cell] = Math.max(people, sought);
    }
    flow.came[cell] = people;
  }

  /** Who went on does not wait. */
  private stayBehind(t: number, o: number, s: number, planned: number, people: number): void {
    const { plan, flow } = this;
    const present = presentAt(plan, flow, t, o, s);
    const gone = planned > 0 ? Math.min(present, (goneAt(plan, flow, t, o, s) * people) / planned) : 0;
    const waiting = (t * plan.origins.length + o) * plan.stages.length + s;
    if (planned > 0) flow.waiting[waiting] = numberAt(plan.wait, t, s) * (present - gone);
  }

  kept(t: number, p: number): void {
    const { plan, flow, counted } = this;
    const pools = plan.pools.length;
    const now = flow.members[(t + 1) * pools + p];
    const target = counted.members(t, p) ?? this.leftAfter(t, p);
    if (target === null || target === now) return;
    const shares = plan.origins.map((_, o) => flow.active[o * pools + p]);
    shares.push(plan.initial[p] === 0 ? 0 : flow.active[plan.origins.length * pools + p]);
    const after = [...shares];
    const able = [...plan.origins.keys()].filter((o) => plan.entry[o] <= plan.pools[p]);
    scaleTo(target, after, now > 0 ? [...after.keys()] : able, (o) => this.plannedAt(t, plan.pools[p], o));
    for (const [o, people] of after.entries()) {
      if (plan.activeFor[p] > 0 && o < plan.origins.length) this.explain(t, o, p, shares[o], people);
      flow.active[o * pools + p] = people;
    }
    flow.members[(t + 1) * pools + p] = target;
  }

  /** Members after those who were counted had left; null where nobody counted them. */
  private leftAfter(t: number, p: number): number | null {
    const { plan, flow } = this;
    const lapsed = this.counted.lapsed(t, p);
    if (lapsed === null) return null;
    const joined = plan.origins.reduce((sum, _, o) => sum + arrivalsAt(plan, flow, t, o, plan.pools[p]), 0);
    return Math.max(0, membersAfter(plan, flow, t, p) + joined - lapsed);
  }

  /**
   * Members who stay a fixed time are as many as arrived in it. Where others were counted, they are taken to be of the same
   * ages: of those who leave in any later rotation there are as many times more. Where there were none, they have just come.
   */
  private explain(t: number, o: number, p: number, before: number, after: number): void {
    const { plan, flow } = this;
    const stay = plan.activeFor[p];
    const last = t + stay - 1;
    let seen = 0;
    for (let later = last; later >= t; later--) {
      const since = later - stay + 1;
      if (since >= 0) seen += arrivalsAt(plan, flow, since, o, plan.pools[p]);
      if (later >= plan.rotations) continue;
      const i = (later * plan.origins.length + o) * plan.pools.length + p;
      flow.unseen[i] = before > 0 ? (after / before) * (flow.unseen[i] + seen) - seen : after;
    }
  }

  visited(t: number): void {
    const { plan, flow, counted } = this;
    const stages = new Set(plan.repeats.map(({ stage }) => stage));
    const row = flow.returning.subarray(t * plan.repeats.length, (t + 1) * plan.repeats.length);
    for (const stage of stages) {
      const visits = counted.visits(t, stage);
      const loops = [...plan.repeats.keys()].filter((l) => plan.repeats[l].stage === stage);
      if (visits !== null) scaleTo(visits, row, loops, () => 1);
    }
  }
}
