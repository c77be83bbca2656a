import { describe, expect, test } from 'vitest';
import { flywheel } from '../../cli/session.ts';

const widest = (out: string): number => Math.max(...out.split('\n').map((line) => line.length));

/** What comes after the table: the lines of the chart. */
const chartIn = (out: string): string[] => {
  const lines = out.trimEnd().split('\n');
  return lines.slice(lines.lastIndexOf('') + 1);
};

describe.each([40, 80])('--plot on a terminal of %i columns without colour', (outColumns) => {
  const terminal = { outColumns, env: { NO_COLOR: '1' } };

  test.each([
    ['hundred-per-cycle', 'rotations', 'Engage per rotation: █ bought, ░ referred'],
    ['hundred-per-cycle', 'origins', 'Engage per rotation: █ bought, ░ referred'],
    ['value-journey', 'money', 'Cash by month, in USD'],
    ['value-journey', 'journey', 'Net of one prospect by stage, over 24 months, in USD'],
  ])('%s, view %s', async (scenario, view, title) => {
    const { code, out } = await flywheel(['simulate', scenario, '--view', view, '--plot'], terminal);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(title);
    expect(widest(out)).toBeLessThanOrEqual(outColumns);
    expect(chartIn(out).some((line) => line.includes('███'))).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(out).not.toMatch(/\u001b/);
  });
});

test('the table above stays as it is', async () => {
  const { out: table } = await flywheel(['simulate', 'hundred-per-cycle']);
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--plot']);
  expect(out.startsWith(table)).toBe(true);
  expect(chartIn(out)).toHaveLength(5);
  expect(chartIn(out).at(-1)).toMatch(/^5 {2}█+░+ +147$/);
});

test('a money view has losses on the left of zero', async () => {
  const { out } = await flywheel(['simulate', 'value-journey', '--view', 'money', '--plot']);
  const lines = chartIn(out);
  const zero = Math.min(...lines.filter((line) => !line.includes('-')).map((line) => line.indexOf('█')));
  for (const line of lines.filter((text) => text.includes('-') && text.includes('█')))
    expect(line.lastIndexOf('█')).toBeLessThan(zero);
});

test('with --bands the ranges stand beside the bars', async () => {
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--bands', '--plot']);
  expect(chartIn(out).at(-1)).toMatch(/147 \(135-160\)$/);
});

test('goes into a file with the table', async () => {
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--plot']);
  const { files } = await flywheel(['simulate', 'hundred-per-cycle', '--plot', '--output', 'a.txt'], {
    outColumns: 40,
  });
  expect(files['a.txt']).toBe(out);
});

test('a scenario without money has no bars of money: the table says why', async () => {
  const { code, out } = await flywheel(['simulate', 'hundred-per-cycle', '--view', 'money', '--plot']);
  expect(code).toBe(0);
  expect(out).toContain('There is no money in this scenario');
  expect(out).not.toContain('█');
});

test.each(['csv', 'json', 'markdown'])('--format %s has no room for it, and says so', async (format) => {
  const plain = await flywheel(['simulate', 'hundred-per-cycle', '--format', format]);
  const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle', '--format', format, '--plot']);
  expect({ code, out }).toEqual({ code: 0, out: plain.out });
  expect(err).toContain(`note: --plot goes under a table, and --format ${format} has none\n`);
});
