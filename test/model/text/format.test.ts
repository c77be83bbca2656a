import { expect, test } from 'vitest';
import { formatOf } from '../../../src/model/text/format.ts';

test.each([
  ['mine.json', 'a: 1', 'json'],
  ['MINE.JSON', 'a: 1', 'json'],
  ['mine.yaml', '{}', 'yaml'],
  ['mine.yml', '{}', 'yaml'],
  ['mine.json.txt', 'rotations: 3', 'yaml'],
])('the name %s decides how a file is read, whatever is in it', (source, text, format) => {
  expect(formatOf(text, source)).toBe(format);
});

test.each([
  ['\n  { "rotations": 3 }', 'json'],
  ['[]', 'json'],
  ['rotations: 3', 'yaml'],
  ['# a comment', 'yaml'],
  ['', 'yaml'],
])('where no name says it, %j is read by its first character', (text, format) => {
  expect(formatOf(text, 'stdin')).toBe(format);
});
