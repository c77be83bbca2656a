import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel, newFolder, removeFolder, type SessionOptions } from '../../cli/session.ts';

const bringing = (perMember: number, changes: Record<string, unknown> = {}): string =>
  fileWith({ loops: worked.loops.map((loop) => ({ ...loop, perMember })), ...changes });

let folder = '';
beforeEach(async () => {
  folder = newFolder();
  const files = { 'a.json': bringing(1), 'b.json': bringing(1), 'c.json': bringing(1), 'same.json': bringing(1) };
  await flywheel(['check', '--update'], { folder, files });
});
afterEach(() => removeFolder(folder));

const TERMINAL = { outColumns: 80, errColumns: 80, env: { NO_COLOR: '1' } };

/** Three of the four scenarios have been changed; somebody at a terminal presses these keys. */
const review = (keys: string | undefined, options: SessionOptions = {}, flags: readonly string[] = []) =>
  flywheel(['check', '--review', ...flags], {
    ...{ folder, ...TERMINAL, keys, ...options },
    files: { 'a.json': bringing(1.1), 'b.json': bringing(1.2), 'c.json': bringing(1.3), ...options.files },
  });

const referralIn = (text: string): unknown => JSON.parse(text).inputs['loops.word-of-mouth.perMember'];

describe('a review', () => {
  test('accepts one scenario after the other, and then all is well', async () => {
    const { code, err, files } = await review('aaa');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const accepted = ['a', 'b', 'c', 'same'].map((name) => referralIn(files[`${name}.snap.json`]));
    expect(accepted).toEqual([1.1, 1.2, 1.3, 1]);
    expect((await flywheel(['check'], { folder })).code).toBe(0);
  });

  test('writes what --update writes', async () => {
    const { files } = await review('aaa');
    await flywheel(['check', '--update'], { folder, files: { 'a.json': bringing(1) } });
    const updated = await flywheel(['check', '--update'], { folder, files: { 'a.json': bringing(1.1) } });
    expect(updated.files['a.snap.json']).toBe(files['a.snap.json']);
  });

  test('shows of each first what was changed, then asks with the keys there are', async () => {
    const { out } = await review('aaa');
    const line =
      bringing(1.1)
        .split('\n')
        .findIndex((text) => text.includes('perMember')) + 1;
    const [changed, table, question] = [
      out.indexOf(`a.json:${line} loops.word-of-mouth.perMember: 1 -> 1.1\n`),
      out.search(/^Metric +Snapshot +Actual +Change$/m),
      out.indexOf(
        'Should these be the numbers of a.json from now on?\na accept, r reject, s skip, q quit\nAccepted.\n',
      ),
    ];
    expect(changed).toBeGreaterThan(0);
    expect(table).toBeGreaterThan(changed);
    expect(question).toBeGreaterThan(table);
    expect(out).not.toContain('same.json from now on');
    expect(out).toMatch(/^Check · 4 scenarios: 3 updated, 1 passed$/m);
  });

  test.each([
    ['rejected', 'r', /^Rejected: the snapshot stays as it is/m],
    ['skipped', 's', /^Skipped: the snapshot stays as it is for now\.$/m],
  ])('ends with 1 where something was %s, and leaves its snapshot', async (_what, key, told) => {
    const { code, out, files } = await review(`a${key}a`);
    expect(code).toBe(1);
    expect(out).toMatch(told);
    expect(out).toMatch(/^b\.json +failed/m);
    expect(['a', 'b', 'c'].map((name) => referralIn(files[`${name}.snap.json`]))).toEqual([1.1, 1, 1.3]);
  });

  test.each([
    ['quit', 'aq'],
    ['left, as when the terminal is closed', 'a'],
  ])('that is %s keeps what was accepted, asks no more, and says what was not looked at', async (_what, keys) => {
    const { code, out, files } = await review(keys);
    expect(code).toBe(1);
    expect(out).toContain('Quit: what was accepted so far is written.\n');
    expect(out).toContain('2 scenarios not looked at.');
    expect(out).not.toContain('c.json from now on');
    expect(['a', 'b', 'c'].map((name) => referralIn(files[`${name}.snap.json`]))).toEqual([1.1, 1, 1]);
  });

  test('takes no other key for an answer', async () => {
    const { code, files } = await review('xy raaa'.replace('r', ''));
    expect(code).toBe(0);
    expect(referralIn(files['c.snap.json'])).toBe(1.3);
  });

  test('asks about first numbers as well', async () => {
    const fresh = {
      files: { 'a.json': bringing(1), 'b.json': bringing(1), 'c.json': bringing(1), 'new.json': bringing(2) },
    };
    const skipped = await review('s', fresh);
    expect(skipped.code).toBe(1);
    expect(skipped.out).toContain('new.json · no snapshot yet');
    expect(skipped.out).toContain('Skipped: no snapshot is written for now.');
    expect(Object.keys(skipped.files)).not.toContain('new.snap.json');
    const accepted = await review('a', fresh);
    expect(accepted.code).toBe(0);
    expect(referralIn(accepted.files['new.snap.json'])).toBe(2);
  });

  test('says that a broken promise stays one', async () => {
    const broken = bringing(1.1, { expect: [{ metric: 'gain@5', above: 60 }] });
    const { code, out } = await review('aaa', { files: { 'a.json': broken } });
    expect(code).toBe(1);
    expect(out.replaceAll('\n', ' ')).toContain(
      'a.json expects gain@5 above 60, and it is 52.5606: accepting its numbers does not mend that.',
    );
  });

  test('passes over what cannot be read, and ends with 2', async () => {
    const { code, err, files } = await review('aa', { files: { 'a.json': bringing(1, { rotations: 0 }) } });
    expect(code).toBe(2);
    expect(err).toMatch(/^a\.json:\d+:\d+ rotations must be/);
    expect(referralIn(files['c.snap.json'])).toBe(1.3);
  });

  test('has nothing to ask where nothing differs', async () => {
    const same = { 'a.json': bringing(1), 'b.json': bringing(1), 'c.json': bringing(1) };
    const { code, out } = await review('', { files: same });
    expect(code).toBe(0);
    expect(out).toMatch(/^Check · 4 scenarios: 4 passed$/m);
  });

  test.each([40, 80])('fits a terminal of %i columns', async (outColumns) => {
    const { out } = await review('ars', { outColumns });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(outColumns);
    expect(out).toMatch(/^a accept, r reject, s skip, q quit$/m);
  });
});

