import { describe, expect, test } from 'vitest';
import { answersTo, type Sampling } from '../../../../src/analysis/chance/estimate.ts';
import { type ForecastValue, forecastOf } from '../../../../src/commands/track/forecast/forecast.ts';
import { readActuals } from '../../../../src/commands/track/reading/actuals.ts';
import { bundledNames } from '../../../../src/io/bundled.ts';
import type { Scenario } from '../../../../src/model/scenario/types.ts';
import { flywheel } from '../../../cli/session.ts';
import { metricOf, sampling } from '../drawn-wheels.ts';

/** @param rows lines of a CSV, the first one with its names */
async function forecast(scenario: Scenario, rows: string, runs = 1000): Promise<ReadonlyMap<string, ForecastValue>> {
  const { actuals } = readActuals(rows, 'actuals', scenario);
  const drawn = { scenario, switches: [] };
  const found = await forecastOf(scenario, actuals, drawn, { switches: [], runs, seed: '1' }, sampling);
  if (found === null || 'fault' in found) throw new Error('there is no forecast');
  return new Map(found.values.map((value) => [value.metric.name, value]));
}

/** What a metric is expected to come to now. */
const nowOf = async (scenario: Scenario, rows: string, metric: string): Promise<number | null | undefined> =>
  (await forecast(scenario, rows, 1)).get(metric)?.now;

const FRIENDS = { id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 0.5 } as const;

/** Members are kept, though nobody is referred. */
const WHEEL: Scenario = {
  rotations: 3,
  channels: [{ id: 'ads', volume: 100 }],
  stages: [{ id: 'visit' }, { id: 'buy', conversion: 0.5, retention: 0.8 }],
  loops: [{ ...FRIENDS, perMember: 0 }],
};

describe('where everything came as planned, so does the rest', () => {
  test.each(bundledNames())('%s', async (name) => {
    const plan = await flywheel(['simulate', name, '--format', 'csv']);
    const lines = plan.out.trim().split('\n');
    const csv = lines.slice(0, Math.ceil(lines.length / 2)).join('\n');
    const { code, out, err } = await flywheel(['track', name, 'a.csv', '--format', 'json', '--runs', '10'], {
      files: { 'a.csv': csv },
    });
    expect({ code, err }).toMatchObject({ code: 0 });
    const { forecast: rows } = JSON.parse(out) as { forecast: { plan: number; now: number }[] };
    expect(rows.length).toBeGreaterThan(2);
    for (const { plan: planned, now } of rows)
      expect(Math.abs(now - planned)).toBeLessThanOrEqual(1e-9 * Math.abs(planned));
  });
});

