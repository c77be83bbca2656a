import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unlessInvalid } from '../../../src/analysis/overflow.ts';
import { type SweepRow, sweepRows } from '../../../src/analysis/what-if/sweep.ts';
import { WhatIf } from '../../../src/analysis/what-if/what-if.ts';
import { InputError } from '../../../src/model/errors.ts';
import { hasRotations, type Metric, readMetric } from '../../../src/model/metric/metric.ts';
import { metricNames } from '../../../src/model/metric/names.ts';
import { inRange } from '../../../src/model/number/range.ts';
import type { Switch } from '../../../src/model/plan/active-levers.ts';
import type { Axis } from '../../../src/model/scenario/axis.ts';
import { metricIds } from '../../../src/model/scenario/expect-faults.ts';
import { numberFields } from '../../../src/model/scenario/fields.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { dotted } from '../../../src/model/scenario/suggest.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';

const read = (scenario: unknown, changes: { path: string; value: number }[] = []): Scenario =>
  readScenario(JSON.stringify(scenario), {
    changes: changes.map(({ path, value }) => ({ flag: `--set ${path}=${value}`, set: path, value })),
  });

const metricsOf = (scenario: Scenario, names: readonly string[]): Metric[] =>
  names.map((name) => {
    const metric = readMetric(name, metricIds(scenario));
    if ('fault' in metric) throw new Error(metric.fault);
    return metric;
  });

/** What every rotation has, at the end, in the first rotation, and added up where it adds up. */
function metricsOfRotations(scenario: Scenario): Metric[] {
  const ids = metricIds(scenario);
  return metricNames(ids)
    .flatMap((name) => [name, `${name}@1`, `total:${name}`])
    .map((name) => readMetric(name, ids))
    .filter((metric): metric is Metric => !('fault' in metric) && hasRotations(metric.subject));
}

const listed = (path: string, values: readonly number[]): Axis => ({
  path,
  length: values.length,
  valueAt: (i) => values[i],
});

interface Question {
  readonly scenario: Scenario;
  readonly switches?: readonly Switch[];
  readonly axes: readonly Axis[];
  readonly metrics: readonly Metric[];
}

function batchesOf({ scenario, switches = [], axes, metrics }: Question): SweepRow[][] {
  const paths = axes.map(({ path }) => path);
  return [...sweepRows(new WhatIf(scenario, switches, paths, metrics), axes, metrics.length)];
}

/** Every row again, each by itself. */
function oneByOne({ scenario, switches = [], axes, metrics }: Question, rows: readonly SweepRow[]): SweepRow[] {
  const paths = axes.map(({ path }) => path);
  const whatIf = new WhatIf(scenario, switches, paths, metrics);
  return rows.map(({ values }) => {
    try {
      return { values, metrics: whatIf.at(values), failure: null };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { values, metrics: metrics.map(() => null), failure: error.message };
    }
  });
}

const WHEEL = {
  rotations: 12,
  stages: [{ id: 'a' }, { id: 'b', conversion: 0.5, retention: 0.9, revenue: 3 }],
  channels: [{ id: 'ads', volume: 100, cost: 2 }],
  loops: [{ id: 'invite', type: 'referral', from: 'b', to: 'a', perMember: 0.5 }],
  levers: [{ id: 'more', changes: [{ path: 'loops.invite.perMember', add: -0.25 }] }],
};

const upTo = (length: number, step: number): number[] => Array.from({ length }, (_, i) => i * step);

