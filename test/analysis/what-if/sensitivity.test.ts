import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { type Sensitivity, sensitivityOf } from '../../../src/analysis/what-if/sensitivity.ts';
import { swingOf } from '../../../src/analysis/what-if/swings.ts';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';
import { fileWith } from '../../cli/example.ts';

interface Asked {
  readonly metric?: string;
  readonly by?: number;
  readonly switches?: readonly Switch[];
}

function moved(
  changes: Record<string, unknown>,
  { metric, by = 0.1, switches = [] }: Asked = {},
): Promise<Sensitivity> {
  const scenario = readScenario(fileWith(changes));
  const asked = objectiveOf(metric === undefined ? undefined : [metric], scenario);
  return sensitivityOf(scenario, asked, { switches, by });
}

const rowOf = ({ rows }: Sensitivity, path: string) => {
  const row = rows.find((one) => one.path === path);
  if (!row) throw new Error(`no ${path} among ${rows.map((one) => one.path)}`);
  return row;
};

/**
 * The worked example by hand. Advocates never leave, so with x = perMember c1 c2 c3 new people per person and rotation
 * arrivals(t) = v (1 + x)^(t - 1), and gain@5 = v ((1 + x)^4 - 1).
 */
const [volume, x] = [100, 1 * 0.3 * 0.75 * 0.45];
const fourth = (number: number): number => number * number * number * number;
const gain = (v: number, factor: number): number => v * (fourth(1 + x * factor) - 1);

describe('the worked example, where the effect of every number is known in closed form', async () => {
  const result = await moved({});
  const conversions = { acquire: 0.3, nurture: 0.75, advocate: 0.45 };
  // Odds of 3 to 7 go to 2.7 to 7 and to 3.3 to 7, and a rate of 0.3 to 2.7 / 9.7 and 3.3 / 10.3.
  const odds = (share: number, by: number): number => ((1 + by) * share) / (1 - share + (1 + by) * share) / share;
  const growing = [
    ...Object.entries(conversions).map(([stage, base]) => {
      return { path: `stages.${stage}.conversion`, base, less: odds(base, -0.1), more: odds(base, 0.1) };
    }),
    { path: 'loops.word-of-mouth.perMember', base: 1, less: 0.9, more: 1.1 },
  ];

  test('says what was asked', () => {
    expect(result).toMatchObject({ metric: 'gain', by: 0.1, notes: [] });
    expect(result.value).toBeCloseTo(gain(volume, 1), 10);
  });

  test.each(growing)('$path moves growth', ({ path, base, less, more }) => {
    const row = rowOf(result, path);
    const [low, high] = [gain(volume, less), gain(volume, more)];
    expect(row.base).toBe(base);
    expect(row.low).toBeCloseTo(less * base, 14);
    expect(row.high).toBeCloseTo(more * base, 14);
    expect(row.metricLow).toBeCloseTo(low, 9);
    expect(row.metricHigh).toBeCloseTo(high, 9);
    expect(row.elasticity).toBeCloseTo((high - low) / gain(volume, 1) / (more - less), 9);
  });

  test('the volume moves the gain in proportion', () => {
    const row = rowOf(result, 'channels.paid.volume');
    expect(row).toMatchObject({ base: 100, low: 90 });
    expect(row.high).toBeCloseTo(110, 12);
    expect(row.metricLow).toBeCloseTo(0.9 * gain(volume, 1), 9);
    expect(row.metricHigh).toBeCloseTo(1.1 * gain(volume, 1), 9);
    expect(row.elasticity).toBeCloseTo(1, 9);
  });

  test('the largest comes first', () => {
    const shares = ['acquire', 'advocate', 'nurture'].map((stage) => `stages.${stage}.conversion`);
    const amounts = ['loops.word-of-mouth.perMember', 'channels.paid.volume'];
    expect(result.rows.map(({ path }) => path)).toEqual([...amounts, ...shares]);
  });

  test('equals keep the order of the file although rounding tells them apart', async () => {
    const stages = ['engage', 'acquire', 'nurture', 'advocate'].map((id, s) => (s ? { id, conversion: 0.4 } : { id }));
    const { rows } = await moved({ stages });
    const links = rows.map(({ path }) => path).filter((path) => path.startsWith('stages'));
    expect(links).toEqual(['acquire', 'nurture', 'advocate'].map((stage) => `stages.${stage}.conversion`));
  });

  /**
   * f(h) = gain(1 + h) is of the fourth degree, so (f(by) - f(-by)) / 2 by is f'(0) + f'''(0) by^2 / 6 to the letter,
   * with f''' = 24 x^3 (1 + x) v. Of the difference of two gains some 1e-14 may be rounding, and it is divided by 2 by.
   * The two ends of a share lie (1 - p) by off it, but for by^2: their slope is that at up to by^2 aside, where gain is
   * steeper by at most its second derivative, 12 x^2 (1 + x)^2 v.
   */
  test('for small moves elasticity is the derivative', async () => {
    const by = 1e-4;
    const derivative = (4 * x * (1 + x) * (1 + x) * (1 + x)) / (fourth(1 + x) - 1);
    const cubic = (4 * x * x * x * (1 + x)) / (fourth(1 + x) - 1);
    const square = (12 * x * x * (1 + x) * (1 + x)) / (fourth(1 + x) - 1);
    const small = await moved({}, { by });
    for (const { path } of growing) {
      const off = Math.abs((rowOf(small, path).elasticity ?? 0) - derivative);
      expect(off).toBeLessThan((cubic + square) * by * by + 1e-14 / by);
    }
  });
});

