import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
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
