import type { Plan } from '../../model/plan/plan.ts';
import { type Count, type Marks, marksOf } from '../countable.ts';
import { kindsOf } from '../interchangeable-origins.ts';
import { type Arithmetic, refer } from './arithmetic.ts';
import { type Layout, layoutOf } from './layout.ts';

/** What a run of the recursion shows: `ahead` rotations before the horizon, all numbers of that rotation are there. */
export interface Stations {
  /** After the pools: `joining(p)` is where somebody stands who is an initial member at the end of that rotation. */
  readonly pooled: (ahead: number) => void;
  /** After the stages: `entering(o)` is where somebody stands whom origin o brings in that rotation. */
  readonly staged: (ahead: number) => void;
}

/**
 * The generating functions of the marks that one person leaves up to a horizon, all descendants included (section 7 of
 * the model; branching with independent individuals, Harris, The Theory of Branching Processes, 1963, chapter I). They
 * are built backwards from the horizon. Someone arriving at a stage is a mark, joins the stage's pool, and goes on,
 * waits or is lost; joining and going on are independent. A member is a mark, brings people and visits one delay later,
 * and stays or lapses, which may be a mark, too. Beyond the horizon everything is 1.
 */
export class Generating {
  readonly layout: Layout;
  readonly kinds: Int32Array;
  readonly #plan: Plan;
  readonly #marks: Marks;
  readonly #always: boolean;
  readonly #horizon: number;
  #numbers!: Arithmetic;