describe('what is moved', () => {
  const priced = {
    discount: 0.01,
    overhead: [10, 20, 30],
    market: { size: 5000 },
    channels: [{ id: 'paid', volume: { start: 100, step: 10 }, cost: '1/2', conversion: { acquire: '40%' } }],
    stages: [
      { id: 'engage' },
      { id: 'acquire', conversion: 0.3, revenue: 40, delay: 1 },
      { id: 'advocate', conversion: { uniform: [0.2, 0.4] }, activeFor: 3, initial: 10 },
    ],
    loops: [
      {
        id: 'word',
        type: 'referral',
        from: 'advocate',
        to: 'engage',
        perMember: 1,
        reward: { amount: 0, at: 'acquire' },
      },
    ],
    levers: [{ id: 'offer', cost: 7, setup: 11, changes: [{ path: 'stages.acquire.conversion', multiply: 1.2 }] }],
    expect: [{ metric: 'gain', is: 20, within: 1000 }],
  };
  const all = [
    ...['discount', 'overhead', 'market.size', 'channels.paid.volume', 'channels.paid.cost'],
    ...['channels.paid.conversion.acquire', 'stages.acquire.conversion', 'stages.acquire.revenue'],
    ...['stages.advocate.conversion', 'stages.advocate.initial', 'loops.word.perMember', 'loops.word.reward.amount'],
  ];

  test('is every number but whole ones, assertions and levers that are off', async () => {
    const { rows, metric } = await moved(priced);
    expect(metric).toBe('cash');
    expect(rows.map(({ path }) => path).sort()).toEqual([...all].sort());
  });

  test('of a lever that is on, is what it costs', async () => {
    const { rows } = await moved(priced, { switches: [{ lever: 'offer', from: 2 }] });
    const paths = [...all, 'levers.offer.cost', 'levers.offer.setup'];
    expect(rows.map(({ path }) => path).sort()).toEqual(paths.sort());
    // On in rotations 2 to 5: four times 7 is 28, and the setup of 11 once.
    const swings = new Map(rows.map((row) => [row.path, swingOf(row)]));
    expect(swings.get('levers.offer.cost')).toBeCloseTo(0.2 * 28, 8);
    expect(swings.get('levers.offer.setup')).toBeCloseTo(0.2 * 11, 8);
  });

  test('of a season is the whole, shown by its mean', async () => {
    const channels = [{ id: 'paid', volume: { repeat: [80, 120] } }];
    const season = { start: 100, growth: 0, season: [0.8, 1.2] };
    for (const volume of [channels, [{ id: 'paid', volume: season }]]) {
      const found = await moved({ rotations: 4, channels: volume, loops: [] }, { metric: 'total:engage' });
      expect(rowOf(found, 'channels.paid.volume')).toMatchObject({
        base: expect.closeTo(100, 9),
        low: expect.closeTo(90, 9),
        metricLow: expect.closeTo(360, 9),
        metricHigh: expect.closeTo(440, 9),
        elasticity: expect.closeTo(1, 9),
      });
    }
  });

  test('of a list or a growth is the whole, shown by its mean', async () => {
    const result = await moved(priced);
    // 100, 110, 120, 130, 140; and 10, 20, 30, 30, 30, of which all is paid: 120 a run.
    expect(rowOf(result, 'channels.paid.volume')).toMatchObject({ base: 120, low: 108 });
    const overhead = rowOf(result, 'overhead');
    expect(overhead.base).toBeCloseTo(24, 12);
    expect((overhead.metricLow ?? 0) - (overhead.metricHigh ?? 0)).toBeCloseTo(24, 8);
  });

  test('at 0 stays there, has no elasticity and comes last', async () => {
    const { rows } = await moved(priced);
    const row = rows.find(({ path }) => path === 'loops.word.reward.amount');
    expect(row).toMatchObject({ base: 0, low: 0, high: 0, elasticity: null });
    expect(swingOf(row ?? rows[0])).toBe(0);
    const swings = rows.map((one) => swingOf(one) ?? -1);
    expect(swings.indexOf(0)).toBeGreaterThan(rows.length - 5);
    for (const [i, swing] of swings.entries()) if (i > 0) expect(swing).toBeLessThanOrEqual(swings[i - 1] * (1 + 1e-9));
  });

  test.each(all)('is what the file says otherwise: %s', async (path) => {
    const { rows } = await moved(priced, { metric: 'npv' });
    const row = rows.find((one) => one.path === path);
    // A list, a growth and an uncertain number are written anew as a whole.
    const forms: Record<string, (factor: number) => unknown> = {
      overhead: (f) => [10 * f, 20 * f, 30 * f],
      'channels.paid.volume': (f) => ({ start: 100 * f, step: 10 * f }),
    };
    for (const [end, factor] of [
      ['low', 0.9],
      ['high', 1.1],
    ] as const) {
      const value = forms[path]?.(factor) ?? row?.[end];
      const written = readScenario(fileWith(priced), { changes: [{ flag: path, set: path, value }] });
      const found = end === 'low' ? row?.metricLow : row?.metricHigh;
      const expected = simulate(written).summary.npv ?? Number.NaN;
      expect(Math.abs((found ?? 0) - expected)).toBeLessThan(1e-10 * Math.abs(expected));
    }
  });
});

