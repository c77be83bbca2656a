import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';

const folder = newFolder();
afterAll(() => removeFolder(folder));

const many = <Item>(count: number, item: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => item(i));

/** Has a process say its peak of memory at its end, in kB. */
const PEAK = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS))';

test.each([
  ['json', 600_000_000],
  ['csv', 200_000_000],
])('at the limits a result as %s is written within 1 GiB', (format, bytes) => {
  const plan = join(folder, 'plan.json');
  const output = join(folder, `result.${format}`);
  const setup = join(folder, 'peak.cjs');
  writeFileSync(setup, PEAK);
  writeFileSync(
    plan,
    fileWith({
      rotations: 10_000,
      channels: many(4, (i) => ({ id: `c${i}`, volume: 10 + 1.7 * i })),
      stages: many(200, (i) => ({
        id: `s${i}`,
        ...(i > 0 && { conversion: 0.99 }),
        ...(i === 199 && { retention: 0.5 }),
      })),
      loops: [{ id: 'word', type: 'referral', from: 's199', to: 's0', perMember: 0.03 }],
    }),
  );
  const script = 'node "$@" 2>&1 >/dev/null | tail -c 100';
  const args = ['--require', setup, 'bin/flywheel.js', 'simulate', plan, '--format', format, '--output', output];
  const said = execFileSync('bash', ['-c', script, 'bash', ...args], { encoding: 'utf8' });
  expect(Number(/peak (\d+)/.exec(said)?.[1])).toBeLessThan(2 ** 20);
  expect(statSync(output).size).toBeGreaterThan(bytes);
});
