import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedBlocks } from '../../src/io/shared-blocks.ts';
import { cases } from '../cases.ts';

/** Threads that take blocks in turns, one after the other as `order` says, until there are none: what each drew. */
function drawnBy(threads: number, blocks: number, order: readonly number[], stop?: number): number[][] {
  const shared = SharedBlocks.of(blocks, threads);
  const all = Array.from({ length: threads }, () => new SharedBlocks(shared.state, threads));
  const takers = all.map((one) => one.taken());
  const drawn: number[][] = takers.map(() => []);
  const done = new Set<number>();
  for (let step = 0; done.size < threads; step++) {
    const who = order[step % order.length] % threads;
    // Whoever the order forgets draws as well, at last.
    const thread = step < 10 * blocks ? who : [...takers.keys()].find((i) => !done.has(i));
    if (thread === undefined) break;
    const { value: block } = takers[thread].next();
    if (block === undefined) {
      done.add(thread);
      continue;
    }
    drawn[thread].push(block);
    if (block === stop) {
      all[thread].endAt(block);
      done.add(thread);
      takers[thread].return(undefined);
    }
  }
  return drawn;
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const wheel = fc.record({
  threads: fc.integer({ min: 1, max: 8 }),
  blocks: fc.integer({ min: 1, max: 200 }),
  order: fc.array(fc.nat(7), { minLength: 1, maxLength: 30 }),
});

test('every block is drawn once, whoever is slow', () => {
  fc.assert(
    fc.property(wheel, ({ threads, blocks, order }) => {
      const drawn = drawnBy(threads, blocks, order).flat();
      expect(drawn.sort((a, b) => a - b)).toEqual(numbered(blocks));
    }),
    { numRuns: cases(200) },
  );
});

test('all blocks before a fault are drawn, so that the first of all faults is found', () => {
  fc.assert(
    fc.property(wheel, fc.nat(), ({ threads, blocks, order }, at) => {
      const stop = at % blocks;
      const drawn = drawnBy(threads, blocks, order, stop).flat();
      expect(drawn).toEqual(expect.arrayContaining(numbered(stop + 1)));
    }),
    { numRuns: cases(200) },
  );
});

test('a thread that starts late leaves its share to the others', () => {
  const [early, late] = drawnBy(2, 1000, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(early.length).toBeGreaterThan(800);
  expect(late.length).toBeGreaterThan(0);
});

test('threads are done within a block of each other', () => {
  const [one, other] = drawnBy(2, 1000, [0, 1]);
  expect(Math.abs(one.length - other.length)).toBeLessThanOrEqual(1);
});
