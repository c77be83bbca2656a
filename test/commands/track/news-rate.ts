import { newsIn } from '../../../src/commands/track/significance.ts';
import { track } from '../../../src/commands/track/track.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { drawn, sampling } from './drawn-wheels.ts';

/** Traffic of so many rotations, each by itself: nothing makes their values move together, so that most are news by chance. */
export const traffic = (rotations: number): Scenario => ({
  rotations,
  channels: [{ id: 'ads', volume: 300, arrival: 'poisson' }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.3 }],
});

/** How many of so many wheels, all of them drawn to plan, are called news from runs; every wheel is held against its own. */
export async function newsAmong(wheels: number, rotations: number, runs: number): Promise<number> {
  const scenario = traffic(rotations);
  let news = 0;
  for (const [w, wheel] of drawn(scenario, ['visit'], wheels, 'to plan').entries()) {
    const found = await track(scenario, wheel, { switches: [], runs, seed: `runs ${w}` }, sampling);
    if (newsIn(found) === 'news') news++;
  }
  return news;
}

/**
 * The smallest number that a Binomial(n, p) count exceeds less than once in 1,000 times: were more than p of all wheels
 * called news, more than so many of n would be, more often than that.
 */
export function mostOf(n: number, p: number): number {
  let term = 1;
  for (let i = 0; i < n; i++) term *= 1 - p;
  let below = term;
  let k = 0;
  for (; below < 0.999; k++, below += term) term *= ((n - k) / (k + 1)) * (p / (1 - p));
  return k;
}
