import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { newFolder, removeFolder } from '../cli/session.ts';
import { ctrlC, LARGE, type Middle, noTerminal, signalled } from './interruption.ts';

// More of the same, which takes longer, stands in `signals.long.test.ts`.

const missing = noTerminal();

/** Does something in a folder with a large wheel and a pipe, and says what else is in it afterwards. */
async function among<T>(work: (folder: string) => Promise<T>): Promise<T & { readonly left: string[] }> {
  const folder = newFolder();
  try {
    writeFileSync(join(folder, 'large.json'), LARGE);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const result = await work(folder);
    const left = readdirSync(folder).filter((name) => name !== 'large.json' && name !== 'pipe');
    return { ...result, left };
  } finally {
    removeFolder(folder);
  }
}

describe.concurrent('Ctrl-C on a terminal ends it with 130, and leaves no file', () => {
  test.for<[string, Middle, string[]]>([
    ['while it waits for a person to type a scenario', 'wait', ['simulate', '-', '--output', 'out.csv']],
    ['while it turns a large wheel', 'work', ['simulate', 'large.json', '--format', 'csv', '--output', 'out.csv']],
  ])('%s', async ([, middle, args], { expect, skip }) => {
    if (missing !== null) return skip(missing);
    const { screen, ...ended } = await among((folder) => ctrlC(args, middle, folder));
    expect(ended, screen).toEqual({ code: 130, pressed: true, left: [] });
  });
});

const RUNS = ['chance', 'hundred-per-cycle', '--runs', '1000000000', '--output', 'out.txt', '--jobs'];

describe.concurrent('a signal ends it with 128 and its number, and leaves no file', () => {
  test.for<[string, Middle, NodeJS.Signals, number, string[]]>([
    ['waits for a pipe that nobody writes to', 'wait', 'SIGTERM', 143, ['simulate', 'pipe']],
    ['waits for a pipe that nobody reads', 'wait', 'SIGINT', 130, ['simulate', 'hundred-once', '--output', 'pipe']],
    ['waits for a standard input that never ends', 'wait', 'SIGHUP', 129, ['simulate', '-', '--output', 'out.txt']],
    ['makes a billion runs on 1 thread', 'work', 'SIGINT', 130, [...RUNS, '1']],
    ['makes a billion runs on 2 threads', 'work', 'SIGINT', 130, [...RUNS, '2']],
  ])('while it %s', async ([, middle, signal, code, args], { expect }) => {
    const ended = await among((folder) => signalled(args, signal, middle, folder));
    expect(ended).toEqual({ code, sent: true, err: '', left: [] });
  });
});
