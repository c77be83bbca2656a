import { expect, test } from 'vitest';
import { type Goal, meets, readGoal } from '../../../src/model/metric/goal.ts';

const ids = { stages: ['engage', 'acquire'], origins: ['paid', 'word-of-mouth'], pools: ['acquire'] };
const read = (text: string) => readGoal(text, ids);

test.each([
  ['gain@5 at least 47', 'atLeast', 47],
  ['gain@5 >= 47', 'atLeast', 47],
  ['gain@5>=47', 'atLeast', 47],
  ['gain@5   at   most  47', 'atMost', 47],
  ['gain@5<=47', 'atMost', 47],
  ['gain@5 above -3.5', 'above', -3.5],
  ['gain@5>1e3', 'above', 1000],
  ['gain@5 below 47', 'below', 47],
  ['gain@5 < 47', 'below', 47],
  ['gain@5 ≥ 47', 'atLeast', 47],
  ['gain@5 AT LEAST 47', 'atLeast', 47],
])('%s', (text, comparison, value) => {
  expect(read(text)).toMatchObject({ comparison, value, metric: { name: 'gain@5', when: 5 } });
});

test('shares may be written in percent, and any metric that is a number can have a goal', () => {
  expect(read('referredShare at least 30%')).toMatchObject({ value: 0.3, text: 'referredShare at least 30%' });
  expect(read('journey.acquire.reach above 5%')).toMatchObject({ value: 0.05 });
  expect(read('total:engage.word-of-mouth above 1/2')).toMatchObject({ value: 0.5, metric: { when: 'total' } });
  expect(read('ltv.paid at least 20')).toMatchObject({ metric: { subject: { kind: 'ltvOf' } } });
});

test('a goal is met by what it says, and equals what is off by rounding alone', () => {
  const sum = 0.1 + 0.2;
  const tie = (text: string): boolean => meets(read(text) as Goal, sum, 1e-9);
  expect(['gain at most 0.3', 'gain above 0.3', 'gain at least 0.3', 'gain below 0.3'].map(tie)).toEqual([
    ...[true, false],
    ...[true, false],
  ]);
  expect(meets(read('gain above 0.3') as Goal, sum)).toBe(true);
  const met = (text: string, found: number): boolean => meets(read(text) as Goal, found);
  expect([46, 47, 48].map((found) => met('gain at least 47', found))).toEqual([false, true, true]);
  expect([46, 47, 48].map((found) => met('gain at most 47', found))).toEqual([true, true, false]);
  expect([46, 47, 48].map((found) => met('gain above 47', found))).toEqual([false, false, true]);
  expect([46, 47, 48].map((found) => met('gain below 47', found))).toEqual([true, false, false]);
});

test('a bare metric is refused, with the hint that the shell may have taken the rest', () => {
  expect(read('gain@5')).toEqual({
    fault: expect.stringMatching(/says no value.*in quotes.*shell takes an unquoted >/),
  });
});

test.each([
  ['gain@5 at least', /not a goal: write a metric/],
  ['', /not a goal/],
  ['gain@5 is 47', /not a goal/],
  ['gian@5 at least 47', /there is no metric "gian".*did you mean gain/],
  ['gain@0 at least 47', /names no rotation/],
  ['rules.smooth at least 1', /rules.smooth is no number/],
  ['gain@5 at least 5%', /gain@5 is no share, so 5% of what\?/],
  ['gain@5 atleast 47', /not a goal: write a metric, then at least, at most, above or below/],
  ['gain@5 at least many', /needs a number, and got the text "many"/],
  ['gain@5 at least 0,5', /did you mean 0\.5\?/],
  ['gain@5 at least 1e999', /too large/],
  ['gain@5 at least NaN', /needs a number/],
])('%s is refused', (text, fault) => {
  expect(read(text)).toEqual({ fault: expect.stringMatching(fault) });
});