describe('what is known replaces the plan, and the rest follows from it', () => {
  test('half the visits in the first rotation', async () => {
    // 25 buy, and 50 in each rotation after that: 25, then 0.8 x 25 + 50 = 70, then 0.8 x 70 + 50 = 106.
    expect(await nowOf(WHEEL, 'rotation,visit\n1,50\n', 'active.buy')).toBeCloseTo(106, 12);
    expect(await nowOf(WHEEL, 'rotation,visit\n1,50\n', 'total:buy')).toBeCloseTo(125, 12);
  });

  test('a later stage and the members in it', async () => {
    expect(await nowOf(WHEEL, 'rotation,visit,buy\n1,50,40\n', 'active.buy')).toBeCloseTo(0.8 * (32 + 50) + 50, 12);
    expect(await nowOf(WHEEL, 'rotation,buy,active.buy\n1,40,10\n', 'active.buy')).toBeCloseTo(0.8 * (8 + 50) + 50, 12);
  });

  test('members refer as many as there are', async () => {
    const wheel = { ...WHEEL, loops: [FRIENDS] };
    // 20 members bring 10; 55 more buy.
    expect(await nowOf({ ...wheel, rotations: 2 }, 'rotation,active.buy\n1,20\n', 'active.buy')).toBeCloseTo(71, 12);
    expect(await nowOf({ ...wheel, rotations: 2 }, 'rotation,active.buy\n1,20\n', 'total:gain')).toBeCloseTo(10, 12);
  });

  test('those referred, or the gain, which is the same without a market', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      rotations: 2,
      loops: [FRIENDS],
      stages: [WHEEL.stages[0], { ...WHEEL.stages[1], initial: 20 }],
    };
    // Of 130 half buy; 65 and 0.8 x 20 bring 40.5.
    for (const name of ['referred', 'gain']) {
      expect(await nowOf(wheel, `rotation,${name}\n1,30\n`, 'total:gain')).toBeCloseTo(70.5, 12);
    }
  });

  test('a total is split as the wheel would have it, and a part that is known stays', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      channels: [
        { id: 'ads', volume: 60 },
        { id: 'mail', volume: 40, retention: { buy: 0 } },
      ],
      rotations: 2,
    };
    // Of 25 who buy 15 come from the ads, and 12 of them stay; then 50 buy.
    expect(await nowOf(wheel, 'rotation,visit\n1,50\n', 'active.buy')).toBeCloseTo(62, 12);
    // All but 10 of them came by mail.
    expect(await nowOf(wheel, 'rotation,visit,visit.mail\n1,50,40\n', 'active.buy')).toBeCloseTo(54, 12);
  });

  test('who went on does not wait', async () => {
    const wheel: Scenario = { ...WHEEL, rotations: 2, stages: [{ id: 'visit', wait: 0.5 }, WHEEL.stages[1]] };
    // 80 of 100 went on, so that 10 wait; of 110 half go on.
    expect(await nowOf(wheel, 'rotation,buy\n1,80\n', 'buy')).toBeCloseTo(55, 12);
    // All who were there went on, and more.
    expect(await nowOf(wheel, 'rotation,buy\n1,120\n', 'buy')).toBeCloseTo(50, 12);
  });

  test('who is on the way arrives', async () => {
    const wheel: Scenario = { ...WHEEL, stages: [{ id: 'visit' }, { ...WHEEL.stages[1], delay: 1 }] };
    expect(await nowOf(wheel, 'rotation,visit\n1,50\n', 'total:buy')).toBeCloseTo(25 + 50, 12);
    expect(await nowOf(wheel, 'rotation,visit,buy\n1,50,7\n', 'total:buy')).toBeCloseTo(7 + 25 + 50, 12);
  });

  test('who stays a fixed time leaves after it', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      rotations: 4,
      stages: [{ id: 'visit' }, { id: 'buy', conversion: 1, activeFor: 2 }],
    };
    const rotations = async (rows: string): Promise<(number | null | undefined)[]> =>
      Promise.all([3, 4].map((last) => nowOf({ ...wheel, rotations: last }, rows, 'active.buy')));
    // Those of rotation 2 leave after rotation 3.
    expect(await rotations('rotation,buy\n1,80\n2,30\n')).toEqual([130, 200]);
    // 150 instead of 200, half of them from rotation 1.
    expect(await rotations('rotation,active.buy\n2,150\n')).toEqual([175, 200]);
    expect(await rotations('rotation,buy,active.buy\n1,0,0\n2,0,40\n')).toEqual([140, 200]);
  });

  test('initial members who are still there', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      rotations: 2,
      stages: [{ id: 'visit' }, { ...WHEEL.stages[1], initial: 50 }],
      loops: [FRIENDS],
    };
    // Of 0.8 x 50 + 62.5 = 102.5 only 82 are left: 65.6 of them stay, and they bring 41.
    expect(await nowOf(wheel, 'rotation,active.buy\n1,82\n', 'active.buy')).toBeCloseTo(65.6 + 0.5 * 141, 12);
  });

  test('in a market, whoever came is not there any more', async () => {
    const wheel: Scenario = { ...WHEEL, rotations: 2, market: { size: 400 } };
    // Three quarters, or a half, are left.
    expect(await nowOf(wheel, 'rotation,visit\n1,100\n', 'buy')).toBeCloseTo(37.5, 12);
    expect(await nowOf(wheel, 'rotation,visit\n1,200\n', 'buy')).toBeCloseTo(25, 12);
  });

  test('proof by the members who are there', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      rotations: 2,
      loops: [{ id: 'reviews', type: 'proof', from: 'buy', to: 'buy', ceiling: 0.9, half: 60 }],
    };
    expect(await nowOf(wheel, 'rotation,active.buy\n1,60\n', 'buy')).toBeCloseTo(70, 12);
  });

  test('visits, cash and other amounts', async () => {
    const wheel: Scenario = {
      ...WHEEL,
      channels: [{ id: 'ads', volume: 100, cost: 1 }],
      stages: [{ id: 'visit' }, { ...WHEEL.stages[1], revenue: 10 }],
      loops: [{ id: 'again', type: 'repeat', from: 'buy', to: 'buy', perMember: 0.5, revenue: 2 }],
    };
    // Each rotation earns 500 - 100, and 2 for each visit: half of 50, then of 90 members.
    expect(await nowOf(wheel, 'rotation,cash\n1,1000\n', 'cash')).toBeCloseTo(1000 + 450 + 490, 9);
    expect(await nowOf(wheel, 'rotation,profit\n1,1000\n', 'cash')).toBeCloseTo(1000 + 450 + 490, 9);
    expect(await nowOf(wheel, 'rotation,revenue\n1,700\n', 'cash')).toBeCloseTo(600 + 450 + 490, 9);
    expect(await nowOf(wheel, 'rotation,cost\n1,50\n', 'cash')).toBeCloseTo(450 + 450 + 490, 9);
    expect(await nowOf(wheel, 'rotation,spend\n1,120\n', 'cash')).toBeCloseTo(380 + 450 + 490, 9);
    expect(await nowOf(wheel, 'rotation,visit\n1,50\n', 'cash')).toBeCloseTo(200 + 425 + 470, 9);
    expect(await nowOf(wheel, 'rotation,buy.returning\n2,100\n', 'cash')).toBeCloseTo(400 + 600 + 490, 9);
  });
});

const random = xorshift(20270101);

