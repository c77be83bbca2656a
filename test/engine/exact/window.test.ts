import { expect, test } from 'vitest';
import { Generating } from '../../../src/engine/exact/generating-function.ts';
import { Totals } from '../../../src/engine/exact/product.ts';
import { finished } from '../../../src/engine/exact/steps.ts';
import { windowsOf } from '../../../src/engine/exact/window.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Channel } from '../../../src/model/scenario/types.ts';

const windowOf = (channel: Channel) => {
  const plan = compile({ rotations: 1, channels: [channel], stages: [{ id: 'a' }, { id: 'b', conversion: 0.4 }] });
  const count = { kind: 'arrivals', stage: channel.arrival ? 0 : 1, origin: null } as const;
  return finished(windowsOf(new Totals(plan, new Generating(plan, count, false, 1), [1])))[0];
};

/** Values outside which a law given by its first probabilities leaves 1e-14 on each side, as tight as can be. */
function tightest(probabilities: readonly number[]): { low: number; high: number } {
  let [low, high] = [0, probabilities.length - 1];
  for (let below = probabilities[0]; below <= 1e-14; below += probabilities[low]) low++;
  for (let above = probabilities[high]; above <= 1e-14; above += probabilities[high]) high--;
  return { low, high };
}

function expectAround(window: { low: number; high: number }, needed: { low: number; high: number }): void {
  expect(window.low).toBeLessThanOrEqual(needed.low);
  expect(window.high).toBeGreaterThanOrEqual(needed.high);
  // Chernoff's bound gives away the factor in front of a normal tail, which is some 20 at 8 sd: 5 % of the length.
  expect(window.high - window.low).toBeLessThanOrEqual(1.1 * (needed.high - needed.low) + 10);
}

test.each([0.001, 0.5, 4, 100, 600])(
  'a Poisson number with mean %d leaves 1e-14 on each side of its window',
  (mean) => {
    const law = [Math.exp(-mean)];
    for (let n = 1; n < mean + 12 * Math.sqrt(mean) + 30; n++) law.push(law[n - 1] * (mean / n));
    expectAround(windowOf({ id: 'paid', volume: mean, arrival: 'poisson' }), tightest(law));
  },
);

test.each([1, 10, 1000])('of %i people, each of whom goes on with 0.4, so does the number who do', (people) => {
  const law = [1];
  for (let person = 0; person < people; person++) {
    law.push(0);
    for (let n = law.length - 1; n >= 0; n--) law[n] = 0.6 * law[n] + 0.4 * (law[n - 1] ?? 0);
  }
  expectAround(windowOf({ id: 'paid', volume: people }), tightest(law));
});
