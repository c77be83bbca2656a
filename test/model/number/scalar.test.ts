import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScalar, show } from '../../../src/model/number/scalar.ts';

test.each([
  [0.3, 0.3],
  [-2, -2],
  [0, 0],
  ['30%', 0.3],
  ['12.5%', 0.125],
  ['.5%', 0.005],
  ['-10%', -0.1],
  ['+10%', 0.1],
  ['0%', 0],
  ['100%', 1],
  ['250 %', 2.5],
  ['1e1%', 0.1],
  [' 30% ', 0.3],
  ['86/362', 86 / 362],
  ['1 / 4', 0.25],
  ['-1/4', -0.25],
  ['1.5/3', 0.5],
])('%j is %d', (raw, value) => {
  expect(readScalar(raw)).toEqual({ value });
});

test('a whole percentage is exactly that many hundredths', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1000, max: 1000 }), (percent) => {
      expect(readScalar(`${percent}%`)).toEqual({ value: percent / 100 });
    }),
  );
});

test.each([
  ['0,3', 'got the text "0,3" (did you mean 0.3? decimals have a point, not a comma)'],
  ['0,3%', 'got the text "0,3%" (did you mean 0.3%? decimals have a point, not a comma)'],
  ['0,125', 'did you mean 0.125? decimals have a point'],
  ['12,5', 'did you mean 12.5? decimals have a point'],
  ['-1,5', 'did you mean -1.5? decimals have a point'],
  ['1,000', 'did you mean 1000? no comma for thousands'],
  ['12,345,678.9', 'did you mean 12345678.9? no comma for thousands'],
  ['0.3', 'got the text "0.3" (write 0.3 without quotes)'],
  ['47', 'write 47 without quotes'],
  ['NaN', 'got the text "NaN"'],
  ['Infinity', 'got the text "Infinity"'],
  ['1e999', 'got the text "1e999"'],
  ['', 'got the text ""'],
  ['%', 'got the text "%"'],
  ['30%%', 'got the text "30%%"'],
  ['thirty', 'got the text "thirty"'],
  ['0x10', 'got the text "0x10"'],
  ['1/2/3', 'got the text "1/2/3"'],
  ['1/0', '"1/0", which has no value'],
  ['1e999%', 'too large'],
  [Infinity, 'too large'],
  [-Infinity, 'too large'],
  [Number.NaN, 'got NaN'],
  [null, 'got nothing'],
  [undefined, 'got nothing'],
  [true, 'got true'],
  [[0.3], 'got [0.3]'],
  [{ start: 1 }, 'got {"start":1}'],
])('%j is no number, and the message says why', (raw, words) => {
  expect(readScalar(raw)).toEqual({ fault: expect.stringContaining(words) });
});

test('only a number that can be written without quotes is offered so', () => {
  expect(readScalar('1e999')).toEqual({ fault: expect.not.stringContaining('without quotes') });
});

test('what somebody wrote is shown in quotes, short, and without control characters', () => {
  expect(show('a "quoted" word')).toBe('"a \\"quoted\\" word"');
  expect(show('\u001b[31mred')).toBe('"\\u001b[31mred"');
  expect(show(0.1)).toBe('0.1');
  expect(show('x'.repeat(1000)).length).toBeLessThan(60);
});
