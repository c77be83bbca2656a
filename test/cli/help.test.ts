import { afterAll, describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { flywheel, newFolder, removeFolder, type Session } from './session.ts';

const COMMANDS = [
  ...[
    'simulate',
    'chance',
    'compare',
    'sweep',
    'solve',
    'sensitivity',
    'levers',
    'allocate',
    'track',
    'check',
    'plot',
    'report',
  ],
  ...['validate', 'metrics', 'schema', 'init', 'scenarios', 'completion'],
];

/** The lines of a help text that somebody may type as they stand, those that a \\ continues as one. */
const examplesIn = (help: string): string[] =>
  help
    .replace(/ \\\n +/g, ' ')
    .split('\n')
    .filter((line) => line.startsWith('  flywheel '));

/** Those of them that are quick: chances and exact bands may take a second or more. */
const quickOf = (examples: readonly string[]): readonly string[] =>
  examples.filter((line) => !/--bands|--spread|chance|track|levers/.test(line));

/** Runs a line as a shell would: words at spaces, and `>` for stdout into a file. */
async function typed(line: string, folder: string): Promise<Session> {
  // As a shell would: what stands in quotes is one word.
  const [, ...words] = [...line.trim().matchAll(/'([^']*)'|"([^"]*)"|\S+/g)].map(
    ([word, single, double]) => single ?? double ?? word,
  );
  const redirect = words.indexOf('>');
  const session = await flywheel(redirect === -1 ? words : words.slice(0, redirect), { folder });
  if (redirect === -1) return session;
  return flywheel(['--version'], { folder, files: { [words[redirect + 1] ?? '']: session.out } }).then(() => session);
}

const helps = await Promise.all([[], ...COMMANDS.map((name) => [name])].map((args) => flywheel([...args, '--help'])));

test('the help of the program lists every command', () => {
  const [{ out }] = helps as [Session];
  for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
});

describe.each(['', ...COMMANDS].map((name, i) => [name, helps[i] as Session] as const))(
  'flywheel %s --help',
  (name, help) => {
    const folder = newFolder();
    afterAll(() => removeFolder(folder));

    test('is a result like any other: on stdout, exit 0', () => {
      expect(help.code).toBe(0);
      expect(help.err).toBe('');
      expect(help.out).toMatch(new RegExp(`^Usage: flywheel ${name}`));
    });

    test('is the same behind "help"', async () => {
      expect((await flywheel(['help', name].filter(Boolean))).out).toBe(help.out);
    });

    test('has an example', () => {
      expect(examplesIn(help.out).length).toBeGreaterThan(0);
    });

    const examples = examplesIn(help.out);

    test.each(sized(quickOf(examples), examples))('works as printed:%s', async (line) => {
      const { code, out, err } = await typed(line, folder);
      expect(code, err).toBe(0);
      expect(out).not.toBe('');
    });

    test.each([80, 120])('fits a terminal of %i columns', async (outColumns) => {
      const { out } = await flywheel([name, '--help'].filter(Boolean), { outColumns });
      expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
    });
  },
);

test('says that the referral rate is not the share of sales', () => {
  const { out } = helps[1] as Session;
  expect(out.replace(/\s+/g, ' ')).toMatch(
    /--referral-rate .*each active member.*per rotation.*not the share of sales/,
  );
});

describe('flywheel help words', () => {
  test('explains the words that the tables use, a sentence or two each', async () => {
    const { code, out, err } = await flywheel(['help', 'words']);
    expect([code, err]).toEqual([0, '']);
    for (const word of ['CAC', 'LTV', 'payback', 'kFactor', 'retention', 'gain', 'elasticity', 'standard error'])
      expect(out).toMatch(new RegExp(`^  ${word}\\n    [A-Z].*[.]?`, 'm'));
  });

  test.each([40, 80])('in %i columns', async (outColumns) => {
    const { out } = await flywheel(['help', 'words'], { outColumns });
    expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
  });

  test('is no command of its own, and a typo is told', async () => {
    expect((await flywheel(['--help'])).out).not.toMatch(/^ {2}words/m);
    expect((await flywheel(['wrods'])).code).toBe(2);
  });
});

test('--version prints the version', async () => {
  const { code, out, err } = await flywheel(['--version']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
