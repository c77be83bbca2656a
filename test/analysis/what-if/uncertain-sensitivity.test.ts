import { describe, expect, test } from 'vitest';
import { samplingHere } from '../../../src/analysis/chance/one-thread.ts';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import {
  type UncertaintySensitivity,
  uncertainSensitivityOf,
} from '../../../src/analysis/what-if/uncertain-sensitivity.ts';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { sized } from '../../cases.ts';
import { fileWith } from '../../cli/example.ts';

interface Asked {
  readonly metric?: string;
  readonly runs?: number;
  readonly seed?: string;
  readonly switches?: readonly Switch[];
}

function explained(
  changes: Record<string, unknown>,
  { metric, runs = 4000, seed = '1', switches = [] }: Asked = {},
): Promise<UncertaintySensitivity> {
  const scenario = readScenario(fileWith(changes));
  const asked = objectiveOf(metric === undefined ? undefined : [metric], scenario);
  const sampling = samplingHere(async () => {});
  return uncertainSensitivityOf(scenario, asked.metric, { switches, runs, seed }, sampling);
}

const rowOf = ({ rows }: UncertaintySensitivity, path: string) => {
  const row = rows.find((one) => one.path === path);
  if (!row) throw new Error(`no ${path} among ${rows.map((one) => one.path)}`);
  return row;
};

/**
 * A product of independent numbers with coefficients of variation cv: the variance is the product of 1 + cv^2, less 1; one
 * number alone makes cv^2 of it, and together with others cv^2 times the 1 + cv^2 of these.
 */
function sharesOfProduct(squaredCvs: Readonly<Record<string, number>>) {
  const all = Object.values(squaredCvs).reduce((product, square) => product * (1 + square), 1);
  return Object.entries(squaredCvs).map(([path, square]) => ({
    path,
    alone: square / (all - 1),
    inAll: (square * all) / (1 + square) / (all - 1),
  }));
}

/** How many standard errors the estimates are off, first-order indices and total ones. */
function offBy(result: UncertaintySensitivity, squaredCvs: Readonly<Record<string, number>>): number[] {
  return sharesOfProduct(squaredCvs).flatMap(({ path, alone, inAll }) => {
    const row = rowOf(result, path);
    return [
      ((row.explains ?? Number.NaN) - alone) / (row.explainsStandardError ?? 0),
      ((row.explainsInAll ?? Number.NaN) - inAll) / (row.explainsInAllStandardError ?? 0),
    ];
  });
}

/** Four deviations: an estimate is further off once in 16,000 times. */
const FAR = 4;

/** Revenue of one rotation: volume x conversion x price. */
const shop = {
  rotations: 1,
  loops: [],
  channels: [{ id: 'paid', volume: { lognormal: [1000, 300] } }],
  stages: [{ id: 'engage' }, { id: 'acquire', conversion: { got: 12, of: 40 }, revenue: { pert: [5, 20, 65] } }],
};
const SHOP_CVS = {
  'channels.paid.volume': 0.3 * 0.3,
  // beta(a, b): the variance a b / ((a + b)^2 (a + b + 1)) over the square of the mean a / (a + b).
  'stages.acquire.conversion': 28 / (12 * 41),
  // beta(2, 4) on 5 to 65: mean 25, deviation 60 root of 8 / (36 x 7).
  'stages.acquire.revenue': (60 * 60 * 8) / (36 * 7) / (25 * 25),
};