describe('the ends', () => {
  test('a share and what is left of it are moved alike: 92 % and 8 %', async () => {
    const stages = (conversion: number) => [{ id: 'engage' }, { id: 'acquire', conversion }];
    const row = async (conversion: number) =>
      rowOf(await moved({ stages: stages(conversion), loops: [] }, { metric: 'acquire' }), 'stages.acquire.conversion');
    const [most, least] = [await row(0.92), await row(0.08)];
    // Odds of 92 to 8 become 82.8 to 8 and 101.2 to 8.
    expect(most.low).toBeCloseTo(82.8 / 90.8, 14);
    expect(most.high).toBeCloseTo(101.2 / 109.2, 14);
    // 100 prospects, of whom 8 are missing: 7.33 to 8.81 of them; or there: 7.25 to 8.72.
    expect((most.metricHigh ?? 0) - (most.metricLow ?? 0)).toBeCloseTo(100 * (101.2 / 109.2 - 82.8 / 90.8), 10);
    expect(least.low).toBeCloseTo(7.2 / 99.2, 14);
    expect(least.high).toBeCloseTo(8.8 / 100.8, 14);
  });

  test('a share of 1 goes down by --by and no further up, one of 0 up and no further down', async () => {
    const stages = [
      { id: 'engage', wait: 0 },
      { id: 'acquire', conversion: 1 },
      { id: 'nurture', conversion: 0.75, optional: 0 },
      { id: 'advocate', conversion: 0.45, retention: 1 },
    ];
    const result = await moved({ stages }, { by: 0.2 });
    for (const path of ['stages.acquire.conversion', 'stages.advocate.retention'])
      expect(rowOf(result, path)).toMatchObject({ base: 1, low: 0.8, high: 1 });
    const skipped = rowOf(result, 'stages.nurture.optional');
    expect([skipped.base, skipped.low, skipped.elasticity]).toEqual([0, 0, null]);
    expect(skipped.high).toBeCloseTo(0.2, 14);
    // A fifth bypasses nurture and goes on to advocate without being asked there.
    expect(swingOf(skipped)).toBeGreaterThan(1);
    // Nobody is left to wait where everybody goes on.
    expect(swingOf(rowOf(result, 'stages.engage.wait'))).toBe(0);
  });

  test('a share that changes moves in each rotation by itself', async () => {
    const stages = JSON.parse(fileWith()).stages.with(3, { id: 'advocate', conversion: [0.5, 1] });
    const row = rowOf(await moved({ stages }), 'stages.advocate.conversion');
    // 1 to 1 becomes 0.9 to 1 and 1.1 to 1: 0.9 / 1.9 and 1.1 / 2.1; and four times 0.9 and 1.
    expect(row.base).toBeCloseTo(0.9, 12);
    expect(row.low).toBeCloseTo((0.9 / 1.9 + 4 * 0.9) / 5, 12);
    expect(row.high).toBeCloseTo((1.1 / 2.1 + 4) / 5, 12);
  });

  test('every kind of share moves so, a plan of messages too', async () => {
    const shares = {
      channels: [{ id: 'paid', volume: 100, cost: 1, conversion: { acquire: 0.2 }, retention: { advocate: 0.8 } }],
      stages: [
        { id: 'engage', wait: 0.1 },
        { id: 'acquire', conversion: { exposures: 3, notice: 0.5, needed: 2 }, revenue: 10, margin: 0.6 },
        { id: 'nurture', conversion: 0.75, optional: 0.3 },
        { id: 'advocate', conversion: { uniform: [0.4, 0.5] }, retention: 0.7 },
      ],
      loops: [
        { id: 'codes', type: 'referral', from: 'advocate', to: 'engage', perMember: 1, conversion: { acquire: 0.4 } },
        { id: 'proof', type: 'proof', from: 'advocate', to: 'acquire', ceiling: 0.9, half: 20 },
      ],
    };
    const { rows } = await moved(shares);
    const amounts = /volume|cost|revenue|perMember|half/;
    for (const { path, base, low, high } of rows) {
      const isAmount = amounts.test(path);
      expect(low).toBeCloseTo(isAmount ? 0.9 * base : (0.9 * base) / (1 - base + 0.9 * base), 10);
      expect(high).toBeCloseTo(isAmount ? 1.1 * base : (1.1 * base) / (1 - base + 1.1 * base), 10);
    }
    expect(rows.filter(({ path }) => !amounts.test(path))).toHaveLength(11);
    // At least two of three messages noticed with 0.5: 3/8 + 1/8.
    expect(rows.find(({ path }) => path === 'stages.acquire.conversion')?.base).toBeCloseTo(0.5, 12);
  });

  test('growth beyond counting is no result on that side, and said so', async () => {
    const runaway = { ...JSON.parse(fileWith()).loops[0], perMember: 1 };
    const loops = [{ ...runaway, perMember: 10 }];
    // (1 + 10 x 0.10125)^(t - 1) x 100 passes 1e15 between 2.0125 and 2.11375 to the 41st: 2.9e14 and 2.2e15.
    const result = await moved({ loops, rotations: 42 });
    const row = rowOf(result, 'loops.word-of-mouth.perMember');
    expect(row.metricHigh).toBeNull();
    expect(row.metricLow).toBeGreaterThan(0);
    expect(row.elasticity).toBeNull();
    expect(result.notes.join()).toContain('Growth passes what can be counted');
    expect(result.rows.at(-1)?.metricHigh).toBeNull();
  });

  test('a number that a lever then pushes out of its range is no result, with the reason', async () => {
    const lever = { id: 'sale', changes: [{ path: 'stages.acquire.revenue', add: -9.5 }] };
    const [engage, acquire, ...others] = JSON.parse(fileWith()).stages;
    const stages = [engage, { ...acquire, revenue: 10 }, ...others];
    const result = await moved({ stages, levers: [lever] }, { switches: [{ lever: 'sale', from: 1 }] });
    const row = rowOf(result, 'stages.acquire.revenue');
    expect([row.low, row.metricLow]).toEqual([9, null]);
    // Over five rotations 30 % of all arrivals pay 11 - 9.5.
    expect(row.metricHigh).toBeGreaterThan(0);
    expect(result.notes[0]).toMatch(/stages\.acquire\.revenue lower.*lever sale makes stages\.acquire\.revenue -0\.5/);
  });

  test('a negative discount is lower where it is further from 0', async () => {
    const result = await moved({ discount: -0.1, overhead: 10 }, { metric: 'npv' });
    const row = rowOf(result, 'discount');
    expect(row.low).toBeCloseTo(-0.11, 12);
    expect(row.high).toBeCloseTo(-0.09, 12);
    // Further below 0 later costs weigh more: npv is lower.
    expect(row.metricLow).toBeLessThan(row.metricHigh ?? -Infinity);
    // d npv / npv over d discount / discount: both are negative, more of the discount is more of the cost.
    expect(row.elasticity).toBeGreaterThan(0);
  });

  test('a discount of nearly -1 does not pass it', async () => {
    const result = await moved({ discount: -0.95, overhead: 10 }, { metric: 'npv' });
    expect(rowOf(result, 'discount').metricLow).toBeNull();
    expect(result.notes[0]).toBe('discount cannot go so much higher: it must be a number above -1.');
  });

  test('a metric without a value leaves everything open', async () => {
    const result = await moved({}, { metric: 'cash' });
    expect(result.value).toBeNull();
    expect(result.rows.every((row) => row.metricLow === null && row.elasticity === null)).toBe(true);
  });
});

