import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import pictures from '../.build/pictures.json' with { type: 'json' };
import { flywheel } from './cli/session.ts';

/** Drawn and compared by `report/picture.test.ts`, which needs a browser. */
const PAGE = ['page.png', 'page.txt'];

const FOLDER = new URL('../scenarios/pictures/', import.meta.url);

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