  /**
   * @param always marks count in every rotation up to the horizon, instead of in the last one
   * @param horizon the last rotation, counted from 1
   */
  constructor(plan: Plan, count: Count, always: boolean, horizon: number) {
    this.#plan = plan;
    this.#marks = marksOf(plan, count);
    this.#always = always;
    this.#horizon = horizon;
    this.kinds = kindsOf(plan, this.#marks);
    this.layout = layoutOf(plan, this.kinds, horizon);
  }

  /** Slot of an initial member of a pool, in `Stations.pooled`. */
  joining(pool: number): number {
    return this.layout.joining[this.#plan.origins.length * this.#plan.pools.length + pool];
  }

  /** Slot of somebody brought by an origin, `ahead` rotations before the horizon. */
  entering(origin: number, ahead: number): number {
    return this.#arriving(this.kinds[origin], this.#plan.entry[origin], ahead);
  }

  /** Runs from the horizon back to the end of rotation 0, a rotation at a time. */
  *run(numbers: Arithmetic, stations: Stations): Generator<void, void> {
    this.#numbers = numbers;
    numbers.variable(this.layout.variable * numbers.width);
    for (let ahead = 0; ahead <= this.#horizon; ahead++) {
      for (let p = 0; p < this.#plan.pools.length; p++) {
        this.#drive(p, ahead);
        if (this.#plan.activeFor[p] > 0) this.#stay(p, ahead);
        else this.#keep(p, ahead);
      }
      stations.pooled(ahead);
      if (ahead === this.#horizon) return;
      for (let o = 0; o < this.#plan.origins.length; o++) this.#pass(o, ahead);
      stations.staged(ahead);
      yield;
    }
  }

  /** True when something that happens `ahead` rotations before the horizon counts; nothing does in rotation 0. */
  #counts(ahead: number): boolean {
    return ahead >= 0 && ahead < this.#horizon && (this.#always || ahead === 0);
  }

  /** A member at the end of a rotation: the mark, and what the loops make of it one delay later. */
  #drive(p: number, ahead: number): void {
    const plan = this.#plan;
    const to = this.#driving(p, ahead);
    this.#numbers.clear(to);
    if (this.#marks.member(p) && this.#counts(ahead)) this.#mark(to);
    for (let o = plan.channels; o < plan.origins.length; o++) {
      const then = ahead - plan.driverDelay[o];
      if (plan.driver[o] !== p || then < 0) continue;
      const mean = plan.fresh.values[this.#row(then) * plan.fresh.step + o];
      refer(this.#numbers, to, this.entering(o, then) * this.#numbers.width, plan.law[o], mean);
    }
    for (let loop = 0; loop < plan.repeats.length; loop++) {
      const { pool, delay } = plan.repeats[loop];
      const then = ahead - delay;
      if (pool !== p || !this.#marks.visit(loop) || !this.#counts(then)) continue;
      const mean = plan.visits.values[this.#row(then) * plan.visits.step + loop];
      if (mean > 0) this.#numbers.poisson(to, this.layout.variable * this.#numbers.width, mean);
    }
  }

  /** Membership by retention: still there one rotation later with that probability, for each origin and `initial`. */
  #keep(p: number, ahead: number): void {
    const { pools, retention, origins } = this.#plan;
    const { width } = this.#numbers;
    for (let o = 0; o <= origins.length; o++) {
      const i = o * pools.length + p;
      const to = this.layout.joining[i] * width;
      if (to < 0) continue;
      if (ahead === 0) this.#numbers.clear(to);
      else {
        const stays = retention.values[this.#row(ahead - 1) * retention.step + i];
        this.#numbers.shrink(to, stays);
        if (this.#marks.lapse(p) && this.#counts(ahead - 1))
          this.#numbers.mix(to, 1 - stays, this.layout.variable * width);
      }
      this.#numbers.times(to, this.#driving(p, ahead));
    }
  }

  /**
   * Membership for a fixed stay L: the product over L rotations, or up to the horizon. As in the expected values, time
   * is cut into blocks of L; the end of one and the beginning of the next make every such product in one step.
   */
  #stay(p: number, ahead: number): void {
    const numbers = this.#numbers;
    const stay = this.#plan.activeFor[p];
    const begun = this.layout.begun[p] * numbers.width;
    const to = this.layout.joining[p] * numbers.width;
    const place = ahead % stay;
    if (place === 0) numbers.clear(begun);
    numbers.times(begun, this.#driving(p, ahead));
    numbers.copy(to, begun);
    if (ahead >= stay && place < stay - 1) numbers.times(to, this.#driving(p, ahead + 1));
    if (this.#marks.lapse(p) && this.#counts(ahead - stay)) this.#mark(to);
    if (place < stay - 1) return;
    for (let back = 1; back < stay; back++)
      numbers.times(this.#driving(p, ahead - back), this.#driving(p, ahead - back + 1));
  }

  /** Somebody arriving at each stage, from the last one up. */
  #pass(o: number, ahead: number): void {
    const { delay, optional, pools } = this.#plan;
    const numbers = this.#numbers;
    const last = delay.length - 1;
    let bound = -1;
    for (let s = last; s >= this.layout.lowest[o]; s--) {
      const to = this.#arriving(o, s, ahead) * numbers.width;
      if (s === last) numbers.clear(to);
      else this.#goOn(o, s, ahead, bound, to);
      const pool = pools.indexOf(s);
      if (pool >= 0) numbers.times(to, this.layout.joining[o * pools.length + pool] * numbers.width);
      if (this.#marks.arrival(o, s) && this.#counts(ahead)) this.#mark(to);
      const bypassing = optional.values[this.#row(ahead) * optional.step + s];
      const landing = delay[s] <= ahead ? this.#arriving(o, s, ahead - delay[s]) * numbers.width : -1;
      bound = bypassing > 0 ? this.#bypass(landing, bound, bypassing) : landing;
    }
  }

  /** Somebody present at a stage: bound for the next one, waiting, or lost. `bound` is -1 past the horizon. */
  #goOn(o: number, s: number, ahead: number, bound: number, to: number): void {
    const { delay, conversion, wait } = this.#plan;
    const numbers = this.#numbers;
    const cell = o * delay.length + s;
    const rate = conversion.values[this.#row(ahead) * conversion.step + cell + 1];
    const waiting = this.layout.present[cell] * numbers.width;
    const present = waiting >= 0 ? waiting : to;
    if (waiting < 0 || ahead === 0) numbers.clear(present);
    else numbers.shrink(present, (1 - rate) * wait.values[this.#row(ahead) * wait.step + s]);
    if (bound >= 0) numbers.mix(present, rate, bound);
    if (waiting >= 0) numbers.copy(to, waiting);
  }

  /** Somebody bound for a stage who may bypass it, and then is bound for the next. */
  #bypass(landing: number, next: number, share: number): number {
    const numbers = this.#numbers;
    const to = this.layout.bound * numbers.width;
    if (next < 0) numbers.clear(to);
    else if (next !== to) numbers.copy(to, next);
    numbers.shrink(to, share);
    if (landing >= 0) numbers.mix(to, 1 - share, landing);
    return to;
  }

  #mark(to: number): void {
    this.#numbers.times(to, this.layout.variable * this.#numbers.width);
  }

  /** The row of a table for a rotation that lies so far before the horizon; rotation 1 has row 0. */
  #row(ahead: number): number {
    return this.#horizon - ahead - 1;
  }

  #arriving(o: number, s: number, ahead: number): number {
    const cell = o * this.#plan.stages.length + s;
    return this.layout.arriving[cell] + (ahead % this.layout.arrivingKept[cell]);
  }

  #driving(p: number, ahead: number): number {
    return (this.layout.driving[p] + (ahead % this.layout.drivingKept[p])) * this.#numbers.width;
  }
}