describe('a review is refused, and nothing is written,', () => {
  test.each<[string, string | undefined, SessionOptions, string[], RegExp]>([
    [
      'where nobody is at the keyboard',
      undefined,
      {},
      [],
      /^--review asks on a terminal, and there is none here: run it/,
    ],
    ['where nobody sees it', 'a', { outColumns: undefined }, [], /^--review asks on a terminal/],
    ['where CI is set', 'a', { env: { CI: 'true' } }, [], /^--review is for people: the variable CI is set here/],
    ['beside --update', 'a', {}, ['--update'], /^--review asks before it accepts, and --update does not: choose one/],
    ['beside --junit', 'a', {}, ['--junit', 'r.xml'], /^--review is for a person on a terminal: leave out --junit/],
    ['beside --output', 'a', {}, ['-o', 'r.txt'], /leave out --output/],
    ['beside another format', 'a', {}, ['--format', 'json'], /leave out --format json/],
  ])('%s', async (_what, keys, options, flags, message) => {
    const { code, out, err, files } = await review(keys, options, flags);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(Object.keys(files)).toHaveLength(8);
    expect(referralIn(files['a.snap.json'])).toBe(1);
  });

  test.each(['', '0', 'false'])('not where CI is %j, which means no', async (CI) => {
    expect((await review('aaa', { env: { CI, NO_COLOR: '1' } })).code).toBe(0);
  });
});