describe('in any scenario', () => {
  test('a number that matters less comes later, and a sum moves by what was added to it', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios({ money: true, linear: true }), async (raw) => {
        const scenario = readScenario(JSON.stringify(raw));
        const metric = objectiveOf(['total:cost'], scenario);
        const { rows, value } = await sensitivityOf(scenario, metric, { switches: [], by: 0.1 });
        const swings = rows.map((row) => swingOf(row) ?? -1);
        for (const [i, swing] of swings.entries()) {
          if (i > 0) expect(swing).toBeLessThanOrEqual(swings[i - 1] * (1 + 1e-9) + 1e-300);
        }
        for (const { base, low, high } of rows) {
          expect(low).toBeLessThanOrEqual(high);
          // Rounding of a mean of up to 30 values.
          expect(base).toBeGreaterThanOrEqual(low * (1 - 1e-13));
          expect(base).toBeLessThanOrEqual(high * (1 + 1e-13));
        }
        // Costs are a sum, so what 10 % more overhead adds is a tenth of all overhead, whatever else there is.
        const overhead = rows.find(({ path }) => path === 'overhead');
        if (!overhead || value === null || overhead.metricHigh === null) return;
        const paid = overhead.base * scenario.rotations;
        expect(Math.abs(overhead.metricHigh - value - 0.1 * paid)).toBeLessThan(1e-11 * Math.abs(value));
      }),
      { numRuns: cases(60) },
    );
  });
});
