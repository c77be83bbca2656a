import { type LawName, lawOf } from '../../model/number/forms.ts';
import type { Uncertain } from '../../model/plan/active-levers.ts';
import type { Quantity } from '../../model/scenario/types.ts';
import { beta } from './sampler/beta.ts';
import { lognormal } from './sampler/lognormal.ts';
import { normal } from './sampler/normal.ts';
import { pert } from './sampler/pert.ts';
import { uniform } from './sampler/uniform.ts';
import { type Stream, stream } from './streams.ts';

/** The value below which a number lies with a probability in 0..1, 1 excluded. */
export type Quantile = (u: number) => number;

/** The quantiles of the laws of section 2 of the model; 12 of 400 observed is beta(12, 388). */
const QUANTILES: Readonly<Record<LawName, (a: number, b: number, c: number) => Quantile>> = {
  uniform,
  pert,
  normal,
  lognormal,
  beta,
  got: (got, of) => beta(got, of - got),
};

/** An uncertain number: its random numbers, its law, and its values in the runs that are drawn side by side. */
interface UncertainNumber {
  readonly from: Stream;
  readonly quantile: Quantile;
  values: Float64Array;
}

/** Draws the uncertain numbers of runs side by side, each number from a stream of its own name. */
export class UncertainNumbers {
  private readonly seed: string;
  private readonly known = new Map<string, UncertainNumber>();
  private block = 0;
  private lanes = 0;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** Goes to another block of runs. */
  begin(block: number): void {
    this.block = block;
    for (const { from } of this.known.values()) from.restart(this.seed, block);
  }

  /** The values of so many further runs of the block: a column of its own, even for one run. */
  next(lanes: number): Uncertain {
    this.lanes = Math.max(2, lanes);
    return (path, quantity) => {
      const number = this.known.get(path) ?? this.add(path, quantity);
      if (number.values.length !== this.lanes) number.values = new Float64Array(this.lanes);
      const uniforms = number.from.forRuns(lanes);
      for (let r = 0; r < number.values.length; r++)
        number.values[r] = number.quantile(uniforms[Math.min(r, lanes - 1)]);
      return number.values;
    };
  }

  /** The values that one of the latest runs has. */
  ofLane(lane: number): Uncertain {
    return (path) => Float64Array.of(this.known.get(path)?.values[lane] ?? Number.NaN);
  }

  private add(path: string, quantity: Quantity): UncertainNumber {
    const from = stream(this.seed, this.block, `number ${path}`);
    const number = { from, quantile: quantileOf(quantity), values: new Float64Array(this.lanes) };
    this.known.set(path, number);
    return number;
  }
}

/** The law of an uncertain number as its quantiles, before they are clipped to what the number may be. */
export function quantileOf(quantity: Quantity): Quantile {
  const law = lawOf(quantity);
  if (!law) throw new Error('a number that is certain cannot be drawn');
  const [a, b, c] = law.parameters;
  return QUANTILES[law.name](a, b, c);
}
