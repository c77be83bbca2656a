import { describe, expect, test } from 'vitest';
import { mostUnusual, newsIn, runsFor } from '../../../src/commands/track/significance.ts';
import type { TrackedValue, Tracking } from '../../../src/commands/track/types.ts';
import { readMetric } from '../../../src/model/metric/metric.ts';

const metric = readMetric('engage', { stages: ['engage'], origins: [], pools: [] });
if ('fault' in metric) throw new Error(metric.fault);

/** One value that was compared: inside, or outside by so small a chance. */
function value(verdict: TrackedValue['verdict'], tail: number, more: Partial<TrackedValue> = {}): TrackedValue {
  return {
    actual: { metric, rotation: 1, value: 152 },
    plan: 121,
    band: { mean: 121, sd: 5, p5: 114, p50: 121, p95: 129, method: 'exact' },
    certain: false,
    verdict,
    tail,
    counted: null,
    loose: null,
    ...more,
  } as TrackedValue;
}

const inside = (many: number): TrackedValue[] => Array.from({ length: many }, () => value('inside', 0.3));

const tracking = (comparisons: TrackedValue[], more: Partial<Tracking> = {}): Tracking => ({
  method: 'exact',
  runs: null,
  comparisons,
  expectedOutside: 0.09 * comparisons.length,
  forecast: null,
  notes: [],
  ...more,
});

describe('what lies outside is news when chance brings one so far out, on either side, in fewer than 1 of 20 wheels', () => {
  test.each([
    // Of one value: 2 x tail below 0.05.
    [1, 0.0249, 'news'],
    [1, 0.0251, 'maybe'],
    // Of ten: 2 x 10 x tail below 0.05.
    [10, 0.00249, 'news'],
    [10, 0.00251, 'noise'],
    [100, 0.000249, 'news'],
    [100, 0.000251, 'noise'],
  ])('of %i values, the farthest with a chance of %d: %s', (many, tail, news) => {
    expect(newsIn(tracking([value('above', tail), ...inside(many - 1)]))).toBe(news);
  });

  test('nothing outside is nothing', () => {
    expect(newsIn(tracking(inside(5)))).toBe('none');
  });

  test('more outside than one standard deviation above what chance brings is more than noise, and no proof', () => {
    const some = (outside: number) => [
      ...Array.from({ length: outside }, () => value('below', 0.04)),
      ...inside(20 - outside),
    ];
    // 20 x 0.09 = 1.8 are expected, and 1.8 + sqrt(1.8) is 3.14.
    expect(newsIn(tracking(some(3)))).toBe('noise');
    expect(newsIn(tracking(some(4)))).toBe('maybe');
  });
});

describe('volumes that are fixed in the plan', () => {
  test('make no news of what Poisson arrivals bring in more than 1 of 20 wheels, among so many values', () => {
    expect(newsIn(tracking([value('above', 1e-6, { loose: 0.2 }), ...inside(4)]))).toBe('fixed');
    // Of five: 2 x 5 x 0.0051 is above 0.05.
    expect(newsIn(tracking([value('above', 1e-6, { loose: 0.0051 }), ...inside(4)]))).toBe('fixed');
    expect(newsIn(tracking([value('above', 1e-6, { loose: 0.0049 }), ...inside(4)]))).toBe('news');
  });

  test('do not hide the news of another value', () => {
    const doubted = value('above', 1e-9, { loose: 0.2 });
    const other = value('below', 1e-6);
    expect(newsIn(tracking([doubted, other]))).toBe('news');
    expect(mostUnusual(tracking([doubted, other]))).toBe(other);
    expect(mostUnusual(tracking([doubted, value('below', 0.04)]))).toBe(doubted);
  });

  test('that leave nothing to chance are not judged, and do not count among the values', () => {
    const certain = value('above', 0, { certain: true });
    expect(newsIn(tracking([certain, ...inside(3)]))).toBe('none');
    expect(newsIn(tracking([certain, value('above', 0.024)]))).toBe('news');
  });
});

describe('from runs', () => {
  /** One value that so many of the runs came to, among so many that are inside. */
  const reached = (hits: number, many: number, runs: number) =>
    newsIn(
      tracking([value('above', (hits + 1) / (runs + 1), { counted: { hits, runs } }), ...inside(many - 1)], {
        runs,
        method: 'monte-carlo',
      }),
    );
  const unreached = (many: number, runs: number) => reached(0, many, runs);

  test('what none came to is as rare as one run more says, and so many runs may be too few to tell', () => {
    // 2 x 100 / 4,001 is below 0.05, 2 x 100 / 4,000 is not.
    expect(unreached(100, 4000)).toBe('news');
    expect(unreached(100, 3999)).toBe('few runs');
  });

  test('what one of 1,000 came to is none among 24: 2 x 24 x 2 / 1,001 is 0.096', () => {
    expect(reached(0, 24, 1000)).toBe('news');
    expect(reached(1, 24, 1000)).not.toBe('news');
  });

  test('the runs that are asked for are enough', () => {
    // With one run fewer it is 0.05 to the last bit, and rounding decides.
    for (const many of [1, 7, 100, 420, 20_000]) {
      expect(unreached(many, runsFor(many))).toBe('news');
      expect(unreached(many, runsFor(many) - 2)).toBe('few runs');
    }
  });

  test('what some runs came to is judged by how many did', () => {
    expect(reached(1, 3, 100)).toBe('maybe');
  });
});
