import { expect, test } from 'vitest';
import { readMeasure } from '../../../src/model/metric/measure.ts';
import type { MetricIds } from '../../../src/model/metric/names.ts';

const ids: MetricIds = {
  stages: ['engage', 'acquire', 'advocate'],
  origins: ['paid', 'word-of-mouth'],
  pools: ['advocate'],
};

const read = (text: string) => readMeasure(text, ids);

test.each([
  ['cash@12', 'expected', 'cash@12', 'cash@12'],
  ['total:cash', 'expected', 'total:cash', 'total:cash'],
  ['p5:cash@12', 'p5', 'p5:cash@12', 'cash@12'],
  ['p50:engage.paid', 'p50', 'p50:engage.paid', 'engage.paid'],
  ['p95:total:gain', 'p95', 'p95:total:gain', 'total:gain'],
  ['mean:cac@3', 'mean', 'mean:cac@3', 'cac@3'],
  [' SD:ltv ', 'sd', 'sd:ltv', 'ltv'],
  ['chance of cash@12 at least 100000', 'chance', 'chance of cash@12 at least 100000', 'cash@12'],
  ['the Probability  that gain@5>=47', 'chance', 'chance of gain@5 at least 47', 'gain@5'],
  ['chance of referredShare below 30%', 'chance', 'chance of referredShare below 30%', 'referredShare'],
])('"%s" is read as %s of a metric, however it is written', (text, by, name, metric) => {
  expect(read(text)).toMatchObject({ by, name, metric: { name: metric } });
});

test.each([
  ['p7:cash', /no "p7:": before a metric go p5:, p50:, p95:, mean: and sd:, as in p5:gain/],
  ['average:cash', /no "average:"/],
  ['total:p5:cash', /write p5:total:cash/],
  ['p5:cahs', /no metric "cahs".*cash/],
  ['p5:rules.easier', /rules.easier is a yes or no and no number, so it has no p5/],
  ['sd:breakEvenStage', /breakEvenStage is a stage and no number, so it has no sd/],
  ['chance of cash', /"chance of cash" says no value: write it like "chance of cash at least 47", in quotes/],
  ['chance of cash at least lots', /a goal needs a number/],
  ['chance of rules.easier at least 1', /rules.easier is no number/],
  ['chance of', /a chance is that of a goal/],
  ['chance', /a chance is that of a goal/],
  ['chance of nothing at least 3', /no metric "nothing"/],
  ['', /is not a metric/],
])('"%s" is refused with what to write instead', (text, fault) => {
  expect(read(text)).toEqual({ fault: expect.stringMatching(fault) });
});
