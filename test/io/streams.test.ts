import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';
import { shell } from '../cli/shell.ts';

// The built command, and what its exit code says when nobody reads what it prints, or nothing can be printed.

let folder = '';
beforeAll(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'good.json'), fileWith());
  writeFileSync(join(folder, 'failing.json'), fileWith({ expect: [{ metric: 'gain@5', is: 1, within: 0.5 }] }));
  writeFileSync(join(folder, 'bad.json'), fileWith({ rotations: 0 }));
});
afterAll(() => removeFolder(folder));

const UNREACHED = 'flywheel solve good.json --vary stages.acquire.conversion=20%:30% --goal "gain@5 = 1000"';

/** Command lines, and what each comes to. */
const FEW: [number, string][] = [
  [1, 'flywheel check failing.json'],
  [2, 'flywheel check failing.json bad.json'],
];
const CODES = sized(FEW, [
  ...FEW,
  [0, 'flywheel simulate good.json'],
  [0, 'flywheel simulate failing.json --format json'],
  [0, 'flywheel --help'],
  [1, UNREACHED],
  [2, 'flywheel simulate good.json --format nonsense'],
]);

const WRITTEN: [string, string][] = [
  ['picture.svg', 'flywheel plot good.json -o picture.svg'],
  ['mine.yaml', 'flywheel init mine.yaml'],
];

describe('the code is what the work came to', () => {
  test.each(CODES)('%i: %s, whose reader has left', (code, line) => {
    expect(shell(`${line} 2>/dev/null | true`, folder).code).toBe(code);
  });

  test.each(CODES)('%i: %s, whose messages nobody reads', (code, line) => {
    expect(shell(`{ ${line} 2>&1 >&3 | true; } 3>/dev/null`, folder).code).toBe(code);
  });

  test.each(CODES)('%i: %s, with a full disk for its messages', (code, line) => {
    expect(shell(`${line} 2>/dev/full >/dev/null`, folder).code).toBe(code);
  });
});

test.each(
  sized(WRITTEN, [
    ...WRITTEN,
    ['page.html', 'flywheel report good.json -o page.html'],
    ['picture.png', 'flywheel plot good.json -o picture.png'],
  ]),
)('%s is written, whether or not that can be said on standard output', (file, line) => {
  expect(shell(`${line} >/dev/full`, folder)).toEqual({ code: 0, out: '', err: '' });
  expect(readdirSync(folder)).toContain(file);
});

test('a check whose result cannot be printed writes no report either', () => {
  const { code, err } = shell('flywheel check failing.json --junit report.xml >/dev/full', folder);
  expect({ code, err }).toEqual({ code: 2, err: 'standard output cannot be written: the disk is full\n' });
  expect(readdirSync(folder)).not.toContain('report.xml');
});

test('a check whose reader has left writes its report', () => {
  expect(shell('flywheel check failing.json --junit unread.xml | true', folder).code).toBe(1);
  expect(readdirSync(folder)).toContain('unread.xml');
});
