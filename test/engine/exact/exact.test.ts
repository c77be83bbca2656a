import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Count, countOf } from '../../../src/engine/countable.ts';
import type { AskedCount, Distribution, ExactAnswer } from '../../../src/engine/exact/distribution.ts';
import { spectraOf } from '../../../src/engine/exact/evaluate.ts';
import { distributionsOf } from '../../../src/engine/exact/exact.ts';
import { Generating } from '../../../src/engine/exact/generating-function.ts';
import { Totals } from '../../../src/engine/exact/product.ts';
import { bandOf, chanceOf } from '../../../src/engine/exact/quantiles.ts';
import { Reals } from '../../../src/engine/exact/real-series.ts';
import { finished } from '../../../src/engine/exact/steps.ts';
import { windowsOf } from '../../../src/engine/exact/window.ts';
import { runExpected } from '../../../src/engine/expected.ts';
import { arrivalsAt, type Flow } from '../../../src/engine/flow.ts';
import { readMetric } from '../../../src/model/metric/metric.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { ReferralLoop, Scenario } from '../../../src/model/scenario/types.ts';
import { scenarios } from '../../arbitrary/scenario.ts';
import { cases } from '../../cases.ts';

const word: ReferralLoop = {
  id: 'word-of-mouth',
  type: 'referral',
  from: 'advocate',
  to: 'engage',
  perMember: 1,
  offspring: 'fixed',
};

const worked = (rotations: number, volume: number | number[] = 100): Scenario => ({
  rotations,
  channels: [{ id: 'paid', volume }],
  stages: [
    { id: 'engage' },
    { id: 'acquire', conversion: 0.3 },
    { id: 'nurture', conversion: 0.75 },
    { id: 'advocate', conversion: 0.45 },
  ],
  loops: [word],
});

const engage: Count = { kind: 'arrivals', stage: 0, origin: null };

function distributionOf(plan: Plan, count: Count, rotation: AskedCount['rotation']): ExactAnswer {
  const [outcome] = distributionsOf(plan, [{ count, rotation }], (found) => found);
  return outcome;
}

function answered(outcome: ExactAnswer): Distribution {
  if ('reason' in outcome) throw new Error(outcome.reason);
  return outcome;
}

const lawOf = (plan: Plan, count: Count, rotation: AskedCount['rotation']): Distribution =>
  answered(distributionOf(plan, count, rotation));

/** The chance that nobody is active in a rotation: the generating function at z = 0. */
function extinctAfter(plan: Plan, rotation: number): number {
  const totals = new Totals(plan, new Generating(plan, { kind: 'active', pool: 0 }, false, rotation), [rotation]);
  const numbers = new Reals(Float64Array.of(-1), totals.size);
  finished(totals.run(numbers, 1));
  return Math.exp(numbers.store[totals.slot(0)]);
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, number) => all + number, 0);

describe('one hundred engaged per cycle', () => {
  test.each([
    [5, 147.07664, 7.51711, 135, 147, 160],
    [12, 288.8984, 21.10392, 255, 288, 325],
  ])('engaged in rotation %i', (rotation, mean, sd, p5, p50, p95) => {
    const band = bandOf(lawOf(compile(worked(12)), engage, rotation));
    expect(band).toMatchObject({ p5, p50, p95 });
    expect(band.mean).toBeCloseTo(mean, 5);
    expect(band.sd).toBeCloseTo(sd, 5);
  });

  test('47 more in the fifth rotation, or better, with a chance of 0.5185', () => {
    const plan = compile(worked(5));
    const metric = readMetric('gain@5', { stages: plan.stages, origins: plan.origins, pools: ['advocate'] });
    const count = 'fault' in metric ? null : countOf(plan, metric.subject);
    expect(count).toEqual({ kind: 'referred' });
    expect(chanceOf(lawOf(plan, { kind: 'referred' }, 5), 'atLeast', 47)).toBeCloseTo(0.5185, 4);
  });

  test('the transform of rotation 12 has 512 points, that of rotation 1 holds the hundred', () => {
    const plan = compile(worked(12));
    expect(lawOf(plan, engage, 12).size).toBe(512);
    expect(lawOf(plan, engage, 1)).toMatchObject({ mean: 100, sd: 0, offset: 100 });
  });

  test('a rotation says the same whether it is asked alone, with others, or as the last of a shorter run', () => {
    const plan = compile(worked(12));
    const asked = [1, 5, 12, 7, 5].map((rotation) => ({ count: engage, rotation }));
    const together = distributionsOf(plan, asked, answered);
    expect(together).toEqual(asked.map(({ rotation }) => lawOf(plan, engage, rotation)));
    expect(together[1]).toEqual(lawOf(compile(worked(5)), engage, 5));
  });

  test('numbers written for each rotation come to the same as constant ones', () => {
    const written = { ...worked(6, [100, 100]), loops: [{ ...word, perMember: [1, 1, 1, 1, 1, 1 + 1e-15] }] };
    const [constant, listed] = [worked(6), written].map((scenario) => lawOf(compile(scenario), engage, 6));
    expect(listed.offset).toBe(constant.offset);
    for (const [i, probability] of constant.probabilities.entries()) {
      expect(Math.abs(listed.probabilities[i] - probability)).toBeLessThan(1e-14);
    }
  });
});

