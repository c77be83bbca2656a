import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const names = COMMANDS.map(({ name }) => name);

/** A plan of which there is more to say than its numbers: a discount that is hardly meant so, and a list that ends early. */
const files = {
  'plan.json': fileWith({ discount: 12, channels: [{ id: 'paid', volume: [100, 200] }] }),
  'real.csv': 'rotation,engage\n1,90\n',
};

/** Commands that say something on standard error beside what they print. */
const TALKATIVE = [
  ['simulate', 'plan.json', '--volume', '50'],
  ['simulate', 'plan.json', '--format', 'csv', '--runs', '5'],
  ['simulate', 'lifecycle-marketing', '--format', 'csv'],
  ['chance', 'plan.json', '--format', 'csv'],
  ['compare', 'plan.json', '--volume', '50', '--runs', '5'],
  ['sweep', 'plan.json', '--vary', 'channels.paid.volume=1,2', '--exact'],
  ['solve', 'plan.json', '--vary', 'loops.word-of-mouth.perMember', '--goal', 'gain@5 = 60'],
  ['sensitivity', 'plan.json'],
  ['track', 'plan.json', 'real.csv', '--format', 'csv'],
  ['plot', 'plan.json', '-o', 'chart.json', '--runs', '5'],
  ['report', 'plan.json', '-o', 'page.html'],
  ['validate', 'plan.json'],
  ['check', 'plan.json', '--format', 'csv'],
];

describe('--quiet', () => {
  test.each(TALKATIVE)('%s %s %s %s %s %s: the same result, and silence beside it', async (...args) => {
    const line = args.filter((arg) => arg !== undefined);
    const loud = await flywheel(line, { files });
    expect(loud.err).toMatch(/note: |warning: /);
    expect(await flywheel([...line, '--quiet'], { files })).toEqual({ ...loud, err: '' });
  });

  test('may stand before the command', async () => {
    const line = ['simulate', 'plan.json', '--volume', '50'];
    const loud = await flywheel(line, { files });
    expect(await flywheel(['--quiet', ...line], { files })).toEqual({ ...loud, err: '' });
  });

  test.each([
    ['a file that is not there', ['simulate', 'nowhere.json'], 2],
    ['a flag that there is not', ['simulate', 'plan.json', '--nonsense'], 2],
    ['a value that a flag does not take', ['chance', 'plan.json', '--runs', 'many'], 2],
    ['a folder with nothing to check', ['check', 'empty'], 1],
    [
      'a goal that cannot be reached',
      ['solve', 'goal.json', '--vary', 'channels.paid.volume=1:2', '--goal', 'gain@5 = 9'],
      1,
    ],
  ])('keeps the exit code and what is said of %s', async (_what, args, code) => {
    const world = { files: { ...files, 'goal.json': fileWith(), 'empty/': '' } };
    const loud = await flywheel(args, world);
    expect(loud.code).toBe(code);
    expect(await flywheel([...args, '--quiet'], world)).toEqual(loud);
  });

  test('keeps assertions that failed, and not the warnings beside them', async () => {
    const { code, err } = await flywheel(['simulate', 'plan.json', '--quiet'], {
      files: { 'plan.json': fileWith({ discount: 12, expect: [{ metric: 'gain@5', is: 1 }] }) },
    });
    expect(code).toBe(0);
    expect(err).toMatch(/^assertion failed: .*gain@5.*\n$/);
  });
});

describe('--no-color', () => {
  const coloured = { env: { FORCE_COLOR: '1' }, outColumns: 80 };

  test('leaves a table as it is under NO_COLOR, whatever the terminal and FORCE_COLOR say', async () => {
    const line = ['simulate', 'hundred-per-cycle'];
    const plain = await flywheel(line, { env: { NO_COLOR: '1' }, outColumns: 80 });
    expect((await flywheel(line, coloured)).out).not.toBe(plain.out);
    expect(await flywheel([...line, '--no-color'], coloured)).toEqual(plain);
    expect(await flywheel(['--no-color', ...line], coloured)).toEqual(plain);
  });
});

test.each(names)('%s has them in its help, and so has the program', async (name) => {
  for (const args of [[name, '--help'], ['--help']]) {
    const { out } = await flywheel(args);
    expect(out).toMatch(/^ {2}--quiet .*notes/m);
    expect(out).toMatch(/^ {2}--no-color .*NO_COLOR/m);
  }
});

describe('-o is --output', () => {
  const writing = COMMANDS.filter(({ flags }) => flags.some(({ name }) => name === 'output')).map(({ name }) => name);

  test('of every command that has one', () => {
    expect(writing).toEqual(expect.arrayContaining(['simulate', 'chance', 'track', 'check', 'plot', 'report']));
    const letters = COMMANDS.flatMap(({ flags }) => flags.filter(({ name }) => name === 'output'));
    expect(new Set(letters.map(({ short }) => short))).toEqual(new Set(['o']));
  });

  test.each([
    ['simulate', ['plan.json']],
    ['sweep', ['plan.json', '--vary', 'channels.paid.volume=1,2']],
    ['levers', ['shop-flywheel']],
    ['check', ['plan.json']],
  ])('%s', async (command, args) => {
    const long = await flywheel([command, ...args, '--output', 'out.txt'], { files });
    expect(long.files['out.txt']).not.toBe('');
    expect(await flywheel([command, ...args, '-o', 'out.txt'], { files })).toEqual(long);
  });
});
