import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Quantity, ReferralLoop, Scenario, Stage } from '../../src/model/scenario/types.ts';
import { scenarioArbitrary, scenarios } from '../arbitrary/scenario.ts';
import { cases, sized } from '../cases.ts';
import { valueAt } from './numbers.ts';
import { type ReferenceRun, referenceRun } from './wheel.ts';

/** Enough to see every feature. */
const DRAWN = sized(100, 300);
const RUNS = cases(300);

/** Rounding: a sum of n terms is off by at most about n units in the last place of its size; two per term here. */
function roundingOf(terms: number, size: number): number {
  return 2 * terms * Number.EPSILON * size;
}

function total(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, number) => sum + number, 0);
}

/** Arrivals of all origins at a stage, rotation by rotation. */
function arrivalsAt(run: ReferenceRun, stage: string): number[] {
  return run.map(({ arrivals }) => total(Object.values(arrivals[stage])));
}

function expectNear(actual: readonly number[], expected: readonly number[], digits = 9): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => {
    expect(value, `at ${index}`).toBeCloseTo(expected[index], digits);
  });
}

const wordOfMouth: ReferralLoop = {
  id: 'word-of-mouth',
  type: 'referral',
  from: 'advocate',
  to: 'engage',
  perMember: 1,
};

function journey(acquire: Quantity, nurture: Quantity, advocate: Omit<Stage, 'id'>): readonly Stage[] {
  return [
    { id: 'engage' },
    { id: 'acquire', conversion: acquire },
    { id: 'nurture', conversion: nurture },
    { id: 'advocate', ...advocate },
  ];
}

describe('published and worked examples', () => {
  test('one hundred engaged per cycle: every advocate brings one more in each rotation', () => {
    const run = referenceRun({
      rotations: 5,
      channels: [{ id: 'paid', volume: 100 }],
      stages: journey(0.3, '75%', { conversion: 0.45 }),
      loops: [wordOfMouth],
    });
    const engaged = [1, 2, 3, 4, 5].map((t) => 100 * 1.10125 ** (t - 1));
    expectNear(arrivalsAt(run, 'engage'), engaged);
    expectNear(engaged, [100, 110.125, 121.2752, 133.5543, 147.0766], 4);
    expectNear(
      run.map(({ gain }) => gain),
      engaged.map((n) => n - 100),
    );
    expect(run[4].referredShare).toBeCloseTo(1 - 100 / engaged[4], 12);
  });

  test('each advocate refers once: the same +47', () => {
    const run = referenceRun({
      rotations: 5,
      channels: [{ id: 'paid', volume: 100 }],
      stages: journey(0.8, 0.8, { conversion: 0.5, activeFor: 1 }),
      loops: [wordOfMouth],
    });
    expectNear(arrivalsAt(run, 'engage'), [100, 132, 142.24, 145.5168, 146.565376]);
  });

  test('a viral spreadsheet: 1,000 users with coefficient 0.3 over three weeks', () => {
    const run = referenceRun({
      rotations: 4,
      stages: [{ id: 'invited' }, { id: 'user', conversion: 1, initial: 1000, activeFor: 3 }],
      loops: [{ id: 'invite', type: 'referral', from: 'user', to: 'invited', perMember: 0.1 }],
    });
    expectNear(arrivalsAt(run, 'user'), [100, 110, 121, 33.1]);
    expectNear(
      run.map(({ active }) => active.user),
      [1100, 1210, 331, 264.1],
    );
  });

  test('a discrete Bass curve by its own recurrence', () => {
    const [size, p, q] = [10_000, 0.03, 0.38];
    const adopters: number[] = [];
    for (let t = 1; t <= 25; t += 1) {
      const adopted = total(adopters);
      adopters.push((p + (q * adopted) / size) * (size - adopted));
    }
    const run = referenceRun({
      rotations: 25,
      market: { size },
      channels: [{ id: 'advertising', volume: p * size }],
      stages: [{ id: 'hears' }, { id: 'adopts', conversion: 1 }],
      loops: [{ id: 'imitation', type: 'referral', from: 'adopts', to: 'hears', perMember: q }],
    });
    expectNear(arrivalsAt(run, 'hears'), adopters);
  });
});

