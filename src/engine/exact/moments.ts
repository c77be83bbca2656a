import { jets } from './derivatives.ts';
import type { Totals } from './product.ts';
import type { Steps } from './steps.ts';

export interface CountMoments {
  readonly mean: number;
  readonly sd: number;
}

/** Mean and standard deviation, from the derivatives of the generating functions at 1, for each of the totals. */
export function* momentsOf(totals: Totals): Steps<CountMoments[]> {
  const numbers = jets(totals.size);
  yield* totals.run(numbers, 1);
  return totals.rotations.map((_, index) => {
    const at = totals.slot(index) * numbers.width;
    return { mean: numbers.store[at], sd: Math.sqrt(Math.max(0, numbers.store[at + 1])) };
  });
}

/** True when nothing is left to chance. */
export const isConstant = ({ mean, sd }: CountMoments): boolean => sd === 0 && Number.isSafeInteger(mean);
