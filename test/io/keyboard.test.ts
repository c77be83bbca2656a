import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { flywheel, newFolder, removeFolder } from '../cli/session.ts';
import { CTRL_C, noTerminal, typed } from './interruption.ts';

const missing = noTerminal();

/** Three scenarios that have changed since their snapshots, and keys that somebody presses on a terminal. */
async function review(keys: string) {
  const folder = newFolder();
  const files = (overhead: number) =>
    Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.json`, fileWith({ overhead })]));
  try {
    await flywheel(['check', '--update'], { folder, files: files(1) });
    await flywheel(['--version'], { folder, files: files(2) });
    const { code, pressed, screen } = await typed(keys, ['check', '--review'], 'wait', folder);
    const accepted = ['a', 'b', 'c'].filter((name) => {
      const { inputs } = JSON.parse(readFileSync(join(folder, `${name}.snap.json`), 'utf8'));
      return inputs.overhead === 2;
    });
    return { code, pressed, accepted, screen };
  } finally {
    removeFolder(folder);
  }
}

describe.concurrent('on a terminal a review hears each key as it is pressed,', () => {
  test.for<[string, string, number, string[]]>([
    ['and ends when it is through', 'asa', 1, ['a', 'c']],
    ['and passes over those that mean nothing', ' \u001bAaa', 0, ['a', 'b', 'c']],
    ['Ctrl-C ends it at once, and what was accepted is whole', `a${CTRL_C}`, 130, ['a']],
    ['Ctrl-D is nobody at the keyboard any more', 'a\u0004', 1, ['a']],
  ])('%s', async ([, keys, code, accepted], { expect, skip }) => {
    if (missing !== null) return skip(missing);
    const { screen, ...ended } = await review(keys);
    expect(ended, screen).toEqual({ code, pressed: true, accepted });
  });
});
