import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { ownFolder } from './own-folder.ts';

const { place, here, put, statuses } = ownFolder();

describe('--update', () => {
  const gain = (text: string, value: string) => text.replace(/("gain@5": )[\d.]+/, `$1${value}`);

  test('does not touch a file that agrees, however it is written', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const odd = `${gain(files['plan.snap.json'], '4.707663523461914e1').replaceAll('\n', '\r\n')}\n\n`;
    await put({ 'plan.snap.json': odd });
    const { out, files: after } = await here('--update');
    expect(out).toMatch(/^plan\.json +unchanged +– +agrees$/m);
    expect(after['plan.snap.json']).toBe(odd);
  });

  test('writes the lines that differ, and leaves those that agree as they are', async () => {
    await put({ 'plan.json': fileWith() });
    const { files } = await here('--update');
    const close = gain(files['plan.snap.json'], '47.07663523');
    const before = close.replace('"engage@2": 110.125', '"engage@2": 110');
    await put({ 'plan.snap.json': before });
    const { files: after } = await here('--update');
    expect(after['plan.snap.json']).toBe(close);
  });

  test('is refused where CI is set, and nothing is written', async () => {
    await put({ 'plan.json': fileWith() });
    for (const CI of ['true', '1', 'yes', 'no', ' ']) {
      const { code, out, err, files } = await here('--update', { env: { CI } });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^--update is for people: the variable CI is set/);
      expect(Object.keys(files)).toEqual(['plan.json']);
    }
  });

  test.each(['', '0', 'false'])('works where CI is %j, which means no', async (CI) => {
    await put({ 'plan.json': fileWith() });
    expect(await statuses('', { env: { CI } })).toEqual({ code: 0, 'plan.json': 'new' });
    expect(await statuses('--update', { env: { CI } })).toEqual({ code: 0, 'plan.json': 'updated' });
  });
});

test('where CI is set a missing snapshot is a failure, with what to do', async () => {
  await put({ 'plan.json': fileWith() });
  const { code, out, err } = await here('', { env: { CI: 'true' } });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^plan\.json +failed +– +missing$/m);
  expect(out).toMatch(
    /plan\.json has no snapshot: run flywheel check plan\.json --update on your own machine and commit/,
  );
  expect(await statuses('', { env: { CI: 'true' } })).toEqual({ code: 1, 'plan.json': 'failed' });
  await here('--update');
  expect(await statuses('', { env: { CI: 'true' } })).toEqual({ code: 0, 'plan.json': 'passed' });
});

describe('a snapshot whose scenario is gone', () => {
  beforeEach(async () => {
    await put({ 'gone.json': fileWith(), 'sub/plan.json': fileWith() });
    await here('--update');
    rmSync(join(place.folder, 'gone.json'));
  });

  test('is reported, and no failure', async () => {
    const { code, out } = await here('');
    expect(code).toBe(0);
    expect(out).toMatch(/^gone\.snap\.json +orphaned +– +its scenario is gone$/m);
    expect(out).toContain('add --update --prune');
    expect(await statuses('', { env: { CI: 'true' } })).toEqual({
      ...{ code: 0, 'gone.snap.json': 'orphaned', 'sub/plan.json': 'passed' },
    });
  });

  test('stays with --update, and goes with --update --prune', async () => {
    expect(Object.keys((await here('--update')).files)).toContain('gone.snap.json');
    expect(await statuses('--update --prune')).toEqual({
      ...{ code: 0, 'gone.snap.json': 'pruned', 'sub/plan.json': 'unchanged' },
    });
    expect(Object.keys((await here('')).files)).toEqual(['sub/plan.json', 'sub/plan.snap.json']);
  });

  test('stays where a file that is called so is not ours', async () => {
    await put({ 'theirs.snap.json': '{ "exports": {} }' });
    const { files, out } = await here('--update --prune');
    expect(files['theirs.snap.json']).toBe('{ "exports": {} }');
    expect(out).toContain('1 other file skipped');
  });

  test('--prune alone is refused', async () => {
    const { code, err } = await here('--prune');
    expect({ code, err }).toEqual({ code: 2, err: '--prune goes with --update: it removes files\n' });
  });
});
