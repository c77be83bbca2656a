import { describe, expect, test } from 'vitest';
import { ACTING, fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';
import { engaged, json, row } from './document.ts';

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
