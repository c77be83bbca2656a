import { expect, test } from 'vitest';
import { flywheel } from '../../cli/session.ts';

async function listed(): Promise<{ name: string; title: string }[]> {
  const { out } = await flywheel(['scenarios']);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => /^(\S+) {2,}(.*)$/.exec(line) ?? [])
    .map(([, name = '', title = '']) => ({ name, title }));
}

test('lists the worked example by the name that commands take, with its title', async () => {
  const { code, err } = await flywheel(['scenarios']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(await listed()).toContainEqual({ name: 'hundred-per-cycle', title: 'One hundred engaged per cycle' });
});

test('every scenario in the list runs under its title and keeps its promises', async () => {
  for (const { name, title } of await listed()) {
    const { code, out } = await flywheel(['simulate', name, '--format', 'json']);
    expect(code, name).toBe(0);
    const document = JSON.parse(out);
    expect(document.scenario.name, name).toBe(title);
    expect(document.assertions.length, name).toBeGreaterThan(0);
    expect(
      document.assertions.filter((one: { passed: boolean | null }) => one.passed !== true),
      name,
    ).toEqual([]);
  }
});
