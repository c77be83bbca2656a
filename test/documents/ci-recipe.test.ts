import { expect, test } from 'vitest';
import { recipe, steps } from './recipe.ts';

test('is ten lines that name what they run', () => {
  expect(recipe.trim().split('\n')).toHaveLength(10);
  expect(steps).toEqual(['npm ci', expect.stringContaining('flywheel check plans')]);
});
