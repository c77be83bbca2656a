import { linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';
import { shell } from '../cli/shell.ts';

// The built command, asked to put its output where its input is.

const PLAN = fileWith();
const REAL = 'rotation,engage\n1,100\n';
const BUNDLED = fileURLToPath(new URL('../../scenarios/hundred-per-cycle.json', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'plan.json'), PLAN);
  writeFileSync(join(folder, 'real.csv'), REAL);
  linkSync(join(folder, 'plan.json'), join(folder, 'hard.json'));
  symlinkSync('plan.json', join(folder, 'soft.json'));
});
afterEach(() => removeFolder(folder));

describe('input stays what it is, and a message says why nothing was written', () => {
  test.each([
    ['standard input', 'flywheel simulate - --output plan.json < plan.json'],
    ['standard input by its name', 'flywheel simulate /dev/stdin --output plan.json < plan.json'],
    ['standard input that is a hard link', 'flywheel chance - --output hard.json < plan.json'],
    ['a hard link', 'flywheel levers plan.json --output hard.json'],
    ['a link', 'flywheel sensitivity soft.json --output plan.json'],
    ['an appending standard output', 'flywheel simulate plan.json >> plan.json'],
    ['both', 'flywheel simulate - < plan.json >> plan.json'],
    ['the second of two', 'flywheel compare hundred-per-cycle plan.json --output hard.json'],
    ['a chart', 'flywheel plot - -o plan.json < plan.json'],
    ['a page', 'flywheel report - -o soft.json < plan.json'],
    ['actuals', 'flywheel track plan.json real.csv --output real.csv'],
    ['actuals on standard input', 'flywheel track plan.json - --output real.csv < real.csv'],
    ['actuals, appended to', 'flywheel track plan.json - < real.csv >> real.csv'],
    ['what is checked', 'flywheel check plan.json --junit hard.json'],
    ['what is checked, appended to', 'flywheel check . >> plan.json'],
    ['a bundled scenario', `flywheel simulate hundred-per-cycle --output '${BUNDLED}'`],
  ])('%s: %s', (_what, line) => {
    const bundled = readFileSync(BUNDLED, 'utf8');
    const { code, out, err } = shell(line, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^(--output .*|--junit hard\.json|standard output) would overwrite .*: name another file\n$/);
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(PLAN);
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe(REAL);
    expect(readFileSync(BUNDLED, 'utf8')).toBe(bundled);
  });

  test('a file that standard input happens to come from is no input where that is not read', () => {
    const { code } = shell('flywheel simulate plan.json --output real.csv < real.csv', folder);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toContain('rotation,engage');
  });
});
