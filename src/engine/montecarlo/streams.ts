/// <reference path="./seedrandom.d.ts" />
import type seedrandom from 'seedrandom';
import alea from 'seedrandom/lib/alea.js';
import { kernel } from './kernel.ts';

/** Uniforms are made this many at a time: long enough to be made fast, short enough for a place that draws seldom. */
const BUFFERED = 256;

const NONE = new Float64Array(0);

/**
 * Random numbers for one place where draws are made, in one block of runs. A draw takes exactly one number from `next`,
 * whatever its size and law, so that the draws after it stay what they are when that one changes; what it needs beyond
 * that one is made of it (`sampler/spare.ts`).
 *
 * The generator is Alea (J. Baagøe, "Better random numbers for Javascript", 2010): multiply-with-carry (Marsaglia 1994),
 * x[n] = 2091639 x[n-3] + carry modulo 2^32. 2091639 x 2^96 - 1 is a safe prime, so that every state but the two that stand
 * still lies on a cycle of about 2^116 (a test verifies both). Its author reports that it passes BigCrush. Products stay
 * below 2^53, so that the bits are the same everywhere.
 * Of seedrandom's generators it is the fastest that is what it says: `tychei` shifts the wrong word and is no
 * permutation, `xorshift7` ignores the first seven letters of a text that seeds it, `xor4096` is sound and takes
 * twice as long.
 */
export class Stream {
  private readonly place: string;
  /** Seed and block. */
  private origin: string;
  /** The generators, seeded when a number is first asked for: most places of a wheel never draw. */
  private high: Generator | null = null;
  private low: Generator | null = null;
  private buffer = NONE;
  private used = 0;

  constructor(origin: string, place: string) {
    this.origin = origin;
    this.place = place;
  }

  /** Goes to another block: what follows is what a new stream of the place would give there. */
  restart(seed: string, block: number): void {
    this.origin = `${seed} ${block}`;
    this.high = null;
    this.low = null;
    this.used = this.buffer.length;
  }

  /** The next number: uniform on 0, 2^-53, 2 x 2^-53, ... below 1. */
  next(): number {
    if (this.used === this.buffer.length) {
      if (this.used === 0) this.buffer = new Float64Array(BUFFERED);
      this.fill(this.buffer);
      this.used = 0;
    }
    return this.buffer[this.used++];
  }

  /** The next numbers for lanes side by side, one for each: valid until more are asked for. */
  forRuns(lanes: number): Float64Array {
    if (this.buffer.length !== lanes) this.buffer = new Float64Array(lanes);
    this.fill(this.buffer);
    this.used = lanes;
    return this.buffer;
  }

  private fill(target: Float64Array): void {
    this.high ??= generator(`${this.origin} ${this.place}`);
    this.low ??= generator(`${this.origin} ${this.place} low`);
    fillUniforms(target, this.high, this.low);
  }
}

type Generator = seedrandom.State.Alea;

const generator = (text: string): Generator => alea(text, { state: true }).state();

/** The next numbers, each made of a word of 32 bits from one generator and 21 bits of another. */
function fillUniforms(target: Float64Array, high: Generator, low: Generator): void {
  const { generators, lanes, uniforms, fillUniforms: fill } = kernel();
  generators.set([high.c, low.c, high.s0, low.s0, high.s1, low.s1, high.s2, low.s2]);
  for (let i = 0; i < target.length; i += lanes) {
    const end = Math.min(target.length, i + lanes);
    fill(end - i);
    target.set(uniforms.subarray(0, end - i), i);
  }
  [high.c, low.c, high.s0, low.s0, high.s1, low.s1, high.s2, low.s2] = generators;
}

/**
 * The stream of one place in one block of runs. A place gets its own, so that adding a stage or a loop elsewhere leaves
 * its draws as they are.
 * @param place what is drawn there, in words that no other place has: "conversion acquire paid"
 */
export function stream(seed: string, block: number, place: string): Stream {
  return new Stream(`${seed} ${block}`, place);
}
