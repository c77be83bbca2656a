import { describe, expect, test } from 'vitest';
import { whenLong } from '../../cases.ts';
import { fileWith, worked } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';
import { engaged, json, RATE, row } from './document.ts';

describe('--bands', () => {
  test('says how often each is ahead under the same luck, in the table and in a sentence', async () => {
    const { out, code } = await flywheel([
      'compare',
      'hundred-per-cycle',
      '--conversion',
      'acquire=31%',
      '--bands',
      '--runs',
      '3000',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('chances from 3,000 runs, seed 1');
    expect(out).toMatch(/Change +Ahead\n/);
    expect(out).toMatch(/it comes out ahead in [5-9]\d\.\d% of 3,000 runs, and is never behind\./);
    expect(out).toContain('Ahead: in how many runs it does better than without the change under the same luck.');
  });

  test('gives exact bands where there are any, and the chance to beat from runs', async () => {
    const document = await json('hundred-per-cycle', '--referral-rate', '1.1', '--bands', '--metric', 'engage@5');
    expect(document).toMatchObject({ method: 'exact', runs: 10_000, seed: '1' });
    const { bands, beats, change } = row(document, 'engage@5');
    expect(bands?.[0]).toMatchObject({ p5: 135, p50: 147, p95: 160, method: 'exact' });
    expect(beats?.[0]).toBeNull();
    expect(Object.keys(beats?.[1] ?? {})).toEqual(['probability', 'standardError', 'ties', 'difference', 'method']);
    const { difference } = beats?.[1] ?? { difference: { mean: 0, sd: 0 } };
    expect(Math.abs(difference.mean - (change[1] ?? 0))).toBeLessThan((4 * difference.sd) / 100);
  });

  test('with --runs everything comes from runs', async () => {
    const document = await json(
      'hundred-per-cycle',
      '--volume',
      '90',
      '--bands',
      '--runs',
      '500',
      '--metric',
      'engage',
    );
    expect(document).toMatchObject({ method: 'monte-carlo', runs: 500 });
    expect(row(document, 'engage').bands?.[0]?.method).toBe('monte-carlo');
    expect(row(document, 'engage').beats?.[1]?.probability).toBe(0);
  });

  whenLong(() => {
    test('prints the same for any number of threads', async () => {
      const asked = [
        '--rotations',
        '2',
        '--bands',
        '--runs',
        '20500',
        '--metric',
        'engage',
        '--metric',
        'referredShare',
      ];
      const args = ['compare', 'hundred-per-cycle', '--referral-rate', '1.2', ...asked, '--format', 'json'];
      const [one, ...more] = await Promise.all(['1', '2', '3'].map((jobs) => flywheel([...args, '--jobs', jobs])));
      expect(one.code).toBe(0);
      for (const other of more) expect(other.out).toBe(one.out);
    });
  });

  test('a metric without a value in some runs is noted', async () => {
    const { out } = await flywheel([
      'compare',
      'hundred-per-cycle',
      '--volume',
      '0.5',
      '--rotations',
      '1',
      '--bands',
      '--runs',
      '400',
      '--metric',
      'referredShare',
    ]);
    expect(out).toMatch(
      /referredShare has no value in \d+ of 400 runs for one of the two, or for both: neither is ahead there\./,
    );
  });

  test('what has no value in any run is noted once', async () => {
    const { out } = await flywheel(['compare', 'hundred-per-cycle', 'paid-only', '--bands', '--runs', '50']);
    expect(out).toContain('In no run do both have a value of kFactor, total:revenue, cash, cac, ltv or ltvToCac.');
  });

  test('a change too small for the digits shown is still one', async () => {
    const { out } = await flywheel(['compare', 'hundred-per-cycle', '--referral-rate', '1.005', '--metric', 'engage']);
    const [before, after] = [engaged(1, 5).toFixed(2), engaged(1.005, 5).toFixed(2)];
    expect(out).toContain(`With --referral-rate 1.005, engage is ${after} instead of ${before}: 0.2% more.`);
  });

  test('of a single run is said so', async () => {
    const args = ['compare', 'hundred-per-cycle', '--bands', '--runs', '1', '--metric', 'engage'];
    expect((await flywheel([...args, '--volume', '50'])).out).toContain('; it comes out ahead in none of 1 run.');
    expect((await flywheel([...args, '--volume', '200'])).out).toContain('; it comes out ahead in all of 1 run.');
    expect((await flywheel([...args, '--volume', '100'])).out).toContain('engage stays 147 in every run.');
  });

  test('metrics of which less is better are listed as in speech', async () => {
    const { out } = await flywheel(['compare', 'shop-flywheel', '--with', 'email-series', '--bands', '--runs', '20']);
    expect(out).toContain('under the same luck; for cac and cashBreakEven, less is better.');
  });

  test('as CSV is a row per metric and scenario, with the runs on stderr', async () => {
    const { out, err } = await flywheel([
      'compare',
      'hundred-per-cycle',
      '--volume',
      '90',
      '--bands',
      '--metric',
      'engage',
      '--format',
      'csv',
    ]);
    const [header, first, second] = out.split('\n');
    expect(header).toBe(
      'metric,scenario,value,change,relative,mean,sd,p5,p50,p95,probability,standardError,ties,difference.mean,difference.sd,difference.p5,difference.p50,difference.p95',
    );
    expect(first).toMatch(/^engage,as it is,147\.07\d+,0,0,.*,,,,,,,,$/);
    // A spreadsheet would take --volume for a formula.
    expect(second).toMatch(/^engage,'--volume 90,132\.3\d+,-14\.7\d+,-0\.1\d*,/);
    expect(err).toBe('note: 10,000 runs, seed 1\n');
  });

  test.each([80, 40])('fits a terminal of %i columns', async (outColumns) => {
    const world = { outColumns, env: { NO_COLOR: '1' } };
    for (const args of [
      ['hundred-per-cycle', '--referral-rate', '1.2'],
      ['shop-flywheel', '--with', 'loyalty-programme', '--rotations', '3'],
    ]) {
      const { out } = await flywheel(['compare', ...args, '--bands', '--runs', '500'], world);
      expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
      expect(out).toMatch(outColumns === 80 ? /\nMetric +as it is .*Change +Ahead\n/ : /\nMetric .*Change +Ahead\n/);
    }
  });

  test('on 40 columns no row is broken, and Ahead stays', async () => {
    const world = { outColumns: 40, env: { NO_COLOR: '1' } };
    const args = ['shop-flywheel', '--with', 'loyalty-programme', '--set', 'stages.engage.revenue=100000'];
    const { out } = await flywheel(['compare', ...args, '--bands', '--runs', '20'], world);
    const [, table = ''] = out.split('\n\n');
    const [head, ...rows] = table.split('\n');
    expect(head).toMatch(/^Metric .*Ahead$/);
    for (const row of rows) expect(row).toMatch(/^\S+ .* (\d+\.\d%|even|–)$/);
    expect(rows.filter((row) => row.startsWith('cash '))).toHaveLength(1);
    expect(out).not.toContain('5%-95%: ');
  });

  whenLong(() => {
    test('a growth past counting in some run is refused, on threads as without', async () => {
      // At the mean of 30 each rotation brings 4 times as many, at 60 it is 7 times: 100 x 7^15 is close to 1e15.
      const loops = [{ ...worked.loops[0], perMember: { uniform: [0, 60] } }];
      const files = { 'w.json': fileWith({ rotations: 16, loops }) };
      const args = ['compare', 'w.json', '--volume', '110', '--bands', '--runs', '20000', '--metric', 'engage@2'];
      for (const jobs of ['1', '2']) {
        const { code, out, err } = await flywheel([...args, '--jobs', jobs], { files });
        expect([code, out]).toEqual([2, '']);
        expect(err).toMatch(/^with the uncertain numbers of run \d+, growth passes 1e15 people/);
      }
    });
  });
});

describe('what is of chance itself', () => {
  const compared = (...flags: string[]) =>
    flywheel(['compare', 'hundred-per-cycle', '--set', 'stages.acquire.conversion={"got": 30, "of": 100}', ...flags]);

  test('is compared alone without a word of expected values and averages', async () => {
    const { out } = await compared('--metric', 'p5:gain', '--runs', '200');
    expect(out).toMatch(/ · chances from 200 runs, seed 1 · 5 rotations\n/);
    expect(out).not.toMatch(/expected values|averages/);
    const exact = await flywheel(['compare', 'hundred-per-cycle', '--set', `${RATE}=1.2`, '--metric', 'p5:gain']);
    expect(exact.out).toMatch(/ · exact chances · 5 rotations\n/);
  });

  test('beside an expected value keeps both', async () => {
    const { out } = await compared('--metric', 'p5:gain', '--metric', 'gain', '--runs', '200');
    expect(out).toMatch(/ · expected values · chances from 200 runs/);
    expect(out).toContain('follow from averages');
  });
});
