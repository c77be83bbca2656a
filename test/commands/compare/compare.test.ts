import { describe, expect, test } from 'vitest';
import { whenLong } from '../../cases.ts';
import { ACTING, fileWith, worked } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const json = async (...args: string[]) => JSON.parse((await flywheel(['compare', ...args, '--format', 'json'])).out);

const RATE = 'loops.word-of-mouth.perMember';

const row = (document: { metrics: { metric: string }[] }, name: string) =>
  document.metrics.find(({ metric }) => metric === name) as unknown as {
    values: (number | null)[];
    change: (number | null)[];
    relative: (number | null)[];
    bands?: ({ p5: number; method: string } | null)[];
    beats?: ({ probability: number; ties: number; difference: { mean: number; sd: number } } | null)[];
  };

/** Arrivals at the first stage in the last rotation of the worked example, by hand: 0.30 x 0.75 x 0.45 become advocates. */
function engaged(rate: number, rotations: number, volume = 100): number {
  let [here, advocates] = [0, 0];
  for (let t = 1; t <= rotations; t++) {
    here = volume + rate * advocates;
    advocates += here * 0.3 * 0.75 * 0.45;
  }
  return here;
}

describe('one scenario with and without a change', () => {
  test('stands beside itself, with what differs and a sentence that says so', async () => {
    const { code, out, err } = await flywheel(['compare', 'hundred-per-cycle', '--referral-rate', '1.2']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^One hundred engaged per cycle · expected values · 5 rotations\n/);
    expect(out).toMatch(/Metric +as it is +--referral-rate 1\.2 +Change\n/);
    // 147.08 and 158.20, so 11.12 of 147.08 more
    expect(out).toMatch(/\nengage +147 +158 +\+11 \(\+7\.6%\)\n/);
    expect(out).toContain('With --referral-rate 1.2, gain is 58 instead of 47: 24% more.');
    // Advocates are active for good, so that kFactor has no value: a row of dashes would say nothing.
    expect(out).not.toContain('kFactor');
  });

  test('as JSON has the shape of the contract, and the differences', async () => {
    const document = await json(
      'hundred-per-cycle',
      '--referral-rate',
      '1.2',
      '--metric',
      'gain@5',
      '--metric',
      'engage@1',
    );
    expect(Object.keys(document)).toEqual(['flywheel', 'command', 'scenarios', 'method', 'metrics', 'notes']);
    expect(document.scenarios[1]).toEqual({
      name: 'One hundred engaged per cycle',
      label: '--referral-rate 1.2',
      rotations: 5,
      with: [],
    });
    const [before, after] = [engaged(1, 5) - 100, engaged(1.2, 5) - 100];
    const { values, change, relative } = row(document, 'gain@5');
    expect(values).toEqual([expect.closeTo(before, 9), expect.closeTo(after, 9)]);
    expect(change).toEqual([0, expect.closeTo(after - before, 9)]);
    expect(relative).toEqual([0, expect.closeTo((after - before) / before, 9)]);
    expect(row(document, 'engage@1').change).toEqual([0, 0]);
  });

  test('with levers names them, and says that they are assumptions', async () => {
    const { out } = await flywheel(['compare', 'shop-flywheel', '--with', 'email-series@3']);
    expect(out).toContain('--with email-series@3');
    expect(out).toContain('amounts in USD');
    expect(out).toMatch(/With email-series@3, cash is USD [\d,.]+ instead of USD [\d,.]+: [\d.]+% (more|less)\./);
    expect(out).toContain('The effects of levers are assumptions');
  });

  test('shares differ by points, and what happens at a time comes later or earlier', async () => {
    const { out } = await flywheel(['compare', 'hundred-per-cycle', '--volume', '50', '--metric', 'referredShare@5']);
    expect(out).toContain('With --volume 50, referredShare@5 stays 32.0%.');
    const slower = await flywheel([
      'compare',
      'shop-flywheel',
      '--with',
      'loyalty-programme',
      '--metric',
      'cashBreakEven',
    ]);
    expect(slower.out).toContain(
      'With loyalty-programme, cashBreakEven is month 7 instead of month 5: 2 months later.',
    );
    const share = await flywheel([
      'compare',
      'hundred-per-cycle',
      '--referral-rate',
      '1.2',
      '--metric',
      'referredShare',
    ]);
    expect(share.out).toContain('referredShare is 36.8% instead of 32.0%: 4.8 points more.');
  });

  test('without a change there is nothing to compare', async () => {
    const { code, out, err } = await flywheel(['compare', 'hundred-per-cycle']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      'there is nothing to compare with: name another scenario, or a change such as --referral-rate 1.2\n',
    );
  });

  test('comes from standard input as well', async () => {
    const { out, code } = await flywheel(['compare', '-', '--volume', '50'], { stdin: fileWith() });
    expect(code).toBe(0);
    expect(out).toMatch(/\nengage +147 +74 +-74 \(-50\.0%\)\n/);
  });
});

