import { expect, test } from 'vitest';
import { flywheel } from '../../cli/session.ts';

test('--spread gives the same bytes on any number of threads', async () => {
  const files = { 'a.csv': 'rotation,engage,acquire\n1,103,28\n2,130,35\n' };
  const flags = ['--spread', '0.1', '--runs', '20001', '--format', 'json', '--jobs'];
  const run = (jobs: string) => flywheel(['track', 'hundred-per-cycle', 'a.csv', ...flags, jobs], { files });
  const [one, ...more] = [await run('1'), await run('2'), await run('3')];
  expect(JSON.parse(one.out)).toMatchObject({ method: 'monte-carlo', spread: 0.1, runs: 20_001 });
  for (const other of more) expect(other.out).toBe(one.out);
});
