import { describe, expect, test } from 'vitest';
import { sized } from '../../cases.ts';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const GOAL = 'gain@5 at least 47';

describe('chance', () => {
  test('where room is short, what a goal is about stays', async () => {
    const asked = ['chance', 'coffee-subscription', 'active.subscriber@12 at least 1500', '--runs', '50'];
    const { out } = await flywheel(asked, { outColumns: 80, env: { NO_COLOR: '1' } });
    expect(out).toMatch(/\n *Month +Visit .*Active subscriber/);
  });

  test('says how likely a goal is, and between what the numbers lie', async () => {
    const { code, out, err } = await flywheel(['chance', 'hundred-per-cycle', GOAL, 'engage@5>160']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('One hundred engaged per cycle · chance · exact · 5 rotations');
    expect(out).toMatch(/ 5 147 \(135-160\) /);
    expect(out).toContain('The chance of gain@5 at least 47 is 51.9% (exact).');
    expect(out).toMatch(/The chance of engage@5 above 160 is 4\.\d% \(exact\)\./);
  });

  test('with --runs says how many, with which seed, and how sure', async () => {
    const { out } = await flywheel(['chance', 'hundred-per-cycle', GOAL, '--runs', '5000', '--seed', 'blue']);
    expect(out).toContain('chance · 5,000 runs, seed blue · 5 rotations');
    expect(out).toMatch(/is 5\d\.\d% \(5,000 runs, seed blue; standard error 0\.7%\)\./);
  });

  test('members of a stage are called as simulate calls them, and a label keeps its capitals', async () => {
    const text = JSON.stringify({
      rotations: 1,
      channels: [{ id: 'ads', volume: 8 }],
      stages: [{ id: 'visit' }, { id: 'join', label: 'VIP club', conversion: 0.5, memberCost: 1 }],
    });
    const outs = ['chance', 'simulate'].map((command) => flywheel([command, '-'], { stdin: text }));
    for (const { out } of await Promise.all(outs)) expect(out).toContain('Active VIP club');
  });

  test('a goal without quotes is shown with them, and all wrong goals are named', async () => {
    const bare = await flywheel(['chance', 'hundred-per-cycle', 'gain@5', 'at', 'least', '52']);
    expect([bare.code, bare.err]).toEqual([2, 'put the goal in quotes: "gain@5 at least 52"\n']);
    const { err } = await flywheel(['chance', 'hundred-per-cycle', 'gian@5 at least 1', 'gain@9 at least 1']);
    expect(err).toMatch(/"gian".*\n.*gain@9 is beyond/);
  });

  test('in a narrow terminal the first stage stays, and cash where there is any', async () => {
    const world = { outColumns: 60, env: { NO_COLOR: '1' } };
    const { out } = await flywheel(['chance', 'shop-flywheel', '--rotations', '2', '--runs', '200'], world);
    const header = out.split('\n').find((line) => line.startsWith('Month'));
    expect(header).toMatch(/^Month +Engage .*Cash$/);
  });

  test('of what has no value nothing is said', async () => {
    const { out } = await flywheel(['chance', 'hundred-per-cycle', 'kFactor above 1', '--runs', '100']);
    expect(out).toContain('The chance of kFactor above 1 cannot be said.');
    expect(out).toContain('kFactor has no value in this scenario');
  });

  test('with a market the gain has a band of its own', async () => {
    const { out } = await flywheel([
      'simulate',
      'hundred-per-cycle',
      '--set',
      'market.size=2000',
      '--bands',
      '--runs',
      '500',
    ]);
    expect(out).toMatch(/ 5 +\d+ \(\d+-\d+\) +\+\d+ \(-?\d+-\d+\) /);
  });

  test('what happened in no run, or in all, is said so', async () => {
    const goals = ['engage above 1000', 'engage above 10'];
    const { out } = await flywheel(['chance', 'hundred-per-cycle', ...goals, '--runs', '500']);
    expect(out).toContain('In none of 500 runs, seed 1: engage above 1000.');
    expect(out).toContain('In all of 500 runs, seed 1: engage above 10.');
  });

  test('a wheel of a thousand million people is drawn, and says so', async () => {
    const { out, code } = await flywheel([
      'chance',
      'hundred-per-cycle',
      '--volume',
      '1e9',
      '--runs',
      '200',
      '--format',
      'json',
    ]);
    expect(code).toBe(0);
    const { method, rotations } = JSON.parse(out);
    expect(method).toBe('monte-carlo');
    // the mean of 200 runs, whose deviation is about 24,000
    expect(Math.abs(rotations[4].bands.engage.mean - 1470766352.3)).toBeLessThan(((6 * 24_000) / Math.sqrt(200)) * 2);
    const exact = await flywheel(['chance', 'hundred-per-cycle', '--volume', '1e9', '--format', 'json']);
    expect(JSON.parse(exact.out)).toMatchObject({ method: 'monte-carlo', runs: 10_000 });
  });

  test('as JSON has the shape of the contract', async () => {
    const { out } = await flywheel(['chance', 'hundred-per-cycle', GOAL, '--format', 'json']);
    const document = JSON.parse(out);
    expect(Object.keys(document)).toEqual(['flywheel', 'command', 'scenario', 'method', 'goals', 'rotations', 'notes']);
    expect(document).toMatchObject({ flywheel: 1, command: 'chance', method: 'exact' });
    expect(document.goals[0]).toEqual({
      goal: GOAL,
      probability: expect.closeTo(0.5185, 4),
      method: 'exact',
      standardError: null,
    });
    expect(document.rotations[4].bands.engage).toEqual({
      ...{ mean: expect.closeTo(147.0766, 3), sd: expect.closeTo(7.5171, 3) },
      ...{ p5: 135, p50: 147, p95: 160, method: 'exact' },
    });
    const { out: drawn } = await flywheel(['chance', 'hundred-per-cycle', '--runs', '1000', '--format', 'json']);
    expect(JSON.parse(drawn)).toMatchObject({ method: 'monte-carlo', runs: 1000, seed: '1' });
  });

  test('as CSV is the goals, or without any the bands', async () => {
    const goals = await flywheel(['chance', 'hundred-per-cycle', GOAL, '--format', 'csv']);
    expect(goals.out).toMatch(/^goal,probability,method,standardError\ngain@5 at least 47,0\.5185\d+,exact,\n$/);
    const bands = await flywheel(['chance', 'hundred-per-cycle', '--format', 'csv']);
    expect(bands.out.split('\n')[0]).toMatch(
      /^rotation,engage\.mean,engage\.sd,engage\.p5,engage\.p50,engage\.p95,acquire/,
    );
    expect(bands.out.split('\n')).toHaveLength(7);
  });

  test.each([
    [['gain@5'], /says no value.*shell takes an unquoted >/],
    [['gian@5 at least 4'], /there is no metric "gian"/],
    [['gain@6 at least 4'], /beyond the 5 rotations of this run: add --rotations 6/],
    [['--runs', '0'], /whole number between 1 and 1,000,000,000/],
    [['--runs', '1e3'], /whole number/],
    [['--jobs', '0'], /whole number between 1 and 256/],
    [['--output', ''], /--output needs the name of a file/],
  ])('%j is refused with exit code 2 and nothing on stdout', async (args, message) => {
    const { code, out, err } = await flywheel(['chance', 'hundred-per-cycle', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a growth past counting ends with the rotation, on threads as without', async () => {
    const wild = fileWith({
      rotations: 60,
      loops: [{ id: 'l', type: 'referral', from: 'advocate', to: 'engage', perMember: 50 }],
    });
    for (const jobs of ['1', '2']) {
      const { code, err } = await flywheel(['chance', 'w.json', '--runs', '20000', '--jobs', jobs], {
        files: { 'w.json': wild },
      });
      expect(code).toBe(2);
      expect(err).toMatch(/growth passes 1e15 people in rotation \d+/);
    }
  });

  test('of many runs that grow past counting the first is named, by any number of threads', async () => {
    const wide = fileWith({ channels: [{ id: 'paid', volume: { lognormal: [2e11, 4e13] } }] });
    const files = { 'w.json': wide };
    const named = await Promise.all(
      ['1', '2', '3', '7'].map((jobs) => flywheel(['chance', 'w.json', '--runs', '20000', '--jobs', jobs], { files })),
    );
    expect(named.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    expect(named[0].err).toMatch(/with the uncertain numbers of run [\d,]+, growth passes 1e15 people/);
    expect(new Set(named.map(({ err }) => err)).size).toBe(1);
  });
});

describe('simulate --bands', () => {
  test('adds what nine wheels in ten stay between, and says how that was found', async () => {
    const { code, out } = await flywheel(['simulate', 'hundred-per-cycle', '--bands']);
    expect(code).toBe(0);
    expect(out).toContain('expected values, exact bands · 5 rotations');
    expect(out).toMatch(/ 5 +147 \(135-160\) +\+47 \(35-60\) +44 \(34-54\)/);
    expect(out).toContain('In brackets: what chance makes of a number.');
    const drawn = await flywheel(['simulate', 'hundred-per-cycle', '--bands', '--runs', '2000']);
    expect(drawn.out).toContain('expected values, bands from 2,000 runs, seed 1 · 5 rotations');
  });

  test('in JSON every rotation has its bands, and everything else stays what it was', async () => {
    const plain = JSON.parse((await flywheel(['simulate', 'shop-flywheel', '--format', 'json'])).out);
    const { out } = await flywheel(['simulate', 'shop-flywheel', '--bands', '--format', 'json', '--runs', '1000']);
    const banded = JSON.parse(out);
    expect(banded).toMatchObject({ method: 'monte-carlo', runs: 1000, seed: '1' });
    for (const row of banded.rotations) {
      expect(Object.keys(row.bands)).toEqual(
        expect.arrayContaining(['engage', 'acquire', 'referred', 'active.retain', 'revenue', 'cost', 'profit', 'cash']),
      );
      for (const { p5, p50, p95 } of Object.values<{ p5: number; p50: number; p95: number }>(row.bands)) {
        expect(p5).toBeLessThanOrEqual(p50);
        expect(p50).toBeLessThanOrEqual(p95);
      }
    }
    const without = banded.rotations.map(({ bands: _, ...row }: { bands: unknown }) => row);
    expect(without).toEqual(plain.rotations);
    expect(banded.summary).toEqual(plain.summary);
  });

  test('exact counts beside amounts from runs say which is which', async () => {
    const { out } = await flywheel(['simulate', 'paid-only', '--bands', '--view', 'money']);
    expect(out).toContain('expected values, exact bands (amounts: 10,000 runs, seed 1)');
    const csv = await flywheel(['simulate', 'paid-only', '--bands', '--format', 'csv']);
    expect(csv.out.split('\n')[0]).toMatch(/keepCost,engage\.mean,.*cash\.p95$/);
  });

  test('any number of threads gives the same bytes', async () => {
    const run = (jobs: string) =>
      flywheel([
        'simulate',
        'lifecycle-marketing',
        '--rotations',
        '2',
        '--bands',
        '--runs',
        sized('2001', '20001'),
        '--jobs',
        jobs,
        '--format',
        'json',
      ]);
    expect((await run('2')).out).toBe((await run('1')).out);
  });
});
