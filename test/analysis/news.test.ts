import { describe, expect, test } from 'vitest';
import { newsIn, runsFor } from '../../src/analysis/news.ts';
import type { Comparison, Tracking } from '../../src/analysis/track.ts';
import { readMetric } from '../../src/model/metric.ts';

const metric = readMetric('engage', { stages: ['engage'], origins: [], pools: [] });
if ('fault' in metric) throw new Error(metric.fault);

/** One value that was compared: inside, or outside by so small a chance. */
function value(verdict: Comparison['verdict'], tail: number, more: Partial<Comparison> = {}): Comparison {
  return {
    actual: { metric, rotation: 1, value: 152 },
    plan: 121,
    band: { mean: 121, sd: 5, p5: 114, p50: 121, p95: 129, method: 'exact' },
    certain: false,
    verdict,
    tail,
    method: 'exact',
    ...more,
  } as Comparison;
}

const inside = (many: number): Comparison[] => Array.from({ length: many }, () => value('inside', 0.3));

const tracking = (comparisons: Comparison[], more: Partial<Tracking> = {}): Tracking => ({
  method: 'exact',
  runs: null,
  comparisons,
  expectedOutside: 0.09 * comparisons.length,
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

describe('from runs', () => {
  const unreached = (many: number, runs: number) =>
    newsIn(
      tracking([value('above', 0, { method: 'monte-carlo' }), ...inside(many - 1)], { runs, method: 'monte-carlo' }),
    );

  test('what none came to is as rare as one run more says, and so many runs may be too few to tell', () => {
    // 2 x 100 / 4,001 is below 0.05, 2 x 100 / 4,000 is not.
    expect(unreached(100, 3999)).toBe('news');
    expect(unreached(100, 3998)).toBe('few runs');
  });

  test('the runs that are asked for are enough', () => {
    for (const many of [1, 7, 100, 420, 20_000]) {
      expect(unreached(many, runsFor(many))).toBe('news');
      expect(unreached(many, runsFor(many) - 3)).toBe('few runs');
    }
  });

  test('what some runs came to is judged by how many did', () => {
    const reached = value('above', 0.02, { method: 'monte-carlo' });
    expect(newsIn(tracking([reached, ...inside(2)], { runs: 100, method: 'monte-carlo' }))).toBe('maybe');
  });
});
