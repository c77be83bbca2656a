import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fileWith } from './example.ts';
import { flywheel } from './session.ts';

const words = [
  'Aware',
  'Visit',
  'Signup',
  'Trial',
  'Purchase',
  'Support',
  'Renewal',
  'Loyalty',
  'Referral',
  'Advocacy',
];
const stages = words.map((label, i) => ({ id: label.toLowerCase(), label, ...(i > 0 && { conversion: 0.9 }) }));
const loops = [{ id: 'friends', type: 'referral', from: 'advocacy', to: 'aware', perMember: 1 }];

/** Ten stages, more than a terminal has room for. */
const long = { 'plan.json': fileWith({ stages, loops, name: 'From the first glance to the last renewal '.repeat(4) }) };

const widest = (out: string): number => Math.max(...out.split('\n').map((line) => line.length));
const headerOf = (out: string): string[] =>
  (out.split('\n').find((line) => line.startsWith('Rotation')) ?? '').trim().split(/\s+/);

describe.each([40, 80])('on a terminal of %i columns', (outColumns) => {
  const env = { NO_COLOR: '1' };

  test('no line is longer than the terminal', async () => {
    const { code, out } = await flywheel(['simulate', 'plan.json'], { files: long, outColumns, env });
    expect(code).toBe(0);
    expect(widest(out)).toBeLessThanOrEqual(outColumns);
  });

  test('columns that have no room are named, and the most important stay', async () => {
    const { out } = await flywheel(['simulate', 'plan.json'], { files: long, outColumns, env });
    const header = headerOf(out);
    expect(header).toEqual(expect.arrayContaining(['Rotation', 'Aware', 'Gain', 'Advocacy']));
    const [, left = ''] = /Not shown for lack of room: ([^.]*)\./.exec(out.replaceAll('\n', ' ')) ?? [];
    const missing = words.filter((word) => !header.includes(word));
    expect(left.split(/,\s+/).sort()).toEqual(['Active advocacy', ...missing].sort());
  });

  test.each([
    ['long labels', 'x'.repeat(200)],
    ['labels of many words', 'people who came back '.repeat(10)],
    ['labels that begin with a space', ` ${'indented '.repeat(20)}`],
  ])('%s do not make a line longer than it', async (_what, label) => {
    const files = {
      'plan.json': fileWith({ name: label, stages: stages.map((stage) => ({ ...stage, label })), loops }),
    };
    const { out } = await flywheel(['simulate', 'plan.json'], { files, outColumns, env });
    expect(widest(out)).toBeLessThanOrEqual(outColumns);
  });

  test('wide characters count for two', async () => {
    const label = '推荐朋友的忠实客户';
    const files = {
      'plan.json': fileWith({ name: label, stages: stages.map((stage) => ({ ...stage, label })), loops }),
    };
    const { out } = await flywheel(['simulate', 'plan.json'], { files, outColumns, env });
    const columnsOf = (line: string): number =>
      [...line].reduce((sum, c) => sum + (/\p{Script=Han}/u.test(c) ? 2 : 1), 0);
    expect(Math.max(...out.split('\n').map(columnsOf))).toBeLessThanOrEqual(outColumns);
    expect(out).toContain('推荐');
  });
});

test('in a pipe nothing is left out', async () => {
  const { out } = await flywheel(['simulate', 'plan.json'], { files: long });
  expect(headerOf(out)).toEqual(['Rotation', 'Aware', 'Gain', ...words.slice(1), 'Active', 'advocacy']);
  expect(out).not.toContain('Not shown');
});

test('on a terminal wide enough the table is the one in a pipe', async () => {
  const piped = await flywheel(['simulate', 'hundred-per-cycle']);
  const wide = await flywheel(['simulate', 'hundred-per-cycle'], { outColumns: 200, env: { NO_COLOR: '1' } });
  expect(wide.out).toBe(piped.out);
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const coloured = async (outColumns: number | undefined, env: Record<string, string>, ...args: string[]) => {
    const world = { env, ...(outColumns !== undefined && { outColumns }) };
    return (await flywheel(['simulate', 'hundred-per-cycle', ...args], world)).out.includes(ESCAPE);
  };

  test.each<[string, number | undefined, Record<string, string>, boolean]>([
    ['on a terminal', 80, {}, true],
    ['in a pipe', undefined, {}, false],
    ['on a terminal with NO_COLOR', 80, { NO_COLOR: '1' }, false],
    ['on a terminal with NO_COLOR=0, which is not empty', 80, { NO_COLOR: '0' }, false],
    ['on a terminal with an empty NO_COLOR, which counts as none', 80, { NO_COLOR: '' }, true],
    ['in a pipe with FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, true],
    ['in a pipe with an empty FORCE_COLOR, which counts as none', undefined, { FORCE_COLOR: '' }, false],
    ['on a terminal with FORCE_COLOR=0', 80, { FORCE_COLOR: '0' }, false],
    ['on a dumb terminal', 80, { TERM: 'dumb' }, false],
  ])('%s', async (_where, outColumns, env, wanted) => {
    expect(await coloured(outColumns, env)).toBe(wanted);
  });

  test.each(['csv', 'markdown', 'json'])('has no place in %s', async (format) => {
    expect(await coloured(80, { FORCE_COLOR: '1' }, '--format', format)).toBe(false);
  });

  test('is all that differs', async () => {
    const plain = await flywheel(['simulate', 'hundred-per-cycle']);
    const { out } = await flywheel(['simulate', 'hundred-per-cycle'], { env: { FORCE_COLOR: '1' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for
    expect(out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
  });
});

test('colours change no letter and no blank: a header stands over its column, however narrowly the table fits', async () => {
  const args = ['simulate', 'shop-flywheel', '--view', 'money', '--set', 'start=2027-01'];
  for (let outColumns = 40; outColumns <= 80; outColumns += 4) {
    const { out } = await flywheel(args, { outColumns, env: { FORCE_COLOR: '1' } });
    expect(out).not.toBe(stripVTControlCharacters(out));
    expect(stripVTControlCharacters(out)).toBe((await flywheel(args, { outColumns, env: { NO_COLOR: '1' } })).out);
  }
});
