import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flywheel } from './cli/session.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILT = join(ROOT, 'dist/cli');

/** Tells on standard error which files of the built command were required. */
const TELLS = `data:text/javascript,${encodeURIComponent(
  "import m from 'node:module';process.on('exit',()=>console.error(Object.keys(m.createRequire('file:///x').cache).join('\\n')))",
)}`;

function started(...args: string[]) {
  const line = ['--import', TELLS, join(ROOT, 'bin/flywheel.js'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8' });
  const files = stderr.split('\n').filter((file) => file.startsWith(BUILT));
  return { code: status, out: stdout, files: files.map((file) => file.slice(BUILT.length + 1)) };
}

test.each(['--version', '-V'])('%s loads nothing but the version, and says what the program says', async (flag) => {
  expect(started(flag)).toEqual({ code: 0, out: (await flywheel([flag])).out, files: ['main.cjs'] });
});

test('simulate loads the core alone', async () => {
  const line = ['simulate', 'hundred-per-cycle'];
  expect(started(...line)).toEqual({ code: 0, out: (await flywheel(line)).out, files: ['main.cjs', 'core.cjs'] });
});

test('every file of the built command finds what it imports', () => {
  const files = readdirSync(BUILT).filter((file) => file.endsWith('.js') && file !== 'worker.js');
  const imports = files.map((file) => `await import('./${file}');`).join('');
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', imports], {
    cwd: BUILT,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('code that was compiled when flywheel was built', () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'flywheel-'));
    for (const part of ['bin', 'dist/cli', 'scenarios'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  const compiledFiles = (): string[] => readdirSync(join(copy, 'dist/cli')).filter((file) => file.endsWith('.bin'));

  /** What the copy prints, with a part that is loaded on demand. */
  function printed(...before: string[]): string {
    const line = [...before, join(copy, 'bin/flywheel.js'), 'simulate', 'hundred-per-cycle', '--bands'];
    const { stdout, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8' });
    return stdout + stderr;
  }

  test('is there for this Node, and gives what the sources give', async () => {
    expect(compiledFiles()).toHaveLength(1);
    expect(printed()).toBe((await flywheel(['simulate', 'hundred-per-cycle', '--bands'])).out);
  });

  test.each<[string, (compiled: Buffer) => Buffer]>([
    ['is cut short', (compiled) => compiled.subarray(0, compiled.length / 2)],
    ['is empty', () => Buffer.alloc(0)],
    ['is of something else', () => Buffer.from('something else')],
    [
      'is of another version',
      (compiled) => Buffer.concat([compiled.subarray(0, 4), Buffer.alloc(8), compiled.subarray(12)]),
    ],
  ])('is not needed where it %s', (_, spoilt) => {
    const whole = printed();
    for (const file of compiledFiles().map((name) => join(copy, 'dist/cli', name))) {
      writeFileSync(file, spoilt(readFileSync(file)));
    }
    expect(printed()).toBe(whole);
  });

  test('is not needed where there is none, nor under other flags of Node', () => {
    const whole = printed();
    expect(printed('--no-opt')).toBe(whole);
    for (const file of compiledFiles()) rmSync(join(copy, 'dist/cli', file));
    expect(printed()).toBe(whole);
  });
});
