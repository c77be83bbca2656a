import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flywheel } from '../cli/session.ts';
import pictures from './pictures.json' with { type: 'json' };

/** Drawn and compared by `test/report/picture.test.ts`, which needs a browser. */
const PAGE = ['page.png', 'page.txt'];

const FOLDER = new URL('../../.github/pictures/', import.meta.url);

test('there is no picture but those that can be drawn anew', () => {
  expect(readdirSync(FOLDER).sort()).toEqual([...Object.keys(pictures), ...PAGE].sort());
});

test.each(Object.entries(pictures))(
  '%s is what the command draws today (else: npm run pictures)',
  async (file, args) => {
    const { files } = await flywheel(['plot', ...args, '-o', 'now.svg']);
    expect(files['now.svg']).toBe(readFileSync(new URL(file, FOLDER), 'utf8'));
  },
);