describe('of a product of independent uncertain numbers', () => {
  test('shares agree with the closed form within their standard errors', async () => {
    const result = await explained(shop, { metric: 'revenue', runs: 10_000 });
    for (const off of offBy(result, SHOP_CVS)) expect(Math.abs(off)).toBeLessThan(FAR);
    const sum = result.rows.reduce((all, { explains }) => all + (explains ?? 0), 0);
    const error = Math.sqrt(result.rows.reduce((all, row) => all + (row.explainsStandardError ?? 0) ** 2, 0));
    expect(sum).toBeLessThan(1 + FAR * error);
    for (const { explains, explainsInAll, explainsStandardError } of result.rows) {
      expect(explains).toBeLessThanOrEqual(explainsInAll ?? 0);
      expect(explainsStandardError).toBeLessThan(0.02);
    }
    // 1000 x 0.3 x 25, and the deviation of the product.
    const variance = Object.values(SHOP_CVS).reduce((all, square) => all * (1 + square), 1) - 1;
    expect(Math.abs((result.mean ?? 0) - 7500)).toBeLessThan((FAR * 7500 * Math.sqrt(variance)) / 100);
    expect((result.sd ?? 0) / (7500 * Math.sqrt(variance))).toBeCloseTo(1, 1);
  });

  /**
   * Over n seeds the share of estimates within 1.96 standard errors has a deviation of at most root(0.95 x 0.05 / n), were
   * all six of a seed to depend on one another fully, and their mean square one of root(2 / n).
   */
  test('standard errors say how far estimates are off, over many seeds', async () => {
    const seeds = sized(40, 400);
    const offs: number[] = [];
    for (let seed = 0; seed < seeds; seed++)
      offs.push(...offBy(await explained(shop, { metric: 'revenue', runs: 1000, seed: `${seed}` }), SHOP_CVS));
    const covered = offs.filter((off) => Math.abs(off) < 1.96).length / offs.length;
    expect(Math.abs(covered - 0.95)).toBeLessThan(FAR * Math.sqrt((0.95 * 0.05) / seeds));
    const square = offs.reduce((sum, off) => sum + off * off, 0) / offs.length;
    expect(Math.abs(square - 1)).toBeLessThan(FAR * Math.sqrt(2 / seeds));
  });

  test('a lever counts with what it does, where it is on', async () => {
    const changes = [{ path: 'channels.paid.volume', multiply: { uniform: [1, 2] } }];
    const scenario = { ...shop, levers: [{ id: 'offer', label: 'Spring offer', changes }] };
    const on = await explained(scenario, { metric: 'revenue', switches: [{ lever: 'offer', from: 1 }] });
    const cvs = { ...SHOP_CVS, 'levers.offer.changes[0].multiply': 1 / 12 / (1.5 * 1.5) };
    for (const off of offBy(on, cvs)) expect(Math.abs(off)).toBeLessThan(FAR);
    const lever = rowOf(on, 'levers.offer.changes[0].multiply');
    expect(lever.low).toBeCloseTo(1.05, 14);
    expect(lever.high).toBeCloseTo(1.95, 14);
    // 1000 x 0.3 x 25, times what the lever makes of the volume.
    expect(lever.metricHigh).toBeCloseTo(7500 * 1.95, 8);
    const off = await explained(scenario, { metric: 'revenue', runs: 100 });
    expect(off.rows.map(({ path }) => path).sort()).toEqual(Object.keys(SHOP_CVS).sort());
  });

  test('what a lever puts in place of a number leaves the number nothing to explain', async () => {
    const levers = [{ id: 'fixed', changes: [{ path: 'channels.paid.volume', to: 500 }] }];
    const result = await explained(
      { ...shop, levers },
      { metric: 'revenue', switches: [{ lever: 'fixed', from: 1 }], runs: 1000 },
    );
    const volume = rowOf(result, 'channels.paid.volume');
    expect([volume.explains, volume.explainsInAll, volume.explainsStandardError]).toEqual([0, 0, 0]);
    expect(volume.metricLow).toBe(volume.metricHigh);
    expect(result.notUncertain).toContain('levers.fixed.changes[0].to');
  });

  test('a budget is divided by an uncertain cost', async () => {
    const channels = [{ id: 'paid', budget: { uniform: [800, 1200] }, cost: { uniform: [1, 3] } }];
    const result = await explained({ ...shop, channels }, { metric: 'engage', runs: 10_000 });
    // 1/cost has mean ln 3 / 2, and mean square 1 / 3.
    const mean = Math.log(3) / 2;
    const cvs = {
      'channels.paid.budget': (400 * 400) / 12 / 1e6,
      'channels.paid.cost': 1 / 3 / (mean * mean) - 1,
    };
    for (const off of offBy(result, cvs)) expect(Math.abs(off)).toBeLessThan(FAR);
    // All that a price does not move explains nothing of people.
    expect(rowOf(result, 'stages.acquire.revenue').explainsInAll).toBe(0);
  });
});