describe('a family that starts with one member who refers once', () => {
  const family = (offspring: 'geometric' | 'poisson'): Plan =>
    compile({
      rotations: 60,
      stages: [{ id: 'invited' }, { id: 'member', conversion: 1, activeFor: 1, initial: 1 }],
      loops: [{ id: 'l', type: 'referral', from: 'member', to: 'invited', perMember: 2, offspring }],
    });

  /** The smaller root of q = f(q) is the limit (Watson and Galton, 1875); 2^-60 or less is left after 60 rotations. */
  test.each([
    ['geometric', 1 / 2],
    ['poisson', 0.20318786997997992],
  ] as const)('and brings 2 (%s) dies out with probability %d', (offspring, expected) => {
    // Of 60 rotations 2^60 are expected, which no transform holds: the chance of nobody is read where few are left.
    const plan = family(offspring);
    const outcome = distributionOf(plan, { kind: 'active', pool: 0 }, 60);
    expect(outcome).toMatchObject({ reason: expect.stringContaining('65536 values') });
    expect(extinctAfter(plan, 60)).toBeCloseTo(expected, 12);
    expect(lawOf(plan, { kind: 'active', pool: 0 }, 8).probabilities[0]).toBeCloseTo(extinctAfter(plan, 8), 12);
  });
});

describe('probabilities', () => {
  const sizes = [1, 10, 99.5, 1000, 10_000];

  test.each(sizes)(
    'of a wheel of %d people a rotation have the mean and the deviation of the derivatives',
    (volume) => {
      const plan = compile({ ...worked(12, volume), channels: [{ id: 'paid', volume, arrival: 'poisson' }] });
      for (const rotation of [1, 5, 12, 'total'] as const) {
        const { probabilities, offset, mean, sd } = lawOf(plan, engage, rotation);
        const away = (i: number): number => offset + i - mean;
        // The transform knows nothing of these derivatives: a window of some 16 sd, and 1e-13 left out anywhere in it.
        expect(Math.abs(sum(probabilities.map((chance, i) => chance * away(i))))).toBeLessThan(1e-12 * (1 + sd));
        expect(
          Math.abs(sum(probabilities.map((chance, i) => chance * away(i) * away(i))) / (sd * sd) - 1),
        ).toBeLessThan(1e-10);
      }
    },
  );

  test.each(sizes)('of a wheel of %d people add up to 1 within 1e-12 as they come out of the transform', (volume) => {
    const plan = compile(worked(12, volume));
    const totals = new Totals(plan, new Generating(plan, engage, false, 12), [5, 12]);
    const windows = finished(windowsOf(totals));
    const size = windows.some(({ low, high }) => high - low > 500) ? 8192 : 512;
    for (const spectrum of finished(spectraOf(totals, windows, size)))
      expect(Math.abs(sum(spectrum) - 1)).toBeLessThan(1e-12);
  });

  test('of a million people and perhaps one more are two, without what rounding leaves beside them', () => {
    const plan = compile({ ...worked(1, 1e6 + 0.5), loops: [] });
    expect(lawOf(plan, engage, 1)).toMatchObject({ offset: 1e6, probabilities: { length: 2 }, sd: 0.5 });
  });

  test('of a million people a rotation still come by transform', () => {
    const { mean, sd, offset, probabilities } = lawOf(compile(worked(5, 1e6)), engage, 5);
    expect(mean).toBeCloseTo(1_470_766.352, 2);
    expect(sd).toBeCloseTo(751.7112, 3);
    expect(Math.abs(sum(probabilities.map((chance, i) => chance * (offset + i - mean))))).toBeLessThan(1e-9);
  });

  test('of a thousand million do not, and the answer says why, with what is known', () => {
    const outcome = distributionOf(compile(worked(5, 1e9)), engage, 5);
    expect(outcome).toMatchObject({ reason: 'the count may take more than 65536 values' });
    expect(outcome.mean).toBeCloseTo(1_470_766_352.346, 2);
    expect(outcome.sd).toBeCloseTo(23_771.2, 1);
    expect(lawOf(compile(worked(5, 1e9)), engage, 1)).toMatchObject({ offset: 1e9, probabilities: Float64Array.of(1) });
  });
});

