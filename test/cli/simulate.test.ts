import { describe, expect, test } from 'vitest';
import { fileWith } from './example.ts';
import { flywheel } from './session.ts';

/** As printed in the documentation. */
const TABLE = `Rotation   Engage   Gain   Acquire   Nurture   Advocate
       1      100      –        30        23         10
       2      110    +10        33        25         11
       3      121    +21        36        27         12
       4      134    +34        40        30         14
       5      147    +47        44        33         15
   Total      612   +112       184       138         62
`;

const rowsOf = (out: string): string[][] =>
  (out.split('\n\n')[1] ?? '').split('\n').map((line) => line.trim().split(/ {2,}/));

describe('the table', () => {
  test('of the worked example is the one in the documentation', async () => {
    const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [title, table, remarks] = out.split('\n\n');
    expect(title).toBe('One hundred engaged per cycle · expected values · 5 rotations');
    expect(`${table}\n`).toBe(TABLE);
    expect(remarks).toContain('47 more in rotation 5 than without referrals, 112 over all five.');
    expect(remarks).toContain('32% of rotation 5 came by referral.');
    expect(remarks).toMatch(/never leave in this scenario; at 90% retention .*41/);
    expect(remarks).toContain(
      'Smooth: weakest link engage -> acquire (30%); one more point there adds 2 in rotation 5. Easier: yes. More efficient: yes.',
    );
  });

  // 10.125 of 110.125, 21.275 of 121.275, 33.554 of 133.554, 47.077 of 147.077, and 112.031 of 612.031
  test('of origins splits the first stage by channel and loop', async () => {
    const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--view', 'origins']);
    expect(rowsOf(out)).toEqual([
      ['Rotation', 'Engage', 'Paid', 'Word of mouth', 'Referred'],
      ['1', '100', '100', '0', '0.0%'],
      ['2', '110', '100', '10', '9.2%'],
      ['3', '121', '100', '21', '17.5%'],
      ['4', '134', '100', '34', '25.1%'],
      ['5', '147', '100', '47', '32.0%'],
      ['Total', '612', '500', '112', '18.3%'],
    ]);
  });

  test.each([
    ['month', '2027-11', ['Month', 'Nov 2027', 'Dec 2027', 'Jan 2028', 'Total']],
    ['week', '2028-02-22', ['Week', '22 Feb 2028', '29 Feb 2028', '7 Mar 2028', 'Total']],
    ['day', '2027-12-31', ['Day', '31 Dec 2027', '1 Jan 2028', '2 Jan 2028', 'Total']],
    ['quarter', '2027-07', ['Quarter', 'Q3 2027', 'Q4 2027', 'Q1 2028', 'Total']],
    ['year', '2027', ['Year', '2027', '2028', '2029', 'Total']],
    ['month', undefined, ['Month', '1', '2', '3', 'Total']],
  ])('labels its rows by %s from %s', async (period, start, labels) => {
    const files = { 'plan.json': fileWith({ period, start, rotations: 3 }) };
    const { out } = await flywheel(['simulate', 'plan.json'], { files });
    expect(rowsOf(out).map(([label]) => label)).toEqual(labels);
  });

  test('says – for the gain of every rotation in which nobody could yet have been referred', async () => {
    const late = { id: 'late', type: 'referral', from: 'advocate', to: 'engage', perMember: 1, delay: 3 };
    const { out } = await flywheel(['simulate', 'plan.json'], { files: { 'plan.json': fileWith({ loops: [late] }) } });
    expect(rowsOf(out).map((row) => row[2])).toEqual(['Gain', '–', '–', '–', '+10', '+20', '+30']);
  });
});

describe('CSV', () => {
  const perStage = (stage: string): string => `${stage},${stage}.paid,${stage}.word-of-mouth,${stage}.returning`;

  test('is one tidy table with every figure at full precision', async () => {
    const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [header, first, ...rest] = out.trimEnd().split('\n');
    expect(header).toBe(
      `rotation,${['engage', 'acquire', 'nurture', 'advocate'].map(perStage)},active.advocate,` +
        'referred,gain,referredShare,revenue,cost,spend,profit,cash,cac,mediaCac,keepCost',
    );
    expect(first).toBe('1,100,100,0,0,30,30,0,0,22.5,22.5,0,0,10.125,10.125,0,0,10.125,0,0,0,,,,,,,,');
    expect(rest.map((row) => row.split(',').length)).toEqual([29, 29, 29, 29]);
    expect(Number(rest[3]?.split(',')[1])).toBeCloseTo(100 * 1.10125 ** 4, 9);
  });
});

test('Markdown is a table of the same figures', async () => {
  const { code, out } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'markdown']);
  expect(code).toBe(0);
  expect(out).toContain(`| Rotation | Engage | Gain | Acquire | Nurture | Advocate |
| ---: | ---: | ---: | ---: | ---: | ---: |
| 1 | 100 | – | 30 | 23 | 10 |
| 2 | 110 | +10 | 33 | 25 | 11 |
`);
  expect(out).toContain('| Total | 612 | +112 | 184 | 138 | 62 |\n');
});

describe('assertions', () => {
  const files = {
    'plan.json': fileWith({
      expect: [
        { metric: 'gain@5', is: 60, within: 0.5 },
        { metric: 'engage@1', is: 100 },
        { metric: 'engage@9', is: 1 },
      ],
    }),
  };

  test.each(['table', 'csv', 'markdown', 'json'])('that fail are said on stderr, exit 0 (%s)', async (format) => {
    const { code, out, err } = await flywheel(['simulate', 'plan.json', '--format', format], { files });
    const clean = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'table']);
    expect(code).toBe(0);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(err).toMatch(/note: engage@9 is 1: not judged, beyond this run/);
    expect(err).toMatch(/assertion failed: the scenario expects gain@5 is 60 within 0\.5, and it is 47\.0766/);
    if (format === 'table') expect(out).toBe(clean.out);
  });

  test('are judged in JSON, those about a rotation that was not run with null', async () => {
    const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
    expect(JSON.parse(out).assertions.map((one: { passed: unknown }) => one.passed)).toEqual([false, true, null]);
  });
});