/** Uniform numbers in 0..1: Marsaglia's xorshift with the triple 13, 17, 5. */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe('bands', () => {
  const poisson: Scenario = {
    ...WHEEL,
    rotations: 5,
    channels: [{ id: 'ads', volume: 100, arrival: 'poisson' }],
    loops: [FRIENDS],
  };

  test('are those of a wheel that starts with the members who are there', async () => {
    const now = (await forecast(poisson, 'rotation,active.buy\n2,30\n', 40_000)).get('active.buy');
    const buy = { id: 'buy', conversion: 0.5, retention: 0.8, initial: 30 };
    const later: Scenario = { ...poisson, rotations: 3, stages: [{ id: 'visit' }, buy] };
    const asked = { metrics: [metricOf('active.buy', later)], goals: [] };
    const answers = await answersTo(asked, later, { switches: [], runs: null, seed: '1' }, sampling);
    const [band] = answers.bands;
    expect(answers.method).toBe('exact');
    // A quantile from 40,000 runs lies within one of the true one, where one person has a chance of 1 to 2 %.
    expect(Math.abs((now?.p5 ?? 0) - (band?.p5 ?? 0))).toBeLessThanOrEqual(1);
    expect(Math.abs((now?.p95 ?? 0) - (band?.p95 ?? 0))).toBeLessThanOrEqual(1);
    expect(now?.now).toBeCloseTo(band?.mean ?? 0, 9);
  });

  test('of one more rotation by hand: who stays of 100 with 80 %', async () => {
    const wheel: Scenario = { ...WHEEL, rotations: 2, channels: [{ id: 'ads', volume: 0 }] };
    const now = (await forecast(wheel, 'rotation,active.buy\n1,100\n', 40_000)).get('active.buy');
    // Binomial(100, 0.8): P(X <= 72) = 0.0342, P(X <= 73) = 0.0558; P(X <= 85) = 0.9196, P(X <= 86) = 0.9531.
    expect([now?.p5, now?.p95]).toEqual([73, 86]);
  });

  test('in a market are those of a wheel that is drawn person by person', async () => {
    const wheel: Scenario = { ...WHEEL, market: { size: 500 } };
    const now = (await forecast(wheel, 'rotation,visit,buy\n1,80,30\n', 40_000)).get('total:buy');
    const drawnTotals = Array.from({ length: 40_000 }, () => {
      let [reached, buyers] = [80, 30];
      for (const _ of [2, 3]) {
        const share = 1 - reached / 500;
        for (let candidate = 0; candidate < 100; candidate++) {
          if (random() >= share) continue;
          reached++;
          if (random() < 0.5) buyers++;
        }
      }
      return buyers;
    }).sort((a, b) => a - b);
    // Either is within one of the truth, as above.
    expect(Math.abs((now?.p5 ?? 0) - drawnTotals[2000])).toBeLessThanOrEqual(1);
    expect(Math.abs((now?.p95 ?? 0) - drawnTotals[38_000])).toBeLessThanOrEqual(1);
  });

  test('of a long run come from fewer runs, unless more are asked for', async () => {
    const long: Scenario = { ...WHEEL, rotations: 5000 };
    const { actuals } = readActuals('rotation,visit\n1,80\n', 'actuals', long);
    const asked: number[] = [];
    const none: Sampling = async ({ runs }) => {
      asked.push(runs);
      return { bands: () => [], outcomes: () => [] };
    };
    for (const runs of [null, 20_000]) {
      await forecastOf(long, actuals, { scenario: long, switches: [] }, { switches: [], runs, seed: '1' }, none);
    }
    expect(asked).toEqual([3000, 20_000]);
  });

  test('leave nothing to chance that is known', async () => {
    const wheel: Scenario = { ...WHEEL, channels: [{ id: 'ads', volume: [100, 100, 0], arrival: 'poisson' }] };
    const now = (await forecast(wheel, 'rotation,buy\n1,51\n2,33\n')).get('total:buy');
    expect(now).toMatchObject({ now: 84, p5: 84, p95: 84 });
  });

  test('wait, delays, fixed stays and a market are drawn from the same state', async () => {
    const wheel: Scenario = {
      rotations: 6,
      customer: 'buy',
      channels: [{ id: 'ads', volume: 100, arrival: 'poisson' }],
      stages: [
        { id: 'visit', wait: 0.3 },
        { id: 'try', conversion: 0.5, delay: 1, optional: 0.2 },
        { id: 'buy', conversion: 0.6, activeFor: 3 },
      ],
      loops: [{ id: 'friends', type: 'referral', from: 'buy', to: 'visit', perMember: 0.2 }],
    };
    const rows = 'rotation,visit,buy,active.buy\n1,90,20,21\n2,120,30,45\n3,80,40,70\n';
    const now = await forecast(wheel, rows, 20_000);
    for (const { now: mean, p5, p95 } of now.values()) {
      expect(mean ?? 0).toBeGreaterThan(p5 ?? 0);
      expect(mean ?? 0).toBeLessThan(p95 ?? 0);
    }
    const limited = await forecast({ ...wheel, market: { size: 2000 } }, rows, 2000);
    expect(limited.get('total:buy')?.p95).toBeLessThan(now.get('total:buy')?.p95 ?? 0);
  });
});