describe('the ends', () => {
  const withVolume = (volume: object) => ({ ...shop, channels: [{ id: 'paid', volume }] });
  /** The 95 % quantile of the standard normal law. */
  const Z = 1.6448536269514722;

  test.each<[object, number, number]>([
    [{ uniform: [50, 150] }, 55, 145],
    [{ normal: [100, 10] }, 100 - 10 * Z, 100 + 10 * Z],
    // With sd / mean = 1 the logarithm has variance ln 2 and mean ln 100 - ln 2 / 2.
    [
      { lognormal: [100, 100] },
      Math.exp(Math.log(100) - Math.log(2) / 2 - Z * Math.sqrt(Math.log(2))),
      Math.exp(Math.log(100) - Math.log(2) / 2 + Z * Math.sqrt(Math.log(2))),
    ],
    // A mode at the lower end is beta(1, 5) on the range: 1 - (1 - x)^5 below x.
    [{ pert: [0, 0, 10] }, 10 * (1 - 0.95 ** 0.2), 10 * (1 - 0.05 ** 0.2)],
    // Below 0 there is nobody.
    [{ normal: [1, 10] }, 0, 1 + 10 * Z],
  ])('of %j are its 5%% and 95%% quantiles, clipped', async (volume, low, high) => {
    const row = rowOf(await explained(withVolume(volume), { metric: 'engage', runs: 100 }), 'channels.paid.volume');
    expect(row.low).toBeCloseTo(low, 10);
    expect(row.high).toBeCloseTo(high, 10);
    expect(row.metricLow).toBe(row.low);
    expect(row.metricHigh).toBe(row.high);
  });

  test('of counts are those of their beta law', async () => {
    // beta(2, 1): x^2 below x; beta(1, 1) is uniform.
    const stages = [
      { id: 'engage' },
      { id: 'acquire', conversion: { got: 2, of: 3 } },
      { id: 'advocate', conversion: { beta: [1, 1] } },
    ];
    const result = await explained({ ...shop, stages }, { metric: 'acquire', runs: 100 });
    const counted = rowOf(result, 'stages.acquire.conversion');
    expect(counted.low).toBeCloseTo(Math.sqrt(0.05), 12);
    expect(counted.high).toBeCloseTo(Math.sqrt(0.95), 12);
    const share = rowOf(result, 'stages.advocate.conversion');
    expect(share.low).toBeCloseTo(0.05, 12);
    expect(share.high).toBeCloseTo(0.95, 12);
  });

  test('show the metric as simulate has it, all other numbers at their mean', async () => {
    const stages = JSON.parse(fileWith()).stages.with(1, { id: 'acquire', conversion: { beta: [3, 7] } });
    const loop = { ...JSON.parse(fileWith()).loops[0], perMember: { uniform: [0.5, 1.5] } };
    const changes = { stages, loops: [loop] };
    const result = await explained(changes, { runs: 100 });
    const { low, metricLow, base } = rowOf(result, 'loops.word-of-mouth.perMember');
    const alone = readScenario(fileWith({ ...changes, loops: [{ ...loop, perMember: low }] }));
    expect(metricLow).toBe(simulate(alone).rotations[4].gain);
    expect(base).toBe(1);
    expect(result.value).toBe(simulate(readScenario(fileWith(changes))).rotations[4].gain);
  });

  test('the largest swing comes first', async () => {
    const { rows } = await explained(shop, { metric: 'revenue', runs: 100 });
    const swings = rows.map(({ metricLow, metricHigh }) => Math.abs((metricHigh ?? 0) - (metricLow ?? 0)));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  });
});

