import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recipe, steps } from './recipe.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

/** A file of the team's repository. */
function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** What a build makes of the repository: the steps one after the other until one fails. */
function build(): { status: number; out: string } {
  const env = { ...process.env, CI: 'true' };
  let out = '';
  for (const step of steps) {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', step], { cwd: folder, env, encoding: 'utf8' });
    out += stdout + stderr;
    if (status !== 0) return { status: status ?? -1, out };
  }
  return { status: 0, out };
}

/** What a person runs on their own machine. */
const accept = (): void => {
  const env = { ...process.env, CI: '' };
  execFileSync('bash', ['-c', 'npx flywheel check plans --update'], { cwd: folder, env, stdio: 'ignore' });
};

const plan = (conversion: number): string => {
  const scenario = JSON.parse(readFileSync(join(root, 'scenarios/hundred-per-cycle.json'), 'utf8'));
  scenario.stages[1].conversion = conversion;
  scenario.expect = [{ metric: 'gain@5', atLeast: 40 }];
  return `${JSON.stringify(scenario, null, 2)}\n`;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flywheel-team-'));
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  put(
    'package.json',
    JSON.stringify({ name: 'team', devDependencies: { flywheel: `file:${packed.trim().split('\n').at(-1)}` } }),
  );
  put('.github/workflows/plans.yml', recipe);
  put('plans/growth.json', plan(0.3));
  put('plans/notes.json', '{ "not": "a scenario" }');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the build is red without a snapshot, green with one, red on a changed promise, green once that is accepted', () => {
  expect(build()).toMatchObject({ status: 1, out: expect.stringContaining('plans/growth.json') });
  accept();
  expect(build().status).toBe(0);
  put('plans/growth.json', plan(0.31));
  const red = build();
  expect(red.status).toBe(1);
  expect(red.out).toMatch(/^::error file=plans\/growth\.json,.*/m);
  accept();
  expect(build().status).toBe(0);
  // A broken promise is not accepted by --update.
  put('plans/growth.json', plan(0.2));
  spawnSync('bash', ['-c', 'npx flywheel check plans --update'], { cwd: folder, env: { ...process.env, CI: '' } });
  expect(build()).toMatchObject({ status: 1, out: expect.stringContaining('gain@5') });
  // A file that cannot be read is another colour of red.
  put('plans/growth.json', '{ "stages": ');
  expect(build().status).toBe(2);
  expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain('<testsuite');
});
