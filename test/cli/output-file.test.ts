import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliver } from '../../src/cli/deliver.ts';
import { processIo } from '../../src/cli/io.ts';
import { fileWith } from './example.ts';
import { flywheel, newFolder, removeFolder } from './session.ts';

const simulate = ['simulate', 'hundred-per-cycle'];

test.each(['table', 'csv', 'markdown', 'json'])(
  '--output writes what would be printed, and prints nothing (%s)',
  async (format) => {
    const printed = await flywheel([...simulate, '--format', format]);
    const { code, out, err, files } = await flywheel([...simulate, '--format', format, '--output', 'result.txt']);
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    expect(files).toEqual({ 'result.txt': printed.out });
  },
);

test('a file is as wide as it needs to be, and plain, whatever the terminal', async () => {
  const printed = await flywheel(simulate);
  const { files } = await flywheel([...simulate, '--output', 'result.txt'], { outColumns: 40, errColumns: 40 });
  expect(files['result.txt']).toBe(printed.out);
});

test('replaces an older result', async () => {
  const { code, files } = await flywheel([...simulate, '--output', 'result.txt'], { files: { 'result.txt': 'old' } });
  expect(code).toBe(0);
  expect(files['result.txt']).toContain('Rotation');
});

test.each(['plan.json', './plan.json', 'sub/../plan.json'])(
  'refuses to overwrite the scenario itself (%s)',
  async (path) => {
    const given = { 'plan.json': fileWith(), 'sub/': '' };
    const { code, out, err, files } = await flywheel(['simulate', 'plan.json', '--output', path], { files: given });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/--output .*scenario itself.*another file/);
    expect(files['plan.json']).toBe(given['plan.json']);
  },
);

test('refuses to overwrite the scenario through a link', async () => {
  const folder = newFolder();
  symlinkSync('plan.json', join(folder, 'link.json'));
  const files = { 'plan.json': fileWith() };
  const session = await flywheel(['simulate', 'plan.json', '--output', 'link.json'], { folder, files });
  removeFolder(folder);
  expect(session.code).toBe(2);
  expect(session.files['plan.json']).toBe(files['plan.json']);
});

test.each([
  [
    'a folder that is not there',
    'nowhere/result.txt',
    /nowhere\/result\.txt cannot be written: its folder does not exist/,
  ],
  [
    'a file taken for a folder',
    'other.txt/result.txt',
    /other\.txt\/result\.txt cannot be written: .*file, not a folder/,
  ],
  ['a folder itself', 'sub', /sub cannot be written: it is a folder/],
  ['this folder', '.', /\. cannot be written: it is a folder/],
])('cannot write to %s: exit 2, and nothing is written', async (_what, path, message) => {
  const given = { 'plan.json': fileWith(), 'other.txt': 'mine', 'sub/': '' };
  const { code, out, err, files } = await flywheel(['simulate', 'plan.json', '--output', path], { files: given });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
  expect(files).toEqual({ 'plan.json': given['plan.json'], 'other.txt': 'mine' });
});

test.each([
  ['EACCES', 'no permission'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
])('what the system says about a file (%s) is said in words: %s', async (code, words) => {
  const draft = () => {
    throw Object.assign(new Error('system'), { code });
  };
  const attempt = () => deliver('text', 'locked/result.txt', { ...processIo(), draft });
  await expect(attempt).rejects.toThrow(`locked/result.txt cannot be written: ${words}`);
});
