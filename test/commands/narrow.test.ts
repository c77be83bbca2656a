// What a command is about is what goes last where a terminal is narrow.
import { describe, expect, test } from 'vitest';
import { flywheel } from '../cli/session.ts';

const CSV = 'rotation,engage,acquire\n1,103,28\n2,152,35\n';

const at = async (outColumns: number, ...args: string[]): Promise<string[]> => {
  const { out, err, code } = await flywheel(args, { outColumns, env: { NO_COLOR: '1' }, files: { 'a.csv': CSV } });
  expect([code, err]).toEqual([0, '']);
  return out.split('\n');
};

const headOf = (lines: readonly string[]): string[] =>
  lines
    .slice(lines.indexOf('') + 1)[0]
    .trim()
    .split(/ {2,}| (?=[A-Z])/);

describe.each([40, 80])('at %i columns', (columns) => {
  test.each([
    ['compare', ['compare', 'shop-flywheel', '--volume', 'paid=3000'], ['Metric', 'Change']],
    ['compare of two', ['compare', 'shop-flywheel', 'value-journey'], ['Metric', 'Change']],
    ['track', ['track', 'hundred-per-cycle', 'a.csv'], ['What', 'Plan', 'Actual', 'Verdict']],
    ['levers', ['levers', 'shop-flywheel'], ['Id', 'On top']],
    ['sensitivity', ['sensitivity', 'value-journey'], ['Number', 'At low', 'At high']],
  ])('%s keeps what it is about', async (_, args, kept) => {
    const lines = await at(columns, ...args);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
    for (const header of kept) expect(headOf(lines)).toContain(header);
  });

  test('chance says the chances of its goals before the bands', async () => {
    const text = (await at(columns, 'chance', 'hundred-per-cycle', 'gain@5 at least 47')).join('\n');
    expect(text.indexOf('The chance of gain@5 at least 47 is')).toBeGreaterThan(0);
    expect(text.indexOf('The chance of')).toBeLessThan(text.indexOf('Rotation '));
  });
});
