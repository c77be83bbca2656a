import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { newFolder, removeFolder } from '../cli/session.ts';
import { ctrlC, LARGE, type Middle, noTerminal, PROMISES, signalled } from './interruption.ts';

/** Does something in a folder with wheels and pipes, and says what else is in it afterwards. */
async function among<T>(work: (folder: string) => Promise<T>): Promise<T & { readonly left: string[] }> {
  const folder = newFolder();
  try {
    writeFileSync(join(folder, 'large.json'), LARGE);
    writeFileSync(join(folder, 'promises.json'), PROMISES);
    execFileSync('mkfifo', [join(folder, 'pipe.json'), join(folder, 'pipe.svg')]);
    const result = await work(folder);
    return { ...result, left: readdirSync(folder).filter((name) => !/^(large|promises|pipe)\.\w+$/.test(name)) };
  } finally {
    removeFolder(folder);
  }
}

const missing = noTerminal();
const longWheel = ['hundred-per-cycle', '--rotations', '3000', '--retention', '50%'];
const runs = ['chance', 'hundred-per-cycle', '--runs', '1000000000', '--output', 'out.csv'];

/** What may be under way when somebody wants it to end. */
const MIDDLES: [string, Middle, string[]][] = [
  ['waits for a person to type a scenario', 'wait', ['simulate', '-']],
  ['waits for a person to type what really happened', 'wait', ['track', 'hundred-per-cycle', '-']],
  ['waits for a pipe that nobody writes to', 'wait', ['validate', 'pipe.json']],
  ['waits for a pipe that nobody reads', 'wait', ['plot', 'hundred-per-cycle', '-o', 'pipe.svg']],
  ['turns a large wheel', 'work', ['simulate', 'large.json', '--format', 'json', '--output', 'out.json']],
  ['turns a large wheel for its snapshot', 'work', ['check', 'large.json', '--update']],
  ['keeps a thousand promises', 'work', ['simulate', 'promises.json', '--output', 'out.csv']],
  ['checks a thousand promises', 'work', ['check', 'promises.json', '--junit', 'out.xml', '--output', 'out.txt']],
  ['looks for exact bands of a long wheel', 'work', ['chance', ...longWheel, '--output', 'out.csv']],
  [
    'looks for the bands of a sweep',
    'work',
    ['sweep', ...longWheel, '--bands', '--vary', 'channels.paid.volume=1:9:1'],
  ],
  ['draws runs of a large wheel', 'work', ['simulate', 'large.json', '--bands', '--runs', '1000', '--jobs', '1']],
  ['draws runs on 1 thread', 'work', [...runs, '--jobs', '1']],
  ['draws runs on 2 threads', 'work', [...runs, '--jobs', '2']],
  ['moves every number of a large wheel', 'work', ['sensitivity', 'large.json', '--metric', 's199@10000']],
];

describe.concurrent('Ctrl-C on a terminal ends it with 130, and leaves no file', () => {
  test.for(MIDDLES)('while it %s', async ([, middle, args], { expect, skip }) => {
    if (missing !== null) return skip(missing);
    const { screen, ...ended } = await among((folder) => ctrlC(args, middle, folder));
    expect(ended, screen).toEqual({ code: 130, pressed: true, left: [] });
  });
});

describe.concurrent('SIGTERM ends it with 143, and leaves no file', () => {
  test.for(MIDDLES)('while it %s', async ([, middle, args], { expect }) => {
    const ended = await among((folder) => signalled(args, 'SIGTERM', middle, folder));
    expect(ended).toMatchObject({ code: 143, sent: true, left: [] });
  });
});