describe('several scenarios', () => {
  const files = {
    'a.json': fileWith({ name: 'First' }),
    'b.json': fileWith({ name: 'Second', channels: [{ id: 'paid', volume: 50 }] }),
  };

  test('change flags are for all but the first, and a note says so', async () => {
    const { out } = await flywheel(
      ['compare', 'a.json', 'b.json', 'a.json', '--referral-rate', '2', '--metric', 'engage', '--format', 'json'],
      { files },
    );
    const document = JSON.parse(out);
    expect(row(document, 'engage').values).toEqual([
      expect.closeTo(engaged(1, 5), 9),
      expect.closeTo(engaged(2, 5, 50), 9),
      expect.closeTo(engaged(2, 5), 9),
    ]);
    expect(document.notes[0]).toBe('All but a.json (1) are with --referral-rate 2.');
    expect(document.scenarios.map(({ label }: { label: string }) => label)).toEqual([
      'a.json (1)',
      'Second',
      'a.json (2)',
    ]);
  });

  test('those of the same name are told apart by their files', async () => {
    const { out } = await flywheel(['compare', 'a.json', 'c.json'], { files: { ...files, 'c.json': files['a.json'] } });
    expect(out).toMatch(/Metric +a\.json +c\.json +Change/);
    expect(out).toContain('\nNothing differs in these metrics.\n');
    const three = await flywheel(['compare', 'a.json', 'b.json', 'c.json', '--metric', 'engage'], {
      files: { ...files, 'c.json': files['a.json'] },
    });
    expect(three.out).toContain('In c.json, engage stays 147.');
  });

  test('a metric that one of them lacks is left empty there, and noted', async () => {
    const document = await json('hundred-per-cycle', 'lifecycle-marketing');
    expect(row(document, 'engage')).toMatchObject({
      values: [expect.any(Number), null],
      change: [0, null],
      relative: [0, null],
    });
    expect(document.notes.join('\n')).toContain('has no engage and no total:acquire: that is left empty.');
    expect(row(document, 'cash')).toMatchObject({ values: [null, expect.any(Number)], change: [null, null] });
  });

  test('what differs in length, period and currency is noted', async () => {
    const long = fileWith({ name: 'Long', rotations: 9, period: 'week', currency: 'EUR', overhead: 1 });
    const short = fileWith({ name: 'Short', period: 'month', currency: 'USD', overhead: 1 });
    const { out } = await flywheel(['compare', 'l.json', 's.json'], { files: { 'l.json': long, 's.json': short } });
    expect(out).toContain('\n\nCompared over the 5 rotations that both have (Long has 9).\n');
    expect(out).toContain('How long a rotation is differs: week in Long, month in Short.');
    expect(out).toContain('Amounts are in different currencies (EUR, USD), so they cannot be compared.');
    expect(out).toMatch(/cash +-EUR 5\.00 +-USD 5\.00 +–\n/);
  });

  describe('of different length', () => {
    const files = {
      'long.json': fileWith({ name: 'Long', rotations: 9, overhead: 1 }),
      'short.json': fileWith({ name: 'Short', overhead: 1 }),
    };
    const compared = (...args: string[]) => flywheel(['compare', 'long.json', 'short.json', ...args], { files });

    test('are compared over the rotations that both have, which is said first: no difference is of length alone', async () => {
      const { out } = await compared();
      expect(out).toMatch(/^Comparison · expected values · 5 rotations\n/);
      expect(out).toMatch(/\ngain +47 +47 +0\n/);
      expect(out).toMatch(/\ncash +-5\.00 +-5\.00 +0\.00\n/);
      const [, remarks] = out.split(/\n\n(?=Compared)/);
      expect(remarks).toMatch(
        /^Compared over the 5 rotations that both have \(Long has 9\)\.\nNothing differs in these metrics\.\n/,
      );
      expect(out.match(/Compared over/g)).toHaveLength(1);
    });

    test('say so in every format, and with chances', async () => {
      const note = 'Compared over the 5 rotations that both have (Long has 9).';
      const document = JSON.parse((await compared('--bands', '--runs', '50', '--format', 'json')).out);
      expect(document.notes[0]).toBe(note);
      expect(document.scenarios.map(({ rotations }: { rotations: number }) => rotations)).toEqual([5, 5]);
      for (const { change, beats } of document.metrics) {
        if (change[1] !== null) expect(change).toEqual([0, 0]);
        if (beats[1] !== null) expect(beats[1].ties).toBe(1);
      }
      const csv = await compared('--format', 'csv');
      expect(csv.err).toMatch(/^note: Compared over the 5 rotations that both have \(Long has 9\)\.\n/);
      expect((await compared('--format', 'markdown')).out).toContain(`\n\n${note}\n\n`);
    });

    test('--rotations is for all, the first one included, and makes no difference by itself', async () => {
      const { out } = await compared('--rotations', '7', '--metric', 'gain@7', '--referral-rate', '1.2');
      expect(out).toContain('· 7 rotations\n');
      const [before, now] = [engaged(1, 7) - 100, engaged(1.2, 7) - 100].map((gain) => gain.toFixed(0));
      expect(out).toMatch(new RegExp(`\\ngain@7 +${before} +${now} `));
      const alone = await flywheel(['compare', 'hundred-per-cycle', '--rotations', '12']);
      expect(alone.out).toContain('\nNothing differs in these metrics.\n');
      const beyond = await compared('--metric', 'gain@8');
      expect([beyond.code, beyond.err]).toEqual([
        2,
        expect.stringMatching(/gain@8 is beyond .* that every scenario has: .* --rotations 8/),
      ]);
    });

    test('keep the stage that makes a customer, where it follows from what is earned later', async () => {
      const stages = [
        { id: 'visit', revenue: [0, 0, 1] },
        { id: 'buy', conversion: 0.5 },
      ];
      const channels = [{ id: 'paid', volume: 100, cost: 1 }];
      const shop = (rotations: number) => fileWith({ name: `Of ${rotations}`, rotations, channels, stages, loops: [] });
      const own = { 'a.json': shop(9), 'b.json': shop(2) };
      const args = ['compare', 'a.json', 'b.json', '--metric', 'mediaCac@1', '--format', 'json'];
      const { out } = await flywheel(args, { files: own });
      // 100 visits for 100: a customer of the long one is who visits.
      expect(row(JSON.parse(out), 'mediaCac@1').values[0]).toBe(1);
    });
  });

  test('amounts in different currencies have no difference, in any format', async () => {
    const files = Object.fromEntries(
      ['EUR', 'USD', 'EUR'].map((currency, i) => [
        `${i}.json`,
        fileWith({ name: `Shop ${i}`, currency, overhead: i + 1 }),
      ]),
    );
    const args = ['compare', '0.json', '1.json', '2.json', '--bands', '--runs', '50'];
    const document = JSON.parse((await flywheel([...args, '--format', 'json'], { files })).out);
    // An overhead of 1, 2 and 3 in each of 5 rotations.
    const { beats, ...cash } = row(document, 'cash');
    expect(cash).toMatchObject({ values: [-5, -10, -15], change: [0, null, -10], relative: [0, null, -2] });
    expect([beats?.[1], beats?.[2]?.probability]).toEqual([null, 0]);
    expect(row(document, 'engage').change).toEqual([0, 0, 0]);
    const { out } = await flywheel(args, { files });
    expect(out).not.toContain('In Shop 1, cash');
    expect(out).toContain('In Shop 2, cash is -EUR 15.00 instead of -EUR 5.00');
    const csv = await flywheel([...args, '--metric', 'cash', '--format', 'csv'], { files });
    expect(csv.out).toMatch(/\ncash,Shop 1,-10,,,/);
    const two = await flywheel(['compare', '0.json', '1.json'], { files });
    expect(two.out).not.toMatch(/cash is|differs in these metrics/);
  });

  test('quotients have digits enough for their difference to add up', async () => {
    const stages = (revenue: number) => [{ id: 'visit' }, { id: 'buy', conversion: 1, revenue }];
    const shop = (revenue: number) =>
      fileWith({ channels: [{ id: 'paid', volume: 10, cost: 1 }], stages: stages(revenue), loops: [] });
    // 3.75 less 4.51 is -0.76, where 3.8 less 4.5 would look like -0.7.
    const files = { 'a.json': shop(4.5074), 'b.json': shop(3.7511) };
    const { out } = await flywheel(['compare', 'a.json', 'b.json', '--metric', 'ltvToCac'], { files });
    expect(out).toMatch(/\nltvToCac +4\.51 +3\.75 +-0\.76 \(-16\.8%\)\n/);
    expect(out).toContain('ltvToCac is 3.75 instead of 4.51: 17% less.');
  });

  test('texts and rules are shown, and have no difference', async () => {
    const metrics = ['--metric', 'rules.smooth', '--metric', 'rules.smooth.weakest'];
    const document = await json('hundred-per-cycle', 'paid-only', ...metrics);
    expect(row(document, 'rules.smooth')).toMatchObject({
      values: [true, false],
      change: [null, null],
      relative: [null, null],
    });
    const { out } = await flywheel(['compare', 'hundred-per-cycle', 'paid-only', ...metrics]);
    expect(out).toMatch(/rules\.smooth +yes +no +–/);
  });
});

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

