import { expect, test } from 'vitest';
import { problemsOf } from '../faults.ts';

const messages = (text: string) => problemsOf(text, 'mine.yaml').map(({ message }) => message);

test.each([
  ['values in a list', `a: [${'1, '.repeat(1_600_000)}`],
  ['values on lines', `a:\n${'- 1\n'.repeat(1_200_000)}`],
  ['keys', 'a: 1\n'.repeat(1_000_000)],
  ['empty lists', `a: [${'[],'.repeat(1_600_000)}`],
  ['comments', `a: 1\n${'#\n'.repeat(2_400_000)}`],
])('5 MB of %s are refused in a sentence', (_what, text) => {
  expect(messages(text)).toEqual([expect.stringContaining('far too many values for YAML')]);
});

test.each([
  ['an anchored list', 'stages: ', '? &x ['],
  ['a mapping in a list', '', '- {a: '],
  ['a bracket', 'a: ', '['],
  ['a dash', '', '- '],
])('5 MB of %s after another are refused for their depth', (_what, before, unit) => {
  const text = before + unit.repeat(Math.floor(5_000_000 / unit.length));
  expect(messages(text)).toEqual([expect.stringContaining('nested more than 64 deep')]);
});