describe('what the exact engine leaves to others', () => {
  test('counts in which rounding errors would show', () => {
    const huge = {
      ...worked(2),
      channels: [
        { id: 'paid', volume: 1e13 },
        { id: 'few', volume: 0.5 },
      ],
    };
    expect(distributionOf(compile({ ...huge, loops: [] }), engage, 1)).toMatchObject({ reason: /rounding/, sd: 0.5 });
  });

  const reasonOf = (scenario: Scenario, count = engage) => distributionOf(compile(scenario), count, 2);

  test('a market, and proof', () => {
    expect(reasonOf({ ...worked(3), market: { size: 1000 } })).toMatchObject({ reason: /market/, mean: null });
    const reviews = { id: 'r', type: 'proof', from: 'advocate', to: 'acquire', ceiling: 0.5, half: 9 } as const;
    expect(reasonOf({ ...worked(3), loops: [word, reviews] })).toMatchObject({ reason: /proof/, sd: null });
  });

  test('more work than is allowed, for each count by itself', () => {
    const asked = [1, 12].map((rotation) => ({ count: engage, rotation }));
    const outcomes = distributionsOf(compile(worked(12)), asked, (outcome) => outcome, { values: 65_536, work: 5e4 });
    expect(outcomes[0]).toHaveProperty('probabilities');
    expect(outcomes[1]).toMatchObject({
      reason: /more than 50000 complex multiplications/,
      sd: expect.closeTo(21.1, 1),
    });
  });

  test('metrics that are no counts', () => {
    const plan = compile(worked(3));
    const ids = { stages: plan.stages, origins: plan.origins, pools: ['advocate'] };
    const counted = (name: string): Count | null => {
      const metric = readMetric(name, ids);
      if ('fault' in metric) throw new Error(metric.fault);
      return countOf(plan, metric.subject);
    };
    expect(['cac', 'referredShare', 'profit', 'kFactor', 'ltv'].map(counted)).toEqual([null, null, null, null, null]);
    expect(counted('nurture.word-of-mouth')).toEqual({ kind: 'arrivals', stage: 2, origin: 1 });
    expect(counted('acquire')).toEqual({ kind: 'arrivals', stage: 1, origin: null });
    expect(counted('nurture.returning')).toEqual({ kind: 'returning', stage: 2 });
    expect(counted('active.advocate')).toEqual({ kind: 'active', pool: 0 });
    expect(counted('referred')).toEqual({ kind: 'referred' });
  });
});