describe('rules by hand', () => {
  test('those who go on bypass by the shares of the rotation in which they left, and arrive after their delay', () => {
    const run = referenceRun({
      rotations: 4,
      channels: [{ id: 'paid', volume: [100, 0] }],
      stages: [
        { id: 'a' },
        { id: 'b', conversion: 0.5, optional: [0.4, 1], delay: 1 },
        { id: 'c', conversion: 1, optional: [0.25, 0] },
        { id: 'd', conversion: 1, delay: 2 },
      ],
    });
    expectNear(arrivalsAt(run, 'b'), [0, 30, 0, 0]);
    expectNear(arrivalsAt(run, 'c'), [15, 30, 0, 0]);
    expectNear(arrivalsAt(run, 'd'), [0, 0, 20, 30]);
    expect(run[3]).toMatchObject({ gone: { d: { paid: 0 } }, waiting: { d: { paid: 0 } }, lost: { d: { paid: 0 } } });
  });

  test('some of those who did not go on wait and try again, the rest is lost', () => {
    const run = referenceRun({
      rotations: 2,
      channels: [{ id: 'paid', volume: [100, 0] }],
      stages: [
        { id: 'a', wait: [0.25, 0.5] },
        { id: 'b', conversion: [0.2, 0.4] },
      ],
    });
    expect(run[0]).toMatchObject({
      gone: { a: { paid: 20 } },
      waiting: { a: { paid: 20 } },
      lost: { a: { paid: 60 } },
    });
    expect(run[1]).toMatchObject({ gone: { a: { paid: 8 } }, waiting: { a: { paid: 6 } }, lost: { a: { paid: 6 } } });
  });

  test('initial members lapse by the retention of the stage, others by that of their origin', () => {
    const run = referenceRun({
      rotations: 2,
      channels: [{ id: 'paid', volume: [10, 0], retention: { b: [0.9, 0.7] } }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1, retention: [0.5, 0.2], initial: 100, memberRevenue: 5 }],
    });
    expectNear(
      run.map(({ active }) => active.b),
      [60, 17],
    );
    expect(Object.keys(run[0].active)).toEqual(['b']);
  });

  test('proof loops act in file order, and one whose ceiling is passed does nothing', () => {
    const proof = { type: 'proof', from: 'a', to: 'b' } as const;
    const run = referenceRun({
      rotations: 1,
      channels: [{ id: 'paid', volume: 100, conversion: { b: 0.2 } }],
      stages: [
        { id: 'a', initial: 100 },
        { id: 'b', conversion: 0.9 },
      ],
      loops: [
        { ...proof, id: 'first', ceiling: 0.6, half: 100 },
        { ...proof, id: 'second', ceiling: 0.5, half: 300 },
        { ...proof, id: 'third', ceiling: 0.1, half: 1 },
        { ...proof, id: 'late', ceiling: 1, half: 1, delay: 2 },
      ],
    });
    expect(run[0].gone.a.paid).toBeCloseTo(42.5, 12);
  });

  test('a market wastes candidates who were reached before; gain is then not what was referred', () => {
    const run = referenceRun({
      rotations: 3,
      market: { size: 100 },
      channels: [{ id: 'paid', volume: 40 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }],
      loops: [{ id: 'invite', type: 'referral', from: 'b', to: 'a', perMember: 0.5 }],
    });
    expectNear(arrivalsAt(run, 'a'), [40, 36, 18.72]);
    expect(run.map(({ candidates }) => candidates)).toEqual([
      { paid: 40, invite: 0 },
      { paid: 40, invite: 20 },
      { paid: 40, invite: 38 },
    ]);
    expectNear(
      run.map(({ referred }) => referred),
      [0, 12, 9.12],
    );
    expectNear(
      run.map(({ gain }) => gain),
      [0, 12, 4.32],
    );
  });

  test('initial members count as reached, and nobody is left once the market is overshot', () => {
    const stages = [{ id: 'a' }, { id: 'b', conversion: 1, initial: 50, memberCost: 1 }];
    const run = referenceRun({ rotations: 3, market: { size: 100 }, channels: [{ id: 'paid', volume: 150 }], stages });
    expectNear(arrivalsAt(run, 'a'), [75, 0, 0]);
    expect(run.map(({ referredShare }) => referredShare)).toEqual([0, null, null]);
    expect(run.map(({ gain }) => gain)).toEqual([0, 0, 0]);
  });

  test('a loop that drops people on a later stage bypasses nothing and refers nobody to the first', () => {
    const run = referenceRun({
      rotations: 3,
      stages: [{ id: 'a' }, { id: 'b', conversion: 1, optional: 1 }, { id: 'c', conversion: 0.5, initial: 100 }],
      loops: [
        {
          id: 'invite',
          type: 'referral',
          from: 'c',
          to: 'b',
          perMember: [9, 0.1, 0.2],
          delay: 2,
          conversion: { c: 0.8 },
        },
      ],
    });
    expectNear(arrivalsAt(run, 'b'), [0, 10, 20]);
    expectNear(arrivalsAt(run, 'c'), [0, 8, 16]);
    expect(run.map(({ referred, referredShare }) => [referred, referredShare])).toEqual(Array(3).fill([0, null]));
  });

  test('a budget buys prospects at the cost of the rotation, and visits are repeated by members', () => {
    const run = referenceRun({
      rotations: 2,
      channels: [{ id: 'paid', budget: 600, cost: [2, 3], to: 'b' }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }],
      loops: [{ id: 'again', type: 'repeat', from: 'b', to: 'b', perMember: 0.5 }],
    });
    expectNear(arrivalsAt(run, 'b'), [300, 200]);
    expect(run.map(({ returning }) => returning)).toEqual([
      { a: 0, b: 0 },
      { a: 0, b: 150 },
    ]);
  });
});

