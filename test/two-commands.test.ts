import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { whenLong } from './cases.ts';
import { flywheel } from './cli/session.ts';
import { plainEnvironment } from './machine.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flywheel-clone-')));
afterAll(() => rmSync(folder, { recursive: true }));

/** What somebody types in a folder. npm has no network, and nothing that it knows from before. */
function typed(cwd: string, ...[program, ...args]: [string, ...string[]]) {
  const env = { ...plainEnvironment(folder), npm_config_offline: 'true', npm_config_update_notifier: 'false' };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

describe('in a fresh clone, before npm ci', () => {
  for (const part of ['bin', '.build', 'package.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });

  test.each([
    ['the command', ['node', 'bin/flywheel.js', 'simulate', 'hundred-per-cycle']],
    ['npm start', ['npm', 'start']],
    ['npm test', ['npm', 'test']],
    ['npx flywheel', ['npx', 'flywheel', 'scenarios']],
  ] as [string, [string, ...string[]]][])('%s says in one line what to do first', (_what, line) => {
    const { code, err } = typed(folder, ...line);
    expect({ code, err }).toEqual({ code: 2, err: `flywheel is not built yet: run npm ci in ${folder}\n` });
  });
});

describe('after npm ci', () => {
  const builtAt = (): number => statSync(join(ROOT, 'dist/cli/main.cjs')).mtimeMs;

  test('npm start shows the worked example', async () => {
    const { code, out, err } = typed(ROOT, 'npm', 'start', '--silent');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe((await flywheel(['simulate', 'hundred-per-cycle'])).out);
  });

  whenLong(() => {
    whenLong(() => {
      test.each([
        ['npm start passes on what follows --', ['npm', 'start', '--silent', '--']],
        ['npx flywheel is the command, without a link or a network', ['npx', 'flywheel']],
      ] as [string, [string, ...string[]]][])('%s, and its exit code', async (_what, command) => {
        const line = ['simulate', 'shop-flywheel', '--rotations', '3'];
        const before = builtAt();
        const { code, out } = typed(ROOT, ...command, ...line);
        expect({ code, out }).toEqual({ code: 0, out: (await flywheel(line)).out });
        expect(builtAt(), 'it is not built again').toBe(before);
        expect(typed(ROOT, ...command, 'simulate', 'no-such-scenario').code).toBe(2);
      });
    });
  });
});

test('no package runs a script on installing that package.json does not decide on', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { allowScripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const scripted = Object.keys(packages).filter((path) => packages[path].hasInstallScript);
  // The package itself builds, which npm asks nobody about.
  const names = scripted.filter((path) => path !== '').map((path) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(allowScripts)).toEqual(names);
});
