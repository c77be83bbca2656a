import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ctrlC, LARGE, noTerminal, signalled } from './interruption.ts';
import { newFolder, removeFolder } from './session.ts';

// More of the same, which takes longer, stands in `signals.long.test.ts`.

let folder = '';
beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'large.json'), LARGE);
});
afterEach(() => removeFolder(folder));

const missing = noTerminal();

describe('Ctrl-C on a terminal ends it with 130, and leaves no file', () => {
  test.for<[string, 'work' | 'wait', string[]]>([
    ['while it waits for a person to type a scenario', 'wait', ['simulate', '-', '--output', 'out.csv']],
    ['while it turns a large wheel', 'work', ['simulate', 'large.json', '--format', 'csv', '--output', 'out.csv']],
  ])('%s', async ([, middle, args], { skip }) => {
    if (missing !== null) return skip(missing);
    const { code, pressed, screen } = await ctrlC(args, middle, folder);
    expect({ code, pressed }, screen).toEqual({ code: 130, pressed: true });
    expect(readdirSync(folder)).toEqual(['large.json']);
  });
});

test.for<[string, NodeJS.Signals, number, string[]]>([
  ['a pipe that nobody writes to', 'SIGTERM', 143, ['simulate', 'pipe']],
  ['a pipe that nobody reads', 'SIGINT', 130, ['simulate', 'hundred-per-cycle', '--output', 'pipe']],
  ['a standard input that never ends', 'SIGHUP', 129, ['simulate', '-']],
])('while it waits for %s, %s ends it with %i', async ([, signal, code, args]) => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await signalled(args, signal, 'wait', folder)).toEqual({ code, sent: true, err: '' });
  expect(readdirSync(folder)).toEqual(['large.json', 'pipe']);
});

test.each(['1', '2'])('while it makes a billion runs on %s threads, SIGINT ends it with 130', async (jobs) => {
  const args = ['chance', 'hundred-per-cycle', '--runs', '1000000000', '--jobs', jobs, '--output', 'chance.txt'];
  expect(await signalled(args, 'SIGINT', 'work', folder)).toEqual({ code: 130, sent: true, err: '' });
  expect(readdirSync(folder)).toEqual(['large.json']);
});
