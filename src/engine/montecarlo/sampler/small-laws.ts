import exp from '@stdlib/math-base-special-exp';
import { RECIPROCALS } from './inversion.ts';
import { log1p } from './logarithm.ts';

/** Laws of fewer people than this are tabulated, and no count of theirs is as large. */
const PEOPLE = 128;

/** Poisson laws of a larger mean are not: from a mean of 40 on it is not below 1e-24 that a count is as large. */
const LARGEST_MEAN = 40;

/** Cells of a guide. */
const CELLS = 128;

/** The largest uniform below 1. */
export const LARGEST = 1 - 1 / 9007199254740992;

/** What the law of n people needs for inversion: of a binomial law with p above 1/2 those are counted who do not. */
export interface Inversion {
  readonly mirrored: boolean;
  /** -ln f(0) for each of them. */
  readonly perPerson: number;
  /** f(k)/f(k - 1) = odds (n + law - law k) / k */
  readonly odds: number;
}

/** @param law one of `LAWS` */
export function inversionOf(law: number, number: number): Inversion {
  const mirrored = law > 0 && number > 0.5;
  if (law === 0) return { mirrored, perPerson: number, odds: number };
  const rarer = mirrored ? 1 - number : number;
  return { mirrored, perPerson: -law * log1p(-law * rarer), odds: rarer / (1 - law * rarer) };
}

/** What inversion needs of the numbers of lanes side by side, kept while these stay the same: it takes a logarithm for each. */
export class LaneInversions {
  private readonly law: number;
  private readonly numbers: Float64Array;
  readonly perPerson: Float64Array;
  readonly odds: Float64Array;

  /** @param law one of `LAWS` */
  constructor(law: number, lanes: number) {
    this.law = law;
    this.numbers = new Float64Array(lanes).fill(Number.NaN);
    this.perPerson = new Float64Array(lanes);
    this.odds = new Float64Array(lanes);
  }

  /** Brings what is kept of a lane up to its number. */
  take(lane: number, number: number): void {
    if (this.numbers[lane] === number) return;
    const { perPerson, odds } = inversionOf(this.law, number);
    this.numbers[lane] = number;
    this.perPerson[lane] = perPerson;
    this.odds[lane] = odds;
  }
}

/**
 * The cumulative probabilities of what a few people come to who share one number, law by law as they are needed, and an index
 * into them (the guide table of Chen & Asau, "On generating random variates from an empirical distribution", AIIE
 * Transactions 6, 1974). They are summed up as `invert` does, so that draws are the same with and without.
 */
export class SmallLaws {
  private readonly law: number;
  private readonly inversion: Inversion;
  private readonly cumulative = new Float64Array(PEOPLE * PEOPLE);
  private readonly guide = new Uint8Array(PEOPLE * CELLS);
  private readonly made = new Uint8Array(PEOPLE);
  /** As many people, or more, have no table. */
  private readonly many: number;
  /** The least variance of those. */
  readonly leastLeft: number;

  /** @param law binomial or Poisson, by its sign in `LAWS` */
  constructor(law: number, number: number) {
    this.law = law;
    this.inversion = inversionOf(law, number);
    this.many = Math.min(PEOPLE, law === 0 ? LARGEST_MEAN / number : PEOPLE);
    this.leastLeft = this.many * number * (1 - law * number);
  }

  /**
   * Draws for the lanes that have few people.
   * @param others takes the other lanes
   * @returns how many these are
   */
  draw(
    others: Int32Array,
    n: Float64Array,
    at: number,
    into: Float64Array,
    to: number,
    lanes: number,
    uniforms: Float64Array,
  ): number {
    const { cumulative, guide, made, many } = this;
    const { mirrored } = this.inversion;
    let left = 0;
    for (let r = 0; r < lanes; r++) {
      const people = n[at + r];
      if (people >= many) {
        others[left++] = r;
        continue;
      }
      if (made[people] === 0) this.make(people);
      const uniform = mirrored ? LARGEST - uniforms[r] : uniforms[r];
      const row = people * PEOPLE;
      let cell = row + guide[people * CELLS + ((uniform * CELLS) | 0)];
      while (uniform >= cumulative[cell]) cell++;
      into[to + r] = mirrored ? people - (cell - row) : cell - row;
    }
    return left;
  }

  private make(people: number): void {
    const { law, cumulative, guide } = this;
    const { perPerson, odds } = this.inversion;
    const row = people * PEOPLE;
    let mass = exp(-people * perPerson);
    let sum = mass;
    for (let k = 1; k < PEOPLE; k++) {
      mass *= ((people + law) * odds - law * odds * k) * RECIPROCALS[k];
      // All that is left is less than a uniform can tell.
      cumulative[row + k - 1] = mass > 0 && sum + mass > sum ? sum : Infinity;
      sum += mass;
    }
    cumulative[row + PEOPLE - 1] = Infinity;
    for (let cell = 0, k = 0; cell < CELLS; cell++) {
      while (cumulative[row + k] <= cell / CELLS) k++;
      guide[people * CELLS + cell] = k;
    }
    this.made[people] = 1;
  }
}
