import { describe, expect, test } from 'vitest';
import { flywheel } from '../cli/session.ts';

/** Money, luck and an uncertain number: nothing of it is exact. */
const shop = {
  rotations: 2,
  period: 'month',
  start: '2027-11',
  channels: [{ id: 'ads', volume: 40, cost: 2, arrival: 'poisson' }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: { beta: [30, 70] }, revenue: 12.5 }],
  levers: [
    { id: 'offer', cost: 20, changes: [{ path: 'stages.buy.conversion', multiply: 1.2 }] },
    { id: 'gift', cost: 40, changes: [{ path: 'stages.buy.conversion', multiply: 1.05 }] },
  ],
};
const stdin = JSON.stringify(shop);
const RUNS = ['--runs', '1000'];
const GOAL = 'chance of cash@2 at least 120';
const P5 = 'p5:cash@2';

async function json(...args: string[]) {
  const { out, err, code } = await flywheel([...args, '--format', 'json'], { stdin });
  expect({ err: err.replaceAll(/note: .*\n/g, ''), code }).toEqual({ err: '', code: 0 });
  return JSON.parse(out);
}

/** What `chance` says of the same scenario: another way to the same numbers. */
async function chanceOf(...more: string[]): Promise<{ p5: number; chance: number }> {
  const { goals, rotations } = await json('chance', '-', 'cash@2 at least 120', ...RUNS, ...more);
  return { p5: rotations[1].bands.cash.p5, chance: goals[0].probability };
}

describe('a metric of chance is what `chance` says', () => {
  test('in simulate --metric, with its standard error; by the date of its rotation too', async () => {
    const { p5, chance } = await chanceOf();
    const asked = ['--metric', GOAL, '--metric', P5, '--metric', 'p5:cash@2027-12', '--metric', 'cash@2027-12'];
    const { metrics, runs, seed } = await json('simulate', '-', ...RUNS, ...asked);
    expect({ runs, seed }).toEqual({ runs: 1000, seed: '1' });
    expect(metrics.map(({ value }: { value: number }) => value)).toEqual([chance, p5, p5, expect.closeTo(2 * 70, 9)]);
    const error = Math.sqrt((chance * (1 - chance)) / 1000);
    expect(metrics[0]).toMatchObject({ method: 'monte-carlo', standardError: expect.closeTo(error, 12) });
    expect(metrics[3]).toEqual({ metric: 'cash@2027-12', value: 140, method: 'expected', standardError: null });
  });

  test('in every row of sweep, each as if asked alone', async () => {
    const asked = ['--metric', GOAL, '--metric', P5, '--metric', 'cash@2'];
    const { rows, method } = await json('sweep', '-', '--vary', 'channels.ads.volume=30,50', ...RUNS, ...asked);
    expect(method).toBe('monte-carlo');
    for (const { vary, metrics, standardErrors } of rows) {
      const volume = vary['channels.ads.volume'];
      const { p5, chance } = await chanceOf('--volume', String(volume));
      expect(metrics).toEqual({ [GOAL]: chance, [P5]: p5, 'cash@2': expect.closeTo(volume * 3.5, 9) });
      expect(Object.keys(standardErrors)).toEqual([GOAL, P5]);
    }
  });

  test('in compare, for each scenario', async () => {
    const { metrics } = await json('compare', '-', '--volume', '50', ...RUNS, '--metric', P5, '--metric', GOAL);
    const [before, after] = [await chanceOf(), await chanceOf('--volume', '50')];
    expect(metrics.map(({ values }: { values: number[] }) => values)).toEqual([
      [before.p5, after.p5],
      [before.chance, after.chance],
    ]);
    expect(metrics[1].change[1]).toBe(after.chance - before.chance);
  });

  test('in sensitivity: a number moved as a whole, an uncertain one too', async () => {
    const { rows, value, runs } = await json('sensitivity', '-', ...RUNS, '--metric', GOAL);
    expect({ value, runs }).toEqual({ value: (await chanceOf()).chance, runs: 1000 });
    const row = rows.find(({ path }: { path: string }) => path === 'channels.ads.volume');
    const ends = [await chanceOf('--volume', '36'), await chanceOf('--volume', '44')];
    expect([row.metricLow, row.metricHigh]).toEqual(ends.map(({ chance }) => chance));
    const conversion = rows.find(({ path }: { path: string }) => path === 'stages.buy.conversion');
    // Moved by its odds in every run, and drawn still: at its mean the chance would be another one.
    expect(conversion.metricLow).toBeLessThan(value);
    expect(conversion.metricHigh).toBeGreaterThan(value);
    expect(conversion.metricHigh).not.toBe((await chanceOf('--conversion', 'buy=32%')).chance);
  });

  test('in levers, alone, in order, and in the best set within a budget', async () => {
    const { alone, order, value } = await json('levers', '-', ...RUNS, '--metric', P5);
    const [none, offer, gift] = [await chanceOf(), await chanceOf('--with', 'offer'), await chanceOf('--with', 'gift')];
    expect(value).toBe(none.p5);
    expect(alone.map(({ metric }: { metric: number }) => metric)).toEqual([offer.p5, gift.p5]);
    expect(order[0].lever).toBe(offer.p5 >= gift.p5 ? 'offer' : 'gift');
    const { best } = await json('levers', '-', ...RUNS, '--metric', P5, '--budget', '1000');
    const both = await chanceOf('--with', 'offer,gift');
    const sets = [none.p5, offer.p5, gift.p5, both.p5];
    expect(best).toMatchObject({ metric: Math.max(...sets), method: 'all subsets' });
  });

  test('in a plot, which says how it was found', async () => {
    const args = [
      'plot',
      '-',
      '--chart',
      'sweep',
      '--vary',
      'channels.ads.volume=30,50',
      '--metric',
      GOAL,
      '-o',
      'a.json',
    ];
    const { files, code } = await flywheel([...args, ...RUNS], { stdin });
    expect(code).toBe(0);
    const chart = JSON.parse(files['a.json']);
    const found = [await chanceOf('--volume', '30'), await chanceOf('--volume', '50')];
    expect(chart.data.values.map(({ value }: { value: number }) => value)).toEqual(found.map(({ chance }) => chance));
    expect(chart.description).toContain('Chance of Cash so far in Dec 2027 at least 120');
    expect(chart.description).toContain('1,000 runs, seed 1');
  });
});

