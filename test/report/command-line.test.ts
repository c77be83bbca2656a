import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { shellWord } from '../../src/output/format/shell-quote.ts';
import { commandLine, fileNameFor } from '../../src/report/command-line.ts';
import { cases } from '../cases.ts';
import { plainEnvironment } from '../machine.ts';

test('what the page changed comes after the flags that it was made with, then levers and bands', () => {
  const line = commandLine(
    { source: 'plan.json', flags: [{ name: 'rotations', value: '12' }] },
    [{ name: 'volume', value: 'paid=200' }],
    [
      { lever: 'note', from: 1 },
      { lever: 'series', from: 3 },
    ],
    true,
  );
  expect(line).toBe('flywheel simulate plan.json --rotations 12 --volume paid=200 --with note,series@3 --bands');
});

test('a file whose name starts like a flag is named with its folder, standard input is not', () => {
  const named = (source: string): string => commandLine({ source, flags: [] }, [], [], false);
  expect(named('-x.json')).toBe('flywheel simulate ./-x.json');
  expect(named('-')).toBe('flywheel simulate -');
});

/** Shells that people paste into, without anybody's settings. */
const SHELLS = [['bash'], ['zsh', '-f']];

/** What a shell takes a line for. */
const words = ([shell, ...options]: readonly string[], line: string): string[] =>
  execFileSync(shell, [...options, '-c', `printf '%s\\0' ${line}`], { encoding: 'utf8', env: plainEnvironment('/') })
    .split('\0')
    .slice(0, -1);

describe.each(SHELLS.map((shell) => ({ name: shell[0], shell })))('in $name', ({ name, shell }) => {
  const here = spawnSync(name, ['-c', ':']).status === 0;
  beforeEach(({ skip }) => skip(!here, `the copied command in ${name} (apt-get install ${name})`));

  test('a shell gives every word back as it was, and runs none of it', () => {
    const texts = [
      '',
      ' ',
      "it's",
      '$(echo no)',
      '`echo no`',
      '$HOME',
      '~',
      '~root',
      '=ls',
      '=x.json',
      '=',
      'a=~',
      '{a,b}',
      '[a]^',
      '%1',
      '*',
      'a\nb',
      "\t'\\",
      '!!',
      '#',
      'a;b|c&d>e',
      'Größe',
      '--x',
    ];
    expect(words(shell, texts.map(shellWord).join(' '))).toEqual(texts);
  });

  test('so it does for any text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 200, maxLength: 200 }), (texts) => {
        expect(words(shell, texts.map(shellWord).join(' '))).toEqual(texts);
      }),
      { numRuns: cases(5) },
    );
  });
});

test('a pasted command is one line that moves no cursor', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(shellWord('a\nrm -rf\r\u001b[A')).not.toMatch(/[\u0000-\u001f]/);
});

test.each([
  ['../plans/plan.yaml', 'plan-changed.json'],
  ['hundred-per-cycle', 'hundred-per-cycle-changed.json'],
  ['C:\\plans\\my plan.json', 'my-plan-changed.json'],
  ['-', 'scenario-changed.json'],
  ['<b>.json', 'b-changed.json'],
  ['...', 'scenario-changed.json'],
])('the scenario of %s is saved as %s', (source, name) => {
  expect(fileNameFor(source)).toBe(name);
});
