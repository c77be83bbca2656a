import type { Plan } from '../../model/plan/plan.ts';
import { type Arithmetic, bring } from './arithmetic.ts';
import type { Generating } from './generating-function.ts';
import { hasSteadyVolumes } from './stationary.ts';
import type { Steps } from './steps.ts';
import { type Work, workOf, workOver } from './work.ts';

/** Complex multiplications in a row at most, where it can be helped: some 10 ms. */
const STEP = 2e6;

/**
 * The generating functions of a count in several rotations: the product over all whom the channels bring, and over the
 * initial members.
 */
export class Totals {
  /** How many numbers the arithmetic needs room for. */
  readonly size: number;
  readonly rotations: readonly number[];
  readonly #plan: Plan;
  readonly #generating: Generating;
  readonly #steady: boolean;
  readonly #indices: ReadonlyMap<number, number>;
  /** Complex multiplications of a rotation at one point, on average. */
  readonly #work: number;

  /** @param rotations counted from 1, each but once; with more than one, the plan has to be steady */
  constructor(
    plan: Plan,
    generating: Generating,
    rotations: readonly number[],
    work: Work = workOf(plan, generating.kinds),
  ) {
    this.#plan = plan;
    this.#generating = generating;
    this.rotations = rotations;
    this.#indices = new Map(rotations.map((rotation, index) => [rotation, index]));
    this.#steady = hasSteadyVolumes(plan);
    this.size = generating.layout.size + 1 + rotations.length;
    this.#work = workOver(work, rotations, 1) / Math.max(...rotations);
  }

  /** Slot of the result for a rotation, by its index. */
  slot(index: number): number {
    return this.#common + 1 + index;
  }

  /**
   * How many points to work on at once.
   * @param most more would gain nothing
   * @param room more would take too much memory
   */
  blockOf(most: number, room: number): number {
    return Math.max(1, Math.min(most, room, Math.floor(STEP / this.#work)));
  }

  /** @param points how many the numbers are worked out at, as the work says that is done */
  *run(numbers: Arithmetic, points: number): Steps<void> {
    for (let slot = this.#common; slot < this.size; slot++) numbers.clear(slot * numbers.width);
    const rotations = this.#generating.run(numbers, {
      pooled: (ahead) => this.#seat(numbers, ahead),
      staged: (ahead) => (this.#steady ? this.#enterOnce(numbers, ahead) : this.#enter(numbers, ahead)),
    });
    for (const _ of rotations) yield points * this.#work;
  }

  /** Where the product over the latest rotations is kept, which all results share if volumes do not change. */
  get #common(): number {
    return this.#generating.layout.size;
  }

  /** The initial members, where the end of rotation 0 is reached. */
  #seat(numbers: Arithmetic, ahead: number): void {
    const index = this.#indices.get(ahead);
    if (index === undefined) return;
    const { initial } = this.#plan;
    for (let pool = 0; pool < initial.length; pool++) {
      const from = this.#generating.joining(pool) * numbers.width;
      bring(numbers.totals, this.slot(index) * numbers.width, from, 'fixed', initial[pool]);
    }
  }

  #enterOnce(numbers: Arithmetic, ahead: number): void {
    this.#bringAll(numbers, this.#common, 0, ahead);
    const index = this.#indices.get(ahead + 1);
    if (index !== undefined) numbers.copy(this.slot(index) * numbers.width, this.#common * numbers.width);
  }

  #enter(numbers: Arithmetic, ahead: number): void {
    for (let index = 0; index < this.rotations.length; index++) {
      const row = this.rotations[index] - ahead - 1;
      if (row >= 0) this.#bringAll(numbers, this.slot(index), row, ahead);
    }
  }

  /** All whom the channels bring in the rotation of a row of `fresh`. */
  #bringAll(numbers: Arithmetic, slot: number, row: number, ahead: number): void {
    const { channels, fresh, law } = this.#plan;
    for (let o = 0; o < channels; o++) {
      const from = this.#generating.entering(o, ahead) * numbers.width;
      bring(numbers.totals, slot * numbers.width, from, law[o], fresh.values[row * fresh.step + o]);
    }
  }
}
