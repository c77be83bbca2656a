import type { Plan } from '../../model/plan/plan.ts';
import { numbersAt, type Table } from '../../model/plan/table.ts';
import type { Flow } from '../flow.ts';
import { type Counting, type Deed, turnWheel } from '../wheel.ts';
import { Draws, drawEach, type Kind } from './draws.ts';
import type { Places } from './places.ts';

/**
 * Whole people (section 7 of the model): every count is drawn from its exact law, by the random numbers of its place, for as
 * many runs side by side as the flow has lanes.
 */
export class DrawnPeople implements Counting {
  private readonly plan: Plan;
  private readonly flow: Flow;
  private readonly places: Places;
  private readonly deeds: Readonly<Record<Deed, Draws>>;
  private readonly fresh: readonly (Draws | null)[];
  /** Where a fixed number comes: what is beyond its whole part is left to chance. */
  private readonly parts: Table;
  private readonly part: Draws;
  private readonly seats: Draws;
  private readonly visiting: Draws;

  /** @param flow that the runs are drawn into */
  constructor(plan: Plan, flow: Flow, places: Places) {
    const draws = (kind: Kind, table: Table): Draws => new Draws(kind, table);
    this.plan = plan;
    this.flow = flow;
    this.places = places;
    this.deeds = {
      conversion: draws('binomial', flow.conversion),
      optional: draws('binomial', plan.optional),
      wait: draws('binomial', plan.wait),
      retention: draws('binomial', plan.retention),
    };
    const [poisson, geometric] = [draws('poisson', plan.fresh), draws('geometric', plan.fresh)];
    this.fresh = plan.law.map((law) => ({ fixed: null, poisson, geometric })[law]);
    this.parts = partsOf(plan.fresh);
    this.part = draws('binomial', this.parts);
    this.seats = draws('binomial', { values: plan.initial.map(partOf), step: 0 });
    this.visiting = draws('poisson', plan.visits);
  }

  /**
   * Draws the runs of the flow.
   * @throws RunawayError as `turnWheel` does
   */
  turn(): void {
    turnWheel(this.plan, this, this.flow);
  }

  initial(p: number, into: Float64Array, to: number): void {
    const { lanes, gone } = this.flow;
    this.seats.draw(0, p, gone.fill(1), 0, into, to, lanes, this.places.initial[p]);
    const certain = Math.floor(this.plan.initial[p]);
    for (let r = 0; r < lanes; r++) into[to + r] += certain;
  }

  brought(t: number, o: number, into: Float64Array, to: number): void {
    this.sought(t, o, this.flow.present.fill(1), 0, into, to);
  }

  sought(t: number, o: number, sources: Float64Array, at: number, into: Float64Array, to: number): void {
    const { lanes } = this.flow;
    const place = this.places.fresh[o];
    const draws = this.fresh[o];
    if (draws) {
      draws.draw(t, o, sources, at, into, to, lanes, place);
      return;
    }
    // Of a fixed number its whole part comes from each source, and one more with the probability that is left.
    this.partsNow(t, o);
    this.part.draw(t, o, sources, at, into, to, lanes, place);
    const fixed = numbersAt(this.plan.fresh, t, o);
    for (let r = 0; r < lanes; r++)
      into[to + r] += Math.floor(fixed.values[fixed.at + r * fixed.apart]) * sources[at + r];
  }

  unreached(o: number, share: Float64Array, people: Float64Array, at: number, into: Float64Array, to: number): void {
    drawEach('binomial', people, at, share, 0, into, to, this.flow.lanes, this.places.unreached[o]);
  }

  doing(
    deed: Deed,
    t: number,
    o: number,
    i: number,
    people: Float64Array,
    at: number,
    into: Float64Array,
    to: number,
  ): void {
    const width = deed === 'retention' ? this.plan.pools.length : this.plan.stages.length;
    const cell = o * width + i;
    // Whoever waits or bypasses does so alike, whatever their origin.
    const column = deed === 'wait' || deed === 'optional' ? i : cell;
    this.deeds[deed].draw(t, column, people, at, into, to, this.flow.lanes, this.places[deed][cell]);
  }

  visits(t: number, l: number, members: Float64Array, at: number, into: Float64Array, to: number): void {
    this.visiting.draw(t, l, members, at, into, to, this.flow.lanes, this.places.visits[l]);
  }

  /** Brings the fractions of a number up to date that differs from lane to lane. */
  private partsNow(t: number, o: number): void {
    const values = this.parts.byLane?.[o]?.values;
    if (!values) return;
    const fixed = numbersAt(this.plan.fresh, t, o);
    for (let r = 0; r < this.flow.lanes; r++) values[r] = partOf(fixed.values[fixed.at + r * fixed.apart]);
  }
}

const partOf = (number: number): number => number - Math.floor(number);

/** The fractions of a table. Of numbers that differ from lane to lane they are made rotation by rotation: see `partsNow`. */
const partsOf = ({ values, step, byLane = [] }: Table): Table => ({
  values: values.map(partOf),
  step,
  byLane: byLane.map((own) => own && { values: new Float64Array(own.step || own.values.length), step: 0 }),
});
