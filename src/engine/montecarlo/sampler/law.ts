import type { Stream } from '../streams.ts';

/**
 * A law of counts, on 0..most, whose neighbouring probabilities f(k)/f(k-1) fall as k grows (it is log-concave), as those
 * of the three laws here do. All that drawing from it needs; nothing in it underflows.
 */
export interface CountLaw {
  /** The largest count, maybe Infinity. */
  readonly most: number;
  /** A count that no other is likelier than. */
  readonly mode: number;
  readonly variance: number;
  /** f(k)/f(k-1), for k in 1..most. */
  ratio(k: number): number;
  /** ln f(k), for k in 0..most. Asked only of a law with some variance. */
  logMass(k: number): number;
  /** A draw without weighing every count, for a variance above 10: one number from the stream, more from its spare. */
  drawLarge(stream: Stream): number;
}
