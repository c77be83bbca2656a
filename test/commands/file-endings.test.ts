import { expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const files = { 'plan.json': fileWith(), 'real.csv': 'rotation,engage\n2,120\n' };
const SIMULATE = ['simulate', 'plan.json'];

const written = async (file: string, ...args: readonly string[]): Promise<unknown> => {
  const { code, err, files: after } = await flywheel([...args, '-o', file], { files });
  expect(code, err).toBe(0);
  return after[file];
};
const printed = async (...args: readonly string[]): Promise<string> => (await flywheel(args, { files })).out;

test.each([
  ['wheel.csv', 'csv'],
  ['wheel.CSV', 'csv'],
  ['wheel.md', 'markdown'],
  ['wheel.markdown', 'markdown'],
  ['wheel.json', 'json'],
  ['wheel.txt', 'table'],
  ['wheel', 'table'],
  ['csv', 'table'],
  ['wheel.csv.txt', 'table'],
])('-o %s without --format is %s', async (file, format) => {
  expect(await written(file, ...SIMULATE)).toBe(await printed(...SIMULATE, '--format', format));
});

test('--format is heard before the ending', async () => {
  expect(await written('wheel.csv', ...SIMULATE, '--format', 'table')).toBe(await printed(...SIMULATE));
  expect(await written('wheel.txt', ...SIMULATE, '--format', 'csv')).toBe(
    await printed(...SIMULATE, '--format', 'csv'),
  );
});

test.each([
  ['chance', 'plan.json'],
  ['compare', 'plan.json', '--volume', '90'],
  ['sweep', 'plan.json', '--vary', 'rotations=2,3'],
  ['solve', 'plan.json', '--vary', 'loops.word-of-mouth.perMember', '--goal', 'gain@5 = 40'],
  ['sensitivity', 'plan.json'],
  ['levers', 'shop-flywheel'],
  ['track', 'plan.json', 'real.csv'],
  ['check', 'plan.json'],
  ['metrics', 'plan.json'],
  ['scenarios'],
])('so it is with %s', async (...args) => {
  expect(await written('all.csv', ...args)).toBe(await printed(...args, '--format', 'csv'));
});

test('columns go into a CSV by its ending, and are told to make no difference to JSON', async () => {
  const line = [...SIMULATE, '--columns', 'gain'];
  expect(await written('wheel.csv', ...line)).toBe(await printed(...line, '--format', 'csv'));
  const { err } = await flywheel([...line, '-o', 'wheel.json'], { files });
  expect(err).toBe('note: --columns makes no difference with --format json\n');
});
