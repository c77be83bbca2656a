import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFolder, removeFolder } from '../../cli/session.ts';

/** The package as it is built, in a folder where nothing is installed beside it. */
let folder = '';
beforeAll(() => {
  folder = newFolder();
  for (const part of ['bin', 'dist', 'scenarios', 'package.json']) {
    cpSync(fileURLToPath(new URL(`../../../${part}`, import.meta.url)), join(folder, part), { recursive: true });
  }
});
afterAll(() => removeFolder(folder));

test('without the library for PNGs a .png says what to do, and nothing is written', () => {
  const args = ['bin/flywheel.js', 'plot', 'hundred-per-cycle', '-o', 'chart.png'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe(
    'a .png needs the library @resvg/resvg-js, which is not installed or has no build for this machine: ' +
      'npm install @resvg/resvg-js, or write a .svg instead, which every browser and office program opens\n',
  );
  expect(existsSync(join(folder, 'chart.png'))).toBe(false);
});

test.each([
  ['plot', 'hundred-per-cycle', '-o', 'chart.svg'],
  ['plot', 'hundred-per-cycle', '-o', 'chart.json'],
  ['simulate', 'hundred-per-cycle', '--plot'],
  ['chance', 'hundred-per-cycle'],
  ['report', 'hundred-per-cycle', '-o', 'page.html'],
])('everything else works without it: flywheel %s %s %s %s', (...args) => {
  expect(execFileSync(process.execPath, ['bin/flywheel.js', ...args], { cwd: folder, encoding: 'utf8' })).not.toBe('');
});