describe('the shares', () => {
  const one = { ...shop, channels: [{ id: 'paid', volume: { normal: [100, 300] } }] };

  test('of one uncertain number alone are all there is, clipped or not', async () => {
    const stages = [{ id: 'engage' }, { id: 'acquire', conversion: 0.5 }];
    const { rows } = await explained({ ...one, stages }, { metric: 'acquire', runs: 100 });
    expect(rows).toMatchObject([
      { explains: 1, explainsStandardError: 0, explainsInAll: 1, explainsInAllStandardError: 0 },
    ]);
  });

  test('are those of figures of the whole run as well', async () => {
    const stages = [
      { id: 'engage' },
      { id: 'acquire', conversion: 0.5, revenue: { uniform: [10, 30] }, retention: 0 },
      { id: 'again', conversion: { uniform: [0, 1] }, revenue: 10 },
    ];
    const result = await explained({ ...one, stages, loops: [] }, { metric: 'ltv', runs: 2000 });
    // ltv = price + 10 share: variances 400 / 12 and 100 / 12.
    for (const [path, share] of [
      ['stages.acquire.revenue', 0.8],
      ['stages.again.conversion', 0.2],
    ] as const) {
      const { explains, explainsStandardError } = rowOf(result, path);
      expect(Math.abs((explains ?? 0) - share)).toBeLessThan(FAR * (explainsStandardError ?? 0));
    }
    expect(rowOf(result, 'channels.paid.volume').explainsInAll).toBeLessThan(1e-12);
    expect(result.unexplained).toBe(0);
  });

  test.each([
    'gain',
    'cash',
    'cac',
    'total:engage',
    'npv',
    'ltv',
    'ltvToCac',
    'referralValue',
    'kFactor',
    'steadyState',
  ])(
    'come from expected values: where a number is certain after all, the mean of %s is what simulate says',
    async (metric) => {
      const stages = [
        { id: 'engage', wait: 0.2 },
        { id: 'acquire', conversion: { uniform: [0.3, 0.3] }, revenue: 40, cost: 3 },
        { id: 'advocate', conversion: 0.5, retention: 0.6, memberCost: 1 },
      ];
      const loops = [
        { id: 'codes', type: 'referral', from: 'advocate', to: 'engage', perMember: 0.7, cost: 1 },
        { id: 'proof', type: 'proof', from: 'advocate', to: 'acquire', ceiling: 0.6, half: 50 },
      ];
      const channels = [{ id: 'paid', volume: 100, cost: 4 }];
      const changes = { ...{ stages, loops, channels }, ...{ discount: 0.02, market: { size: 900 } } };
      const { mean, value, sd, rows } = await explained(changes, { metric, runs: 100 });
      expect([sd, rows[0].explains]).toEqual([0, null]);
      expect(value).not.toBe(0);
      expect(Math.abs((mean ?? Number.NaN) / (value ?? 0) - 1)).toBeLessThan(1e-12);
    },
  );

  test('are null where no number moves the metric', async () => {
    const result = await explained({ ...one, overhead: 5 }, { metric: 'acquire@1', runs: 100 });
    expect(rowOf(result, 'channels.paid.volume').explains).not.toBeNull();
    const still = await explained({ ...one, overhead: 5 }, { metric: 'kFactor', runs: 100 });
    expect(still.sd).toBe(0);
    expect(still.rows.every(({ explains, explainsStandardError }) => explains === null && !explainsStandardError)).toBe(
      true,
    );
  });

  test('leave out runs in which the metric has no value, and say how many', async () => {
    const stages = [{ id: 'engage' }, { id: 'acquire', conversion: { normal: [0.1, 0.1] }, cost: 1 }];
    const channels = [{ id: 'paid', volume: 100, cost: { uniform: [1, 3] } }];
    const result = await explained({ ...shop, stages, channels }, { metric: 'cac', runs: 1000 });
    expect(result.notes[0]).toMatch(/^cac has no value in 1\d\d of 1,000 runs, which are left out\.$/);
    expect(rowOf(result, 'channels.paid.cost').explainsInAll).toBeGreaterThan(0);
    expect(rowOf(result, 'stages.acquire.conversion').metricLow).toBeNull();
  });

  test('follow from the seed alone', async () => {
    const first = await explained(shop, { metric: 'revenue', runs: 1002 });
    expect(await explained(shop, { metric: 'revenue', runs: 1002 })).toEqual(first);
    const other = await explained(shop, { metric: 'revenue', runs: 1002, seed: '2' });
    expect(other.rows[0].explains).not.toBe(first.rows[0].explains);
    expect(other.rows[0].metricLow).toBe(first.rows[0].metricLow);
  });
});

