import type { Law } from '../../model/plan/plan.ts';
import type { Table } from '../../model/plan/table.ts';
import { drawCounts, LAWS } from './sampler/counts.ts';
import type { Stream } from './streams.ts';

/** What is drawn of n people: how many do something, or how many events they cause. */
export type Kind = 'binomial' | Exclude<Law, 'fixed'>;

/** Draws of one kind with the numbers of a table. */
export class Draws {
  private readonly kind: Kind;
  private readonly table: Table;
  /** By column: true where nothing is ever left to chance. */
  private readonly certain: readonly boolean[];

  constructor(kind: Kind, table: Table) {
    this.kind = kind;
    this.table = table;
    const width = table.step || table.values.length;
    this.certain = Array.from({ length: width }, (_, column) => isCertain(table.values, column, width, kind));
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
    if (own) drawEach(this.kind, n, at, own.values, t * own.step, into, to, lanes, from);
    else if (this.certain[column]) allOrNone(values[i], n, at, into, to, lanes);
    else drawCounts(LAWS[this.kind], n, at, values, i, 0, into, to, lanes, from.forRuns(lanes));
  }
}

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
  drawCounts(LAWS[kind], n, at, numbers, first, 1, into, to, lanes, from.forRuns(lanes));
}

/** What nothing is left to chance in: everybody, or nobody. */
function allOrNone(share: number, n: Float64Array, at: number, into: Float64Array, to: number, lanes: number): void {
  if (share === 0) into.fill(0, to, to + lanes);
  else if (into !== n || to !== at) into.set(n.subarray(at, at + lanes), to);
}

/** True when a column is 0 in every rotation, or for shares 0 or 1: nobody does it, or everybody. */
function isCertain(numbers: Float64Array, column: number, width: number, kind: Kind): boolean {
  for (let i = column; i < numbers.length; i += width) {
    if (numbers[i] !== 0 && !(kind === 'binomial' && numbers[i] === 1)) return false;
  }
  return true;
}