describe('a sweep computes many points side by side', () => {
  test('as many rows as there are combinations, in order, whatever the number of points', () => {
    const scenario = read(WHEEL);
    const metrics = metricsOf(scenario, ['b', 'total:cash']);
    for (const length of [1, 2, 511, 512, 513, 1100]) {
      const question = { scenario, axes: [listed('loops.invite.perMember', upTo(length, 0.001))], metrics };
      const rows = batchesOf(question).flat();
      expect(rows.map(({ values: [value] }) => value)).toEqual(upTo(length, 0.001));
      expect(rows).toEqual(oneByOne(question, rows));
    }
  });

  test('a point that grows past counting has a message of its own, and its neighbours their numbers', () => {
    const scenario = read(WHEEL);
    const rates = upTo(40, 0.5);
    const huge = rates.map((rate, i) => (i === 17 ? 1e6 : i === 23 ? 1e12 : rate));
    const question = {
      scenario,
      axes: [listed('loops.invite.perMember', huge)],
      metrics: metricsOf(scenario, ['b', 'profit@3']),
    };
    const batches = batchesOf(question);
    const rows = batches.flat();
    expect(batches).toHaveLength(1);
    expect(rows.flatMap(({ failure }, i) => (failure === null ? [] : [i]))).toEqual([17, 23]);
    expect(rows[17].failure).toMatch(/^growth passes 1e15 people in rotation 4: /);
    expect(rows[23].failure).toMatch(/^growth passes 1e15 people in rotation 3: /);
    expect(rows).toEqual(oneByOne(question, rows));
  });

  test('a point that a lever moves out of its range has a message of its own', () => {
    const scenario = read(WHEEL);
    const question = {
      scenario,
      switches: [{ lever: 'more', from: 2 }],
      axes: [listed('loops.invite.perMember', [0.125, 0.25, 1, 0]), listed('stages.b.revenue', [1, 2])],
      metrics: metricsOf(scenario, ['cash']),
    };
    const rows = batchesOf(question).flat();
    expect(rows.map(({ failure }) => failure !== null)).toEqual([true, true, false, false, false, false, true, true]);
    expect(rows[0].failure).toContain('lever more makes loops.invite.perMember -0.125 in rotation 2');
    expect(rows[7].failure).toContain('lever more makes loops.invite.perMember -0.25 in rotation 2');
    expect(rows).toEqual(oneByOne(question, rows));
  });

  test.each([
    ['rotations', [1, 2, 3], ['b', 'b@2']],
    ['loops.invite.perMember', [0, 1, 2], ['b', 'ltv']],
  ])('points of %s go one by one where their shape or the metrics ask for it', (path, values, names) => {
    const scenario = read(WHEEL);
    const question = { scenario, axes: [listed(path, values)], metrics: metricsOf(scenario, names) };
    const batches = batchesOf(question);
    expect(batches.map(({ length }) => length)).toEqual(values.map(() => 1));
    expect(batches.flat()).toEqual(oneByOne(question, batches.flat()));
  });
});

/** Changes of every kind to a number, as one lever. */
const LEVERS = [{ multiply: 1.25 }, { add: 0.125 }, { to: 0.5 }, { multiply: [1, 1.5, 0.5] }, { add: '-10%' }];

/** Values of some numbers of a scenario; null where these do not fit together. */
function questionOf(drawn: Scenario, on: boolean, picks: readonly number[], values: readonly number[]) {
  const fields = numberFields(drawn).filter(({ path: [list], spec }) => spec.form === 'quantity' && list !== 'expect');
  const picked = [...new Set(picks.map((pick) => fields[pick % fields.length]))];
  const axes = picked.map(({ path, spec }) =>
    listed(
      dotted(drawn, path),
      [0.5, ...values].filter((value) => inRange(value, spec.range)),
    ),
  );
  const levers = picks.map((n, i) => ({
    id: `lever${i}`,
    cost: n % 7,
    changes: [{ path: axes[i % axes.length].path, ...LEVERS[n % LEVERS.length] }],
  }));
  const first = axes.map(({ path, valueAt }) => ({ path, value: valueAt(0) }));
  const scenario = unlessInvalid(() => read(on ? { ...drawn, levers } : drawn, first));
  const switches = levers.filter(() => on).map(({ id }, i) => ({ lever: id, from: 1 + (i % 2) }));
  return scenario && { scenario, switches, axes, metrics: metricsOfRotations(scenario) };
}

/** Which parts are in a scenario: each moves people or money in another way. */
const partsOf = ({ market, loops = [], stages }: Scenario): string[] =>
  Object.entries({
    any: true,
    market: market !== undefined,
    proof: loops.some(({ type }) => type === 'proof'),
    money: stages.some(({ revenue, cost }) => revenue !== undefined || cost !== undefined),
    waits: stages.some(({ wait, delay }) => wait !== undefined || delay !== undefined),
    stays: stages.some(({ activeFor }) => activeFor !== undefined),
  }).flatMap(([part, isThere]) => (isThere ? [part] : []));

describe('points side by side come to what each comes to by itself, to the last bit', () => {
  const seen = new Map<string, number>();

  test.each([{ money: true, on: false }, { linear: true, on: false }, { money: true, on: true }, { on: false }])(
    'on random scenarios %j',
    ({ on, ...options }) => {
      const picked = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
      const modest = fc.array(fc.constantFrom(0, 0.25, 0.99, 1, 40), { minLength: 2, maxLength: 4 });
      // Now and then a wheel runs away at one of many points.
      const some = fc.oneof(
        modest,
        modest,
        modest.map((values) => [...values, 1e15]),
      );
      fc.assert(
        fc.property(scenarios(options), picked, some, (drawn, picks, values) => {
          const question = questionOf(drawn, on, picks, values);
          if (!question) return;
          const batches = batchesOf(question);
          const rows = batches.flat();
          expect(rows).toEqual(oneByOne(question, rows));
          if (batches.length === rows.length || rows.some(({ failure }) => failure !== null)) return;
          for (const part of partsOf(question.scenario)) seen.set(part, (seen.get(part) ?? 0) + 1);
        }),
        { numRuns: cases(150) },
      );
    },
  );

  test('every part of a wheel was among them', () => {
    const parts = ['any', 'market', 'proof', 'money', 'waits', 'stays'];
    expect(parts.filter((part) => !seen.has(part))).toEqual([]);
  });
});
