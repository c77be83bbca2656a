import type { Count } from '../countable.ts';

/** A count in a rotation (from 1), or added up over all of them. */
export interface AskedCount {
  readonly count: Count;
  readonly rotation: number | 'total';
}

/** The whole law of a count: `probabilities[i]` is that of `offset + i`. */
export interface Distribution {
  readonly mean: number;
  readonly sd: number;
  readonly offset: number;
  readonly probabilities: Float64Array;
  /** Points of the transform that it came from. */
  readonly size: number;
}

/** Why there is no exact answer. Mean and standard deviation may still be known. */
export interface Refusal {
  readonly reason: string;
  readonly mean: number | null;
  readonly sd: number | null;
}

export type ExactAnswer = Distribution | Refusal;