test.each([
  [
    ['hundred-per-cycle', 'hundred-once', '--metric', 'gian'],
    '--metric gian: there is no metric "gian" (did you mean gain?)',
  ],
  [
    ['hundred-per-cycle', 'hundred-once', '--metric', 'gain@9'],
    '--metric gain@9: gain@9 is beyond the 5 rotations that every scenario has: name an earlier one, or run all of them longer with --rotations 9',
  ],
  [['hundred-per-cycle', 'shop-flywheel', 'paid-only', '--referral-rate', '2'], '(in paid-only)'],
  [['-', '-'], 'standard input (-) can be read only once'],
  [['hundred-per-cycle', 'shop-flywheel', '--with', 'buy-one'], '(in shop-flywheel)'],
  [['hundred-per-cycle', 'hundred-onse'], 'did you mean hundred-once?'],
  [['hundred-per-cycle', '--with', 'loyalty'], 'there is no lever "loyalty"'],
])('%j is refused with exit code 2 and nothing on stdout', async (args, message) => {
  const { code, out, err } = await flywheel(['compare', ...args], { stdin: fileWith() });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('no scenario that is read is overwritten', async () => {
  const files = { 'a.json': fileWith(), 'b.json': fileWith({ name: 'B' }) };
  for (const output of ['a.json', './b.json']) {
    const { code, err, files: after } = await flywheel(['compare', 'a.json', 'b.json', '--output', output], { files });
    expect(code).toBe(2);
    expect(err).toContain('would overwrite the scenario itself');
    expect(after).toEqual(files);
  }
});

test('what makes no difference is said', async () => {
  const { err } = await flywheel(['compare', 'shop-flywheel', '--with', 'email-series@40', '--runs', '50']);
  expect(err).toContain('note: email-series would be on from rotation 40, after the last one');
  expect(err).toContain('note: --runs makes no difference without --bands');
});

test('a hostile name or flag does nothing to the terminal', async () => {
  const files = { 'a.json': fileWith({ name: 'A\u001b[2J\nB' }), 'b.json': fileWith({ name: '=1+1' }) };
  for (const format of ['table', 'markdown', 'csv', 'json']) {
    const { out, err } = await flywheel(
      ['compare', 'a.json', 'b.json', '--set', 'name="\u202eC"', '--bands', '--runs', '20', '--format', format],
      { files },
    );
    expect(out + err).not.toMatch(ACTING);
  }
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
