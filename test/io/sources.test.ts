import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';

/** The worked example as somebody would write it in YAML. */
const YAML = `# ours
name: One hundred engaged per cycle
rotations: 5
channels:
  - id: paid
    volume: 100
stages:
  - id: engage
  - { id: acquire, conversion: 30% }
  - id: nurture
    conversion: 0.75
  - id: advocate
    conversion: 45 %
loops:
  - { id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1, offspring: fixed }
`;

describe('the same scenario gives the same bytes', () => {
  test.each([['table'], ['csv'], ['markdown'], ['json']])('from JSON and from YAML (%s)', async (format) => {
    const files = { 'plan.json': fileWith(), 'plan.yaml': YAML, 'plan.yml': YAML };
    const outputs = ['plan.json', 'plan.yaml', 'plan.yml'].map((file) =>
      flywheel(['simulate', file, '--format', format], { files }),
    );
    const [json, yaml, yml] = await Promise.all(outputs);
    expect(json?.code).toBe(0);
    expect(yaml?.out).toBe(json?.out);
    expect(yml?.out).toBe(json?.out);
  });

  test.each([
    ['JSON', fileWith()],
    ['YAML', YAML],
  ])('from standard input (%s)', async (_format, stdin) => {
    const piped = await flywheel(['simulate', '-', '--format', 'json'], { stdin });
    const named = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files: { 'plan.json': fileWith() } });
    expect(piped.code).toBe(0);
    expect(piped.out).toBe(named.out);
  });

  test('with a byte order mark, with Windows line ends, and under any file name', async () => {
    const named = await flywheel(['simulate', '-', '--format', 'csv'], { stdin: fileWith() });
    for (const stdin of [`\ufeff${fileWith()}`, fileWith().replaceAll('\n', '\r\n'), YAML.replaceAll('\n', '\r\n')]) {
      expect((await flywheel(['simulate', '-', '--format', 'csv'], { stdin })).out).toBe(named.out);
    }
    const files = { plan: fileWith(), 'plan.txt': YAML };
    expect((await flywheel(['simulate', 'plan', '--format', 'csv'], { files })).out).toBe(named.out);
    expect((await flywheel(['simulate', 'plan.txt', '--format', 'csv'], { files })).out).toBe(named.out);
  });
});

test('a path wins over a bundled name', async () => {
  const files = { 'hundred-per-cycle': fileWith({ name: 'Mine', rotations: 1 }) };
  const { code, out } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'json'], { files });
  expect(code).toBe(0);
  expect(JSON.parse(out).scenario).toEqual({ name: 'Mine', rotations: 1, with: [] });
});

test('a folder of the same name as a bundled scenario is named as a folder', async () => {
  const { code, err } = await flywheel(['simulate', 'hundred-per-cycle'], { files: { 'hundred-per-cycle/': '' } });
  expect(code).toBe(2);
  expect(err).toMatch(/hundred-per-cycle is a folder/);
});

test('an error on standard input names it, with line and column', async () => {
  const { code, out, err } = await flywheel(['simulate', '-'], { stdin: '{ "rotations": 5,\n  "stagse": [] }' });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/stdin:2:3 unknown key "stagse" \(did you mean stages\?\)/);
});

test('nothing on standard input is an error that says how to begin', async () => {
  const { code, out, err } = await flywheel(['simulate', '-'], { stdin: '' });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/stdin:1:1 .*empty.*flywheel init/);
});

test.each([
  ['mine', 'mine.yaml'],
  ['mine.ymal', 'mine.yaml'],
  ['sub/plan', 'sub/plan-2027.json'],
  ['hundred-onse', 'hundred-once'],
])('for %s, which is not there, it asks for %s', async (name, meant) => {
  const files = { 'mine.yaml': YAML, 'mine.txt': '', 'sub/plan-2027.json': fileWith() };
  const { code, out, err } = await flywheel(['simulate', name], { files });
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe(`there is no file or bundled scenario "${name}" (did you mean ${meant}?)\n`);
});

test('where nothing is near, the bundled scenarios are named', async () => {
  const { err } = await flywheel(['simulate', 'nowhere/xyzzy'], { files: { 'mine.yaml': YAML } });
  expect(err).toContain('(there are coffee-subscription, customer-lifecycle, ');
});

test('links that lead in a circle are said to do so', async () => {
  const folder = newFolder();
  symlinkSync('there.json', join(folder, 'here.json'));
  symlinkSync('here.json', join(folder, 'there.json'));
  const { code, out, err } = await flywheel(['simulate', 'here.json'], { folder });
  removeFolder(folder);
  expect({ code, out, err }).toEqual({
    code: 2,
    out: '',
    err: 'here.json cannot be read: its links lead in a circle\n',
  });
});
