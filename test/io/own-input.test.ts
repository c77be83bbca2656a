import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';
import { shell } from '../cli/shell.ts';

// The built command, asked to put its output where its input is. More ways stand in `own-input.long.test.ts`.

const PLAN = fileWith();
const REAL = 'rotation,engage\n1,100\n';

let folder = '';
beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'plan.json'), PLAN);
  writeFileSync(join(folder, 'real.csv'), REAL);
});
afterEach(() => removeFolder(folder));

describe('input stays what it is, and a message says why nothing was written', () => {
  test.each([
    ['standard input', 'flywheel simulate - --output plan.json < plan.json'],
    ['an appending standard output', 'flywheel simulate plan.json >> plan.json'],
    ['actuals on standard input', 'flywheel track plan.json - --output real.csv < real.csv'],
  ])('%s: %s', (_what, line) => {
    const { code, out, err } = shell(line, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^(--output .*|standard output) would overwrite .*: name another file\n$/);
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(PLAN);
    expect(readFileSync(join(folder, 'real.csv'), 'utf8')).toBe(REAL);
  });
});