describe('numbers', () => {
  test.each<[Quantity, readonly number[]]>([
    [7, [7, 7, 7]],
    ['30%', [0.3, 0.3, 0.3]],
    ['86/362', [86 / 362, 86 / 362, 86 / 362]],
    [
      ['50%', 2],
      [0.5, 2, 2],
    ],
    [{ start: 100, growth: 0.1 }, [100, 110, 121]],
    [{ start: '50%', step: -0.1 }, [0.5, 0.4, 0.3]],
    [{ got: 12, of: 400 }, [0.03, 0.03, 0.03]],
    [{ uniform: [1, 4] }, [2.5, 2.5, 2.5]],
    [{ pert: [0, 3, 12] }, [4, 4, 4]],
    [{ normal: [-2, 9] }, [-2, -2, -2]],
    [{ lognormal: ['5%', 1] }, [0.05, 0.05, 0.05]],
    [{ beta: [3, 9] }, [0.25, 0.25, 0.25]],
  ])('%j', (quantity, values) => {
    expectNear(
      [1, 2, 3].map((t) => valueAt(quantity, t)),
      values,
      12,
    );
  });

  test('exposures agree with the sum over binomial terms in whole numbers', () => {
    const [exposures, noticed, shown, needed] = [30, 86n, 362n, 7];
    let favourable = 0n;
    let ways = 1n; // of choosing k of 30
    for (let k = 0; k <= exposures; k += 1) {
      if (k >= needed) favourable += ways * noticed ** BigInt(k) * (shown - noticed) ** BigInt(exposures - k);
      ways = (ways * BigInt(exposures - k)) / BigInt(k + 1);
    }
    const exact = Number((favourable * 10n ** 18n) / shown ** BigInt(exposures)) / 1e18;
    expect(valueAt({ exposures, notice: '86/362', needed }, 1)).toBeCloseTo(exact, 14);
  });
});

describe('any scenario', () => {
  test('everybody present at a stage goes on, waits or is lost', () => {
    const conserved = (scenario: Scenario) => {
      const run = referenceRun(scenario);
      expect(run).toHaveLength(scenario.rotations);
      run.forEach(({ arrivals, gone, waiting, lost }, index) => {
        for (const { id } of scenario.stages.slice(0, -1)) {
          for (const origin of Object.keys(arrivals[id])) {
            const waited = index === 0 ? 0 : run[index - 1].waiting[id][origin];
            const present = arrivals[id][origin] + waited;
            const left = gone[id][origin] + waiting[id][origin] + lost[id][origin];
            expect(Math.abs(present - left)).toBeLessThanOrEqual(roundingOf(8, present));
          }
        }
      });
    };
    fc.assert(fc.property(scenarioArbitrary, conserved), { numRuns: RUNS });
  });

  test('without delays and market, all who ever came are lost, waiting or at the last stage', () => {
    const conserved = (drawn: Scenario) => {
      const stages = drawn.stages.map((stage) => ({ ...stage, delay: 0 }));
      const run = referenceRun({ ...drawn, stages, market: undefined });
      const everywhere = (people: ReferenceRun[number]['lost']) =>
        total(Object.values(people).flatMap(Object.values<number>));
      const came = total(run.map(({ candidates }) => total(Object.values(candidates))));
      const lost = total(run.map((rotation) => everywhere(rotation.lost)));
      const arrivedLast = total(arrivalsAt(run, stages[stages.length - 1].id));
      const terms = run.length * stages.length * 7 * 8; // origins, and operations on each
      const found = lost + everywhere(run[run.length - 1].waiting) + arrivedLast;
      expect(Math.abs(found - came)).toBeLessThanOrEqual(roundingOf(terms, came));
    };
    fc.assert(fc.property(scenarioArbitrary, conserved), { numRuns: RUNS });
  });

  test('without market and proof, gain is what was referred', () => {
    const holds = (scenario: Scenario) => {
      expect(scenario).not.toHaveProperty('market');
      const run = referenceRun(scenario);
      const entered = arrivalsAt(run, scenario.stages[0].id);
      run.forEach(({ gain, referred }, index) => {
        expect(Math.abs(gain - referred)).toBeLessThanOrEqual(roundingOf(8, entered[index]));
      });
    };
    fc.assert(fc.property(scenarios({ linear: true }), holds), { numRuns: RUNS });
  });

  test('random scenarios between them use every feature that moves people, and refer somebody', () => {
    const drawn = fc.sample(scenarioArbitrary, { numRuns: DRAWN, seed: 1 });
    const texts = drawn.map((scenario) => JSON.stringify(scenario));
    const features =
      'channels loops market volume budget to conversion retention optional delay wait activeFor initial perMember ' +
      'ceiling half most slope carry growth step exposures got uniform pert normal lognormal beta';
    for (const feature of features.split(' ')) {
      expect(texts.filter((text) => text.includes(`"${feature}":`)).length, feature).toBeGreaterThan(DRAWN / 20);
    }
    const referring = drawn.filter((scenario) => referenceRun(scenario).some(({ referred }) => referred > 0.01));
    expect(referring.length).toBeGreaterThan(DRAWN / 8);
  });
});
