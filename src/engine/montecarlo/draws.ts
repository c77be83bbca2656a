import type { Law } from '../../model/plan/plan.ts';
import type { Table } from '../../model/plan/table.ts';
import { drawBinomials } from './sampler/binomial.ts';
import {
  binomialSampler,
  type CountSampler,
  type DrawLanes,
  geometricSampler,
  poissonSampler,
} from './sampler/counts.ts';
import { drawNegativeBinomials } from './sampler/negative-binomial.ts';
import { drawPoissons } from './sampler/poisson.ts';
import type { Stream } from './streams.ts';

/** Samplers keep tables for reuse; a table with more different numbers than this is drawn from without. */
const MOST_SAMPLERS = 256;

/** What is drawn of n people: how many do something, or how many events they cause. */
export type Kind = 'binomial' | Exclude<Law, 'fixed'>;

const SAMPLERS: Readonly<Record<Kind, (number: number) => CountSampler>> = {
  binomial: binomialSampler,
  poisson: poissonSampler,
  geometric: geometricSampler,
};

const DIRECT: Readonly<Record<Kind, DrawLanes>> = {
  binomial: drawBinomials,
  poisson: drawPoissons,
  geometric: drawNegativeBinomials,
};

/** Draws of one kind with the numbers of a table. */
export class Draws {
  private readonly kind: Kind;
  private readonly table: Table;
  /** One for each number, null where its column never leaves anything to chance; empty where draws are made without. */
  private readonly samplers: readonly (CountSampler | null)[];
  /** The number of a column that does not differ, once for each lane. */
  private repeated = new Float64Array(0);

  /** @param direct true for draws without tables, as they are made where numbers differ from lane to lane */
  constructor(kind: Kind, table: Table, direct: boolean) {
    this.kind = kind;
    this.table = table;
    this.samplers = direct ? [] : shared(table, kind);
  }

  /**
   * Draws for some runs side by side, each with a count n of its own. Takes one number from the stream for each,
   * whatever n is, where the column leaves anything to chance.
   */
  draw(
    t: number,
    column: number,
    n: Float64Array,
    at: number,
    into: Float64Array,
    to: number,
    lanes: number,
    from: Stream,
  ): void {
    const { values, step, byLane } = this.table;
    const own = byLane?.[column];
    const i = t * step + column;
    const sampler = this.samplers[i];
    if (own) drawEach(this.kind, n, at, own.values, t * own.step, into, to, lanes, from);
    else if (sampler) sampler.drawEach(n, at, into, to, lanes, from);
    else if (sampler === null) allOrNone(values[i], n, at, into, to, lanes);
    else {
      if (this.repeated.length !== lanes) this.repeated = new Float64Array(lanes);
      drawEach(this.kind, n, at, this.repeated.fill(values[i]), 0, into, to, lanes, from);
    }
  }
}

/** 0, 1, 2, ...: all lanes. */
let everyLane = new Int32Array(0);

/** Draws of one kind, for lanes side by side that each have a count and a number of their own. */
export function drawEach(
  kind: Kind,
  n: Float64Array,
  at: number,
  numbers: Float64Array,
  first: number,
  into: Float64Array,
  to: number,
  lanes: number,
  from: Stream,
): void {
  if (everyLane.length < lanes) everyLane = Int32Array.from({ length: lanes }, (_, r) => r);
  DIRECT[kind](everyLane, lanes, n, at, numbers, first, into, to, from.forRuns(lanes));
}

/** What nothing is left to chance in: everybody, or nobody. */
function allOrNone(share: number, n: Float64Array, at: number, into: Float64Array, to: number, lanes: number): void {
  if (share === 0) into.fill(0, to, to + lanes);
  else if (into !== n || to !== at) into.set(n.subarray(at, at + lanes), to);
}

/** One sampler for equal numbers; none where there are too many different ones. */
function shared(table: Table, kind: Kind): (CountSampler | null)[] {
  const { values, step } = table;
  const width = step || values.length;
  const made = new Map<number, CountSampler>();
  const certain = Array.from({ length: width }, (_, column) => isCertain(values, column, width, kind));
  if (hasManyNumbers(table)) return [];
  return Array.from(values, (number, i) => {
    if (certain[i % width]) return null;
    const sampler = made.get(number) ?? SAMPLERS[kind](number);
    made.set(number, sampler);
    return sampler;
  });
}

/**
 * True when a table has more different numbers than there may be samplers. Columns with a number for each lane do not count: what
 * stands there differs from block to block.
 */
export function hasManyNumbers({ values, step, byLane }: Table): boolean {
  const width = step || values.length;
  const different = new Set(values.filter((_, i) => !byLane?.[i % width]));
  return different.size > MOST_SAMPLERS;
}

/** True when a column is 0 in every rotation, or for shares 0 or 1: nobody does it, or everybody. */
function isCertain(numbers: Float64Array, column: number, width: number, kind: Kind): boolean {
  for (let i = column; i < numbers.length; i += width) {
    if (numbers[i] !== 0 && !(kind === 'binomial' && numbers[i] === 1)) return false;
  }
  return true;
}
