import { describe, expect, test } from 'vitest';
import { ACTING, fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const json = async (...args: string[]) => {
  const { code, out, err } = await flywheel(['sensitivity', ...args, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};

describe('sensitivity', () => {
  test('says which number matters most, in a table and in a sentence', async () => {
    const { code, out, err } = await flywheel(['sensitivity', 'hundred-per-cycle']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'One hundred engaged per cycle · what moves gain · every number ±10%, shares by their odds · 5 rotations',
    );
    // 100 ((1 + 0.9 x 0.10125)^4 - 1) = 41.74, and 52.56 with 1.1; the scale of the bars is the larger, 5.48.
    expect(out).toMatch(
      /\nWord of mouth: per member +0\.9 to 1\.1 +42 +53 +1\.15 ░{8}│█{8} +loops\.word-of-mouth\.perMember\n/,
    );
    // 4.71 is 0.86 of that, 7 of 8 cells.
    expect(out).toMatch(/\nPaid: volume +90 to 110 +42 +52 +1\.00 {2}░{7}│█{7} +channels\.paid\.volume\n/);
    // Odds of 3 to 7 become 2.7 and 3.3 to 7: x 0.9278 and 1.0680, so 43.19 and 50.78, at 6 and 5 of 8 cells.
    expect(out).toMatch(
      /\nAcquire: conversion +27\.8% to 32\.0% +43 +51 +1\.15 {3}░{6}│█{5} +stages\.acquire\.conversion\n/,
    );
    expect(out).toContain(
      '\n10% less or more of Word of mouth: per member (loops.word-of-mouth.perMember) moves gain in rotation 5 from 42 to 53: more than any other number.\n',
    );
    expect(out).toContain('\nA share p moves by its odds, p/(1 - p), 10% less and more: ');
  });

  test('as JSON has what scripts depend on', async () => {
    const { flywheel: version, command, scenario, metric, value, by, rows, notes } = await json('hundred-per-cycle');
    expect([version, command, metric, by, notes]).toEqual([1, 'sensitivity', 'gain', 0.1, []]);
    expect(scenario).toEqual({ name: 'One hundred engaged per cycle', rotations: 5, with: [] });
    expect(value).toBeCloseTo(47.07663523461914, 10);
    expect(rows).toHaveLength(5);
    expect(Object.keys(rows[0])).toEqual(['path', 'base', 'low', 'high', 'metricLow', 'metricHigh', 'elasticity']);
    expect(rows[0]).toMatchObject({ path: 'loops.word-of-mouth.perMember', base: 1, low: 0.9 });
  });

  test('looks at the metric, the step and the scenario asked for', async () => {
    const result = await json('value-journey', '--metric', 'cac@12', '--by', '0.05', '--with', 'upsell');
    expect(result).toMatchObject({ metric: 'cac@12', by: 0.05, scenario: { with: ['upsell'] } });
    expect(result.rows.map(({ path }: { path: string }) => path)).toContain('levers.upsell.setup');
    expect(result.notes.join(' ')).toContain('The effects of levers are assumptions');
    const { rows } = await json('hundred-per-cycle', '--conversion', 'acquire=40%', '--by', '5%');
    const acquire = rows.find(({ path }: { path: string }) => path === 'stages.acquire.conversion');
    // Odds of 4 to 6 become 3.8 to 6 and 4.2 to 6.
    expect(acquire.base).toBe(0.4);
    expect(acquire.low).toBeCloseTo(3.8 / 9.8, 12);
    expect(acquire.high).toBeCloseTo(4.2 / 10.2, 12);
  });

  test('takes cash where there is money', async () => {
    expect((await json('value-journey')).metric).toBe('cash');
  });

  test('as CSV is a row per number', async () => {
    const { out } = await flywheel(['sensitivity', 'hundred-per-cycle', '--format', 'csv']);
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toBe('path,base,low,high,metricLow,metricHigh,elasticity');
    expect(rows).toHaveLength(5);
    expect(rows[1]).toMatch(/^channels\.paid\.volume,100,90,110\.0/);
  });

  test('as Markdown has no bars, which need letters of one width', async () => {
    const { out } = await flywheel(['sensitivity', 'hundred-per-cycle', '--format', 'markdown']);
    expect(out).toContain('| Acquire: conversion | 27.8% to 32.0% | 43 | 51 | 1.15 | stages.acquire.conversion |');
    expect(out).not.toMatch(/[░█]/);
  });

  test.each([40, 60, 80, 120])('fits a terminal of %i columns', async (outColumns) => {
    const { out } = await flywheel(['sensitivity', 'hundred-per-cycle'], { outColumns, env: { NO_COLOR: '1' } });
    expect(out.split('\n').filter((line) => line.length > outColumns)).toEqual([]);
    const row = out.split('\n').find((line) => line.startsWith('Word of mouth: per member'));
    expect(row).toMatch(/ 42 +53\b/);
  });

  test.each([
    [40, ['At low', 'At high'], ['Low to high', 'Elasticity', 'Effect']],
    [80, ['At low', 'At high', 'Elasticity', 'Effect'], ['Low to high']],
  ])('on %i columns keeps what matters, and explains nothing else', async (outColumns, kept, left) => {
    const loops = [{ id: 'recommendations', type: 'referral', from: 'advocate', to: 'engage', perMember: 1 }];
    const files = { 'plan.json': fileWith({ loops, channels: [{ id: 'instagram-ads', volume: 10_000, cost: 1 }] }) };
    const { out } = await flywheel(['sensitivity', 'plan.json'], { files, outColumns, env: { NO_COLOR: '1' } });
    const lines = out.split('\n');
    const head = lines.find((line) => line.startsWith('Number ')) ?? '';
    for (const header of kept) expect(head).toContain(header);
    for (const header of left) {
      expect(head).not.toContain(header);
      expect(lines.filter((line) => line.includes(`${header}: `))).toEqual([]);
    }
    expect(out.replace(/\s+/g, ' ')).toContain('At low and at high: cash with the number at either end.');
  });

  test('the number that matters most is said with its ends where it is a share', async () => {
    const stages = JSON.parse(fileWith()).stages.with(3, { id: 'advocate', conversion: 0.45, retention: 0.5 });
    const files = { 'plan.json': fileWith({ rotations: 60, stages }) };
    const { out } = await flywheel(['sensitivity', 'plan.json', '--metric', 'active.advocate'], { files });
    // Odds of 1 to 1 become 0.9 and 1.1 to 1.
    expect(out).toContain('\n10% less or more of Paid: volume (channels.paid.volume) moves active.advocate');
    expect(out).toMatch(/\nAdvocate: retention +47\.4% to 52\.4% /);
  });

  test('names what has no effect', async () => {
    const stages = JSON.parse(fileWith()).stages.with(2, { id: 'nurture', conversion: 0.95, retention: 0.5 });
    const { out } = await flywheel(['sensitivity', 'plan.json'], { files: { 'plan.json': fileWith({ stages }) } });
    expect(out).toContain('Without any effect on it: stages.nurture.retention.');
    // Odds of 19 to 1 become 17.1 and 20.9.
    expect(out).toMatch(/\nNurture: conversion +94\.5% to 95\.4% /);
  });

  test('says nothing of shares where none moves the metric', async () => {
    const files = { 'plan.json': fileWith({ overhead: 5 }) };
    const { out } = await flywheel(['sensitivity', 'plan.json', '--metric', 'cash'], { files });
    expect(out).not.toContain('odds, p/(1 - p)');
  });

  test.each([
    // A rate of 0.3 moves by 0.3 x 0.7 of how far its odds do.
    ['0.01', '1%', '29.8% to 30.2%'],
    ['12.5%', '12.5%', '27.3% to 32.5%'],
    ['0.0002', '0.02%', '29.9958% to 30.0042%'],
    ['0.01%', '0.01%', '29.9979% to 30.0021%'],
  ])('a step of %s is said as it is, and seen', async (by, words, range) => {
    const { out } = await flywheel(['sensitivity', 'hundred-per-cycle', '--by', by]);
    expect(out).toContain(`every number ±${words}, shares by their odds ·`);
    expect(out).toContain(`\n${words} less or more of `);
    expect(out).toMatch(new RegExp(`Acquire: conversion +${range} `));
  });

  test('rounding is no effect', async () => {
    // The volume cancels out of the share that came by referral.
    const { out } = await flywheel(['sensitivity', 'hundred-per-cycle', '--metric', 'referredShare']);
    expect(out).toContain('Without any effect on it: channels.paid.volume.');
  });

  test('prices in small coins keep the digits that moved', async () => {
    const files = { 'plan.json': fileWith({ channels: [{ id: 'paid', volume: 100, cost: 0.05 }] }) };
    const { out } = await flywheel(['sensitivity', 'plan.json'], { files });
    expect(out).toMatch(/Paid: cost +0\.045 to 0\.055 /);
  });

  test.each([
    [['--metric', 'rules.smooth'], /rules\.smooth is yes or no, and only a number can rise or fall/],
    [['--metric', 'rules.smooth.weakest'], /is a stage, and only a number can rise or fall/],
    [['--metric', 'gian'], /there is no metric "gian" \(did you mean gain\?\)/],
    [['--metric', 'gain@9'], /beyond the 5 rotations of this run: add --rotations 9/],
    [['--rotations', '1', '--metric', 'gain@9'], /beyond the only rotation of this run: add --rotations 9/],
    [['--metric', 'gain', '--metric', 'engage'], /one metric at a time: ask for gain and engage/],
    [['--by', '10'], /from 0\.01% to below 100%\. Did you mean 10%\?/],
    [['--by', '0'], /from 0\.01% to below 100%/],
    // So little that nothing would seem to have an effect.
    [['--by', '1e-300'], /from 0\.01% to below 100%/],
    [['--by', '100%'], /from 0\.01% to below 100%/],
    [['--by', 'much'], /a share such as 10% or 0\.1, or uncertainty, and got the text "much"/],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await flywheel(['sensitivity', 'hundred-per-cycle', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(ACTING);
  });
});
