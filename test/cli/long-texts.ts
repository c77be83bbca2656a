/** Long texts that mean nothing, for every flag that takes a text. What takes time squared in them does not come to an end. */

import type { Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { processIo } from '../../src/io/io.ts';
import { fileWith } from './example.ts';
import { flywheel } from './session.ts';

const files = { 'plan.json': fileWith(), 'real.csv': 'rotation,engage\n1,90\n' };

/** Command lines that work, to which a flag is added. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  simulate: ['plan.json'],
  chance: ['plan.json', 'gain@5 at least 47'],
  compare: ['plan.json', '--volume', '50'],
  sweep: ['plan.json', '--vary', 'market.size=5000,6000'],
  solve: ['plan.json', '--vary', 'channels.paid.volume', '--goal', 'gain = 60'],
  sensitivity: ['plan.json'],
  levers: ['plan.json'],
  allocate: ['coffee-subscription'],
  track: ['plan.json', 'real.csv'],
  check: ['plan.json'],
  plot: ['plan.json', '--chart', 'bands', '--output', 'chart.svg'],
  report: ['plan.json', '--output', 'page.html'],
  validate: ['plan.json'],
  metrics: ['plan.json'],
  schema: [],
  init: ['mine.yaml'],
  scenarios: [],
  completion: ['bash'],
};

const LENGTH = 100_000;
const filled = (unit: string): string => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

type LongText = readonly [name: string, text: string];

export const TEXTS: readonly LongText[] = [
  ['digits', `${filled('1')}x`],
  ['digits and points', filled('1.')],
  ...[
    ' ',
    '.',
    ',',
    'a=a=',
    'a=1,',
    '@',
    '(',
    '"',
    "'",
    '\\',
    '-',
    '%',
    '[',
    '{"a":',
    'chance of ',
    'a.b.',
    '\u0001',
    'é😀',
  ].map((unit): [string, string] => [`${JSON.stringify(unit)} again and again`, filled(unit)]),
  ['a metric and blanks', `gain${filled(' ')}x`],
  ['a chance and blanks', `chance of${filled(' ')}x`],
  ['a goal and blanks', `gain@5${filled(' ')}at${filled(' ')}least`],
  ['a number and blanks', `1${filled(' ')}/`],
  ['a range of digits', `channels.paid.volume=${filled('1')}:2:x`],
  ['a number of digits for a name', `acquire=${filled('1')}e`],
];

const commands: readonly Command[] = makeProgram(processIo(), ['help', ...Object.keys(LINES)]).commands.filter(
  (command) => command.name() !== 'words',
);
const takingText = (command: Command): Option[] =>
  command.options.filter(({ required, optional }) => required || optional);

/** Bad input: what is said of it is short. What takes time squared does not come to an end here. */
async function expectRefused(args: readonly string[]): Promise<void> {
  const { code, out, err } = await flywheel(args, { files });
  expect({ code, out: out.slice(0, 100) }, err.slice(0, 2000)).toEqual({ code: 2, out: '' });
  const [longest] = err.split('\n').sort((a, b) => b.length - a.length);
  expect(longest.length, longest.slice(0, 2000)).toBeLessThan(1000);
}

/** Tries these texts for every flag and every argument of every command. */
export function refusesLong(texts: readonly LongText[]): void {
  test('every command is tried', () => {
    expect(commands.map((command) => command.name())).toEqual(Object.keys(LINES));
  });

  describe.each(
    commands.filter((command) => takingText(command).length > 0).map((command) => [command.name(), command] as const),
  )('flywheel %s', (name, command) => {
    test.each(takingText(command).map(({ long }) => long ?? ''))(
      '%s is refused for a long text that means nothing, shortly',
      async (flag) => {
        for (const [, text] of texts) await expectRefused([name, ...LINES[name], flag, text]);
      },
    );
  });

  test.each([
    ['a command', []],
    ['a scenario', ['simulate']],
    ['a goal', ['chance', 'plan.json']],
    ['another scenario', ['compare', 'plan.json']],
    ['a table', ['track', 'plan.json']],
    ['a path to validate', ['validate']],
    ['a shell', ['completion']],
  ])('%s is refused for a long text that means nothing, shortly', async (_what, before) => {
    for (const [, text] of texts.filter(([, text]) => !text.startsWith('-'))) await expectRefused([...before, text]);
  });
}
