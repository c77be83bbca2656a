import { describe, expect, test } from 'vitest';
import { type Axis, readAxis, readSearch } from '../../../src/model/scenario/axis.ts';

const axis = (text: string): Axis => {
  const read = readAxis(text);
  if ('fault' in read) throw new Error(read.fault);
  return read;
};

const valuesOf = (text: string): number[] => {
  const { length, valueAt } = axis(text);
  return Array.from({ length }, (_, i) => valueAt(i));
};

describe('values of --vary', () => {
  test.each([
    ['a=0:1:0.25', [0, 0.25, 0.5, 0.75, 1]],
    ['a=0:0.5:0.1', [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
    ['a=10%:50%:10%', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['a=0:1:0.3', [0, 0.3, 0.6, 0.9]],
    ['a=1:0:-0.5', [1, 0.5, 0]],
    ['a=5:5:1', [5]],
    ['a=.5:+1.5:.5', [0.5, 1, 1.5]],
    ['a=1e2:3e2:1e2', [100, 200, 300]],
    ['a=0:1:1/4', [0, 0.25, 0.5, 0.75, 1]],
    ['a=3,1,2', [3, 1, 2]],
    ['a=30%, 0.5 ,86/344', [0.3, 0.5, 0.25]],
    ['a=7', [7]],
  ])('%s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test('are those that a person would type, however many steps: 0.3 is not 0.30000000000000004', () => {
    const typed = Array.from({ length: 1001 }, (_, i) =>
      Number(`${Math.floor(i / 1000)}.${String(i % 1000).padStart(3, '0')}`),
    );
    expect(valuesOf('a=0:1:0.001')).toEqual(typed);
    expect(valuesOf('a=0%:100%:1%')).toEqual(Array.from({ length: 101 }, (_, i) => i / 100));
  });

  test('keep the path as it is written', () => {
    expect(axis('loops.word-of-mouth.perMember=0:1:0.5').path).toBe('loops.word-of-mouth.perMember');
  });

  test.each([
    ['a', 'say which values'],
    ['a=', 'a list needs numbers, and got the text ""'],
    ['a=1,,2', 'a list needs numbers'],
    ['a=1,x', 'got the text "x"'],
    ['a=0:1', 'a range is from:to:step'],
    ['a=0:1:0', 'cannot be 0'],
    ['a=0:1:-0.1', 'steps of -0.1 never lead from 0 to 1'],
    ['a=1:0:0.1', 'never lead from 1 to 0'],
    ['a=0:x:1', 'a range needs numbers, and got the text "x"'],
    ['a=0:1:0,1', 'decimals have a point'],
    ['a=1e999,2', 'too large'],
  ])('%s is refused: %s', (text, fault) => {
    expect(readAxis(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});

describe('where solve looks', () => {
  test.each([
    ['a', { path: 'a', range: null }],
    ['a=0.1:0.5', { path: 'a', range: [0.1, 0.5] }],
    ['a=10%:50%', { path: 'a', range: [0.1, 0.5] }],
  ])('%s', (text, search) => expect(readSearch(text)).toEqual(search));

  test.each([
    ['a=1', 'path=from:to'],
    ['a=0:1:0.1', 'path=from:to'],
    ['a=1:0', 'from the lower end to the higher'],
    ['a=1:1', 'from the lower end to the higher'],
    ['a=x:1', 'got the text "x"'],
    ['a=0:y', 'got the text "y"'],
  ])('%s is refused: %s', (text, fault) => {
    expect(readSearch(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});