describe('what no number explains', () => {
  /**
   * Poisson arrivals of a volume V have variance var V + mean V: of uniform 50 to 150 that is 833.3 + 100. Where the luck
   * has a share u of the variance, its covariance with the numbers over n runs is off by root(u (1 - u) / n) of that, twice,
   * and its own variance by u root(2 / n).
   */
  test('is the luck of whole people', async () => {
    const channels = [{ id: 'paid', volume: { uniform: [50, 150] }, arrival: 'poisson' }];
    const runs = 10_000;
    const { unexplained } = await explained({ ...shop, channels }, { metric: 'engage', runs });
    const luck = 100 / (10_000 / 12 + 100);
    const error = 2 * Math.sqrt((luck * (1 - luck)) / runs) + luck * Math.sqrt(2 / runs);
    expect(Math.abs((unexplained ?? 0) - luck)).toBeLessThan(FAR * error);
  });
});

describe('numbers that are not uncertain', () => {
  test('are listed, those first that move the metric most; none that can have one value only', async () => {
    const changes = {
      ...{ discount: 0.1, overhead: 3, market: { size: 1e9 } },
      channels: [{ id: 'paid', volume: { uniform: [90, 110] }, cost: [1, 2, 3] }],
      stages: [{ id: 'engage' }, { id: 'acquire', conversion: 0.3, revenue: 50, margin: 0.5 }],
      loops: [],
    };
    const { notUncertain } = await explained(changes, { metric: 'cash', runs: 100 });
    expect(notUncertain.toSorted()).toEqual([
      'channels.paid.cost',
      'overhead',
      'stages.acquire.conversion',
      'stages.acquire.margin',
      'stages.acquire.revenue',
    ]);
    expect(notUncertain.at(-1)).toBe('overhead');
  });
});

describe('refused', () => {
  test.each([99, 98, 101])('are %i runs', async (runs) => {
    await expect(explained(shop, { metric: 'revenue', runs })).rejects.toThrow(
      /give an even number of 100 or more, not \d+/,
    );
  });

  test('is a scenario without an uncertain number, with what to write', async () => {
    await expect(explained({})).rejects.toThrow(
      /no number of this scenario is uncertain.*\{"got": 12, "of": 400\}.*--set 'stages\.acquire\.conversion=/,
    );
  });

  test('is one whose uncertain numbers belong to levers that are off', async () => {
    const changes = [{ path: 'stages.acquire.conversion', multiply: { uniform: [1, 2] } }];
    await expect(explained({ levers: [{ id: 'offer', changes }] })).rejects.toThrow(
      /belongs to a lever that is off: switch that on with --with/,
    );
  });

  test('is growth past what can be counted, with a remedy', async () => {
    const loops = [{ ...JSON.parse(fileWith()).loops[0], perMember: { lognormal: [1, 30] } }];
    await expect(explained({ loops, rotations: 60 })).rejects.toThrow(
      /^with some of the uncertain numbers drawn, growth passes 1e15 people .* law with bounds, such as uniform or pert$/,
    );
  });

  test('is a lever that leaves the range of a number in some draw', async () => {
    const levers = [{ id: 'sale', changes: [{ path: 'stages.acquire.revenue', add: -6 }] }];
    const switches = [{ lever: 'sale', from: 1 }];
    await expect(explained({ ...shop, levers }, { metric: 'revenue', switches })).rejects.toThrow(
      /^with some of the uncertain numbers drawn, lever sale makes stages\.acquire\.revenue -0\./,
    );
  });
});
