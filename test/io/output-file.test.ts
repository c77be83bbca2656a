import { linkSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { deliver } from '../../src/io/deliver.ts';
import { processIo } from '../../src/io/io.ts';
import { fileWith } from '../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';

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

test.each([
  ['a link', (folder: string) => symlinkSync('plan.json', join(folder, 'other.json'))],
  ['a hard link', (folder: string) => linkSync(join(folder, 'plan.json'), join(folder, 'other.json'))],
])('refuses to overwrite the scenario through %s', async (_what, link) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'plan.json'), fileWith());
  link(folder);
  const session = await flywheel(['simulate', 'plan.json', '--output', 'other.json'], { folder });
  removeFolder(folder);
  expect(session.code).toBe(2);
  expect(session.files['plan.json']).toBe(fileWith());
});

describe('through a link', () => {
  const session = async (link: string, target: string, files: Record<string, string> = {}) => {
    const folder = newFolder();
    symlinkSync(target, join(folder, link));
    try {
      const { code, err } = await flywheel([...simulate, '--output', 'link.txt'], { folder, files });
      const isLink = lstatSync(join(folder, 'link.txt')).isSymbolicLink();
      const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
      return { code, err, isLink, left, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
    } finally {
      // What is left is read before.
      cleanup.push(folder);
    }
  };
  const cleanup: string[] = [];
  afterEach(() => cleanup.splice(0).forEach(removeFolder));

  test.each([
    ['that leads nowhere yet, the file is made there', {}],
    ['the file there is replaced', { 'sub/result.txt': 'old' }],
  ])('%s, and the link stays', async (_what, files) => {
    const { code, isLink, left, read } = await session('link.txt', 'sub/result.txt', { 'sub/': '', ...files });
    expect({ code, isLink, left }).toEqual({ code: 0, isLink: true, left: ['link.txt', 'sub', 'sub/result.txt'] });
    expect(read('sub/result.txt')).toContain('Rotation');
  });

  test.each([
    ['into a folder that is not there', 'nowhere/result.txt', /link\.txt cannot be written: its folder does not exist/],
    ['to itself', 'link.txt', /link\.txt cannot be written: its links lead in a circle/],
  ])('%s nothing can be written', async (_what, target, message) => {
    const { code, err, isLink, left } = await session('link.txt', target);
    expect({ code, isLink, left }).toEqual({ code: 2, isLink: true, left: ['link.txt'] });
    expect(err).toMatch(message);
  });
});

test('a name may be as long as the system allows', async () => {
  const name = `${'n'.repeat(250)}.txt`;
  const { code, files } = await flywheel([...simulate, '--output', name]);
  expect({ code, files: Object.keys(files) }).toEqual({ code: 0, files: [name] });
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
  ['EDQUOT', 'your share of the disk is used up'],
  ['EIO', 'the device reports an error'],
  ['EBUSY', 'something else is using it'],
  ['ETXTBSY', 'it is a program that is running'],
  ['EMFILE', 'too many files are open for one program'],
  ['ENFILE', 'too many files are open on this machine'],
  ['ENOMEM', 'the machine has no memory left'],
])('what the system says about a file (%s) is said in words: %s', async (code, words) => {
  const draft = () => {
    throw Object.assign(new Error('system'), { code });
  };
  const attempt = () => deliver('text', 'locked/result.txt', { ...processIo(), draft });
  await expect(attempt).rejects.toThrow(`locked/result.txt cannot be written: ${words}`);
});