describe('the worked example, exactly', () => {
  test.each([
    ['chance of gain@5 at least 47', 0.5185, 4],
    ['p5:engage@5', 135, 9],
    ['p50:engage@5', 147, 9],
    ['p95:engage@5', 160, 9],
    ['mean:engage@5', 147.07664, 5],
    ['sd:engage@5', 7.51711, 5],
  ])('%s is %d', async (metric, value, digits) => {
    const { metrics } = await json('simulate', 'hundred-per-cycle', '--metric', metric);
    expect(metrics).toEqual([{ metric, value: expect.closeTo(value, digits), method: 'exact', standardError: null }]);
  });

  test('in words, with what a header means below', async () => {
    const args = ['sweep', 'hundred-per-cycle', '--vary', 'channels.paid.volume=100,150', '--metric', 'p5:gain@5'];
    const { out } = await flywheel(args, {});
    expect(out).toContain('Low end of gain@5');
    expect(out).toContain('Low end of gain@5: there is a 5% chance of less.');
    expect(out).toContain('The chances are exact.');
  });
});

describe('bad usage', () => {
  const COMMANDS: [string, ...string[]][] = [
    ['simulate', '--metric'],
    ['compare', '--volume', '50', '--metric'],
    ['sweep', '--vary', 'channels.ads.volume=30,50', '--metric'],
    ['sensitivity', '--metric'],
    ['levers', '--metric'],
  ];

  test.each(COMMANDS)('%s refuses what is no metric, and says what to write', async (command, ...args) => {
    for (const [metric, message] of [
      ['p7:cash', 'before a metric go p5:, p50:, p95:, mean: and sd:'],
      ['chance of cash', 'write it like "chance of cash at least 47"'],
      ['p5:rules.easier', 'rules.easier is a yes or no and no number'],
      ['p5:cash@9', 'add --rotations 9'],
    ]) {
      const { code, out, err } = await flywheel([command, '-', ...args, metric], { stdin });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(command === 'compare' && metric === 'p5:cash@9' ? '--rotations 9' : message);
    }
  });

  test('--exact is refused where there is no exact answer', async () => {
    for (const [command, ...args] of COMMANDS) {
      const { code, err } = await flywheel([command, '-', ...args, P5, '--exact'], { stdin });
      expect({ command, code }).toEqual({ command, code: 2 });
      expect(err).toMatch(/has no exact answer/);
    }
  });
});
