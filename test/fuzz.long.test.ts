import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A report of `npm run fuzz`, and its exit code. */
function fuzz(inputs: number, env: Readonly<Record<string, string>> = {}) {
  const args = ['run', '--silent', 'fuzz', '--', `${inputs}`];
  const ran = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

test('10,000 random files and command lines come to no fault', () => {
  const { code, out, err } = fuzz(10_000);
  expect(out, err).toMatch(/^seed \d+: 10000 inputs tried in \d+ s$/m);
  expect(out).toMatch(/^outcomes: \d+ with exit code 0, (\d+ with exit code 1, )?\d+ with exit code 2$/m);
  expect(out).toMatch(/^0 faults$/m);
  expect(code).toBe(0);
});

// The net holds what it is there to hold: a program that has one of these faults for one input in many.
test.each([
  ['hang', /FAULT it hangs/],
  ['exit', /FAULT the process dies \(3\)/],
  ['memory', /FAULT the process dies \(SIGABRT\)/],
  ['code', /FAULT exit code 70/],
])('a program with the fault "%s" is found out, with an input to show it', (fault, message) => {
  const { code, out, err } = fuzz(40, { FLYWHEEL_FUZZ_FAULT: fault });
  expect(out, err).toMatch(message);
  expect(out).toMatch(/to see it: cd \S+ && flywheel (schema|scenarios|completion|help)/);
  expect(code).toBe(1);
});
