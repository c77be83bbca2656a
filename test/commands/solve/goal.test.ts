import { describe, expect, test } from 'vitest';
import { readTarget } from '../../../src/commands/solve/goal.ts';

const ids = { stages: ['engage', 'acquire'], origins: ['paid', 'friends'], pools: ['acquire'] };

describe('what solve is asked for', () => {
  test.each([
    ['gain@5 = 47', 'gain@5', 47],
    ['gain@5=47', 'gain@5', 47],
    ['gain is 47', 'gain', 47],
    ['referredShare = 30%', 'referredShare', 0.3],
    ['cash = -1e3', 'cash', -1000],
    [' total:engage  =  1e3 ', 'total:engage', 1000],
    ['p5:cash@3 = 0', 'p5:cash@3', 0],
    ['sd:gain is 12', 'sd:gain', 12],
  ])('%s', (text, name, value) => {
    expect(readTarget(text, ids)).toMatchObject({ measure: { name }, value });
  });

  test.each([
    ['chance of gain@5 at least 47 = 90%', 'gain@5 at least 47', 0.9],
    ['the chance that engage@3 > 12 is 0.5', 'engage@3 above 12', 0.5],
    ['probability of gain <= 3=1/4', 'gain at most 3', 0.25],
  ])('%s', (text, goal, value) => {
    expect(readTarget(text, ids)).toMatchObject({ measure: { by: 'chance', name: `chance of ${goal}` }, value });
  });

  test.each([
    ['gain@5 >= 47', 'names a bound'],
    ['gain@5 at least 47', 'names a bound'],
    ['gain@5', 'is not a goal to solve for'],
    ['', 'is not a goal to solve for'],
    ['gian = 47', 'did you mean gain'],
    ['p7:gain = 3', 'before a metric go p5:'],
    ['gain = many', 'a goal needs a number'],
    ['gain = 47%', 'is no share'],
    ['rules.smooth = 1', 'is no number'],
    ['chance of gain@5 at least 47 = 90', 'did you mean 90%'],
    ['chance of gain@5 at least 47 = 100%', 'between 0 and 1'],
    ['chance of gain@5 at least 47 = 0', 'between 0 and 1'],
    ['chance of gain@5 = 90%', 'says no value'],
    ['chance of gian above 3 = 90%', 'did you mean gain'],
  ])('"%s" is refused: %s', (text, fault) => {
    expect(readTarget(text, ids)).toEqual({ fault: expect.stringContaining(fault) });
  });
});