/** All counts that a plan has, with their expected value in a rotation from 0. */
function countsOf(plan: Plan, flow: Flow): { count: Count; expected: (t: number) => number }[] {
  const origins = plan.origins.map((_, o) => o);
  const stages = plan.stages.map((_, s) => s);
  const arrivals = (t: number, s: number, chosen: number[]): number =>
    sum(chosen.map((o) => arrivalsAt(plan, flow, t, o, s)));
  return [
    ...stages.map((stage) => ({
      count: { kind: 'arrivals', stage, origin: null } as const,
      expected: (t: number) => arrivals(t, stage, origins),
    })),
    ...stages.flatMap((stage) =>
      origins.map((origin) => ({
        count: { kind: 'arrivals', stage, origin } as const,
        expected: (t: number) => arrivals(t, stage, [origin]),
      })),
    ),
    { count: { kind: 'referred' }, expected: (t) => arrivals(t, 0, origins.slice(plan.channels)) },
    ...[...plan.pools].map((_, pool) => ({
      count: { kind: 'active', pool } as const,
      expected: (t: number) => flow.members[(t + 1) * plan.pools.length + pool],
    })),
    ...stages.map((stage) => ({
      count: { kind: 'returning', stage } as const,
      expected: (t: number) =>
        sum(plan.repeats.map((loop, l) => (loop.stage === stage ? flow.returning[t * plan.repeats.length + l] : 0))),
    })),
  ];
}

describe('random wheels', () => {
  test('have the means that the expected values are, and probabilities that agree with them', () => {
    let solved = 0;
    const tried = cases(250);
    fc.assert(
      fc.property(scenarios({ linear: true }), fc.nat(), (scenario, pick) => {
        const plan = compile(scenario);
        const flow = runExpected(plan);
        const all = Array.from({ length: plan.rotations }, (_, t) => t);
        // A fifth of the counts of each: there are some fifty.
        for (const { count, expected } of countsOf(plan, flow).filter((_, i) => i % 5 === pick % 5)) {
          const at = 1 + (pick % plan.rotations);
          const asked: AskedCount[] = [at, plan.rotations, 'total' as const].map((rotation) => ({ count, rotation }));
          const laws = distributionsOf(plan, asked, (law) => law, { values: 256, work: 1e6 });
          for (const [i, { rotation }] of asked.entries()) {
            const mean = rotation === 'total' ? sum(all.map(expected)) : expected(rotation - 1);
            const law = laws[i];
            const what = `${JSON.stringify(count)} in ${rotation}`;
            if (!(Math.abs((law.mean ?? NaN) - mean) <= 1e-9 * Math.max(1, mean)))
              expect.fail(`${what}: ${law.mean}, not ${mean}`);
            if ('reason' in law) continue;
            solved++;
            const { offset, probabilities } = law;
            // Left out is 1e-13 in all, and out of place what rounding errors of the mean, 2^-53 each, make of some steps:
            // all of it nearer than the size of the transform.
            const astray = 1e-13 + 4 * Number.EPSILON * law.mean;
            const away = (k: number): number => offset + k - law.mean;
            const error = Math.abs(sum(probabilities.map((chance, k) => chance * away(k))));
            if (!(error <= astray * law.size)) expect.fail(`${what}: the probabilities' mean is off by ${error}`);
            const squares = sum(probabilities.map((chance, k) => chance * away(k) * away(k)));
            if (!(Math.abs(squares - law.sd * law.sd) <= astray * law.size * law.size))
              expect.fail(`${what}: the probabilities' deviation is ${Math.sqrt(squares)}, not ${law.sd}`);
          }
        }
      }),
      { numRuns: tried },
    );
    expect(solved).toBeGreaterThan(4 * tried);
  });
});

describe('every bundled scenario', () => {
  const folder = new URL('../../../scenarios/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

  test.each(files)('%s has the mean of its expected values, or a reason why not', (file) => {
    const plan = compile(readScenario(readFileSync(new URL(file, folder), 'utf8')));
    const flow = runExpected(plan);
    for (const { count, expected } of countsOf(plan, flow)) {
      const outcome = distributionOf(plan, count, plan.rotations);
      const mean = expected(plan.rotations - 1);
      if (plan.market < Infinity || plan.proofs.length > 0) expect(outcome).toMatchObject({ mean: null });
      else expect(Math.abs(answered(outcome).mean - mean)).toBeLessThanOrEqual(1e-9 * Math.max(1, mean));
    }
  });
});
