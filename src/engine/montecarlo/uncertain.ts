import { type LawName, lawOf } from '../../model/number/forms.ts';
import type { Uncertain } from '../../model/plan/active-levers.ts';
import type { Quantity } from '../../model/scenario/types.ts';
import { beta } from './sampler/beta.ts';
import { lognormal } from './sampler/lognormal.ts';
import { normal } from './sampler/normal.ts';
import { pert } from './sampler/pert.ts';
import { uniform } from './sampler/uniform.ts';
import { type Stream, stream } from './streams.ts';

type Quantile = (u: number) => number;

/** The quantiles of the laws of section 2 of the model; 12 of 400 observed is beta(12, 388). */
const QUANTILES: Readonly<Record<LawName, (a: number, b: number, c: number) => Quantile>> = {
  uniform,
  pert,
  normal,
  lognormal,
  beta,
  got: (got, of) => beta(got, of - got),
};

/** Draws the uncertain numbers of the runs of a block: each from a stream of its own name, once a run. */
export function uncertainIn(seed: string, block: number): Uncertain {
  const known = new Map<string, { readonly from: Stream; readonly quantile: Quantile }>();
  return (path, quantity) => {
    const place = known.get(path) ?? { from: stream(seed, block, `number ${path}`), quantile: quantileOf(quantity) };
    known.set(path, place);
    return place.quantile(place.from.next());
  };
}

function quantileOf(quantity: Quantity): Quantile {
  const law = lawOf(quantity);
  if (!law) throw new Error('a number that is certain cannot be drawn');
  const [a, b, c] = law.parameters;
  return QUANTILES[law.name](a, b, c);
}
