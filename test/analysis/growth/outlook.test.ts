import { describe, expect, test } from 'vitest';
import { insightInto } from '../../../src/analysis/explanation.ts';
import { runWith, simulate } from '../../../src/analysis/simulate.ts';
import type { Loop, Scenario } from '../../../src/model/scenario/types.ts';

const wheel = (more: Partial<Scenario> = {}, retention?: number): Scenario => ({
  rotations: 5,
  channels: [{ id: 'paid', volume: 100 }],
  stages: [
    { id: 'a' },
    { id: 'b', conversion: 0.8 },
    { id: 'c', conversion: 0.5, ...(retention ? { retention } : {}) },
  ],
  loops: [{ id: 'l', type: 'referral', from: 'c', to: 'a', perMember: 0.5 }],
  ...more,
});

const insight = (scenario: Scenario) => insightInto(scenario, [], runWith(scenario, []));

describe('where a wheel is heading', () => {
  test('members who never leave: the gain of the very same wheel at 90 % retention', () => {
    const gain = simulate(wheel({}, 0.9)).rotations.at(-1)?.gain;
    expect(insight(wheel()).outlook).toEqual({ kind: 'never leave', pools: ['c'], retention: 0.9, gain });
    expect(insight(wheel()).weakestRate).toBeCloseTo(0.5, 12);
  });

  test('only pools are named that somebody gets into for good', () => {
    const [a, b, c] = wheel().stages;
    const kept = { channels: { paid: { c: 0.5 } }, loops: { c: 0.5 } };
    const leaving = wheel({
      channels: [{ id: 'paid', volume: 100, retention: kept.channels.paid }],
      loops: [
        { id: 'l', type: 'referral', from: 'c', to: 'a', perMember: 0.5, retention: kept.loops },
        { id: 'm', type: 'referral', from: 'b', to: 'a', perMember: 0.1, retention: kept.loops },
      ],
      stages: [a, b, c],
    });
    expect(insight(leaving).outlook).toMatchObject({ kind: 'never leave', pools: ['b'] });
    const seated = { ...leaving, stages: [a, b, { ...c, initial: 5 }] };
    expect(insight(seated).outlook).toMatchObject({ kind: 'never leave', pools: ['c', 'b'] });
  });

  test('it settles where 0.8 x 0.5 x 2 x 0.5 = 0.4 more are brought by each', () => {
    const { outlook } = insight(wheel({}, 0.5));
    expect(outlook).toEqual({ kind: 'settles', arrivals: expect.closeTo(100 / 0.6, 9), varying: false });
    const growing = wheel({ channels: [{ id: 'paid', volume: [50, 100] }] }, 0.5);
    expect(insight(growing).outlook).toMatchObject({ kind: 'settles', varying: true });
  });

  test('it multiplies where each brings one or more', () => {
    const loop = { id: 'l', type: 'referral', from: 'c', to: 'a', perMember: 1.25 } as Loop;
    const { outlook } = insight(wheel({ loops: [loop] }, 0.5));
    expect(outlook).toEqual({ kind: 'multiplies', kFactor: expect.closeTo(1, 12), growth: expect.closeTo(1, 12) });
  });

  test('a market says how many it has reached, proof says nothing, no referral says so', () => {
    const { outlook } = insight(wheel({ market: { size: 1000 }, loops: [] }));
    // 100, 90, 81, 72.9, 65.61 of 1,000
    expect(outlook).toEqual({ kind: 'reaches', people: expect.closeTo(409.51, 9), market: 1000 });
    const proof = { id: 'p', type: 'proof', from: 'c', to: 'b', ceiling: 0.9, half: 10 } as Loop;
    expect(insight(wheel({ loops: [proof] })).outlook).toEqual({ kind: 'proof' });
    expect(insight(wheel({ loops: [] })).outlook).toEqual({ kind: 'no referral' });
  });
});

describe('what a simulation says of itself', () => {
  test('levers are named, with their rotation where it is not the first', () => {
    const levers = [{ id: 'more', changes: [{ path: 'channels.paid.volume', multiply: 2 }] }, { id: 'same' }];
    const on = [
      { lever: 'more', from: 3 },
      { lever: 'same', from: 1 },
    ];
    const { scenario, rotations } = simulate(wheel({ levers, loops: [] }), { with: on });
    expect(scenario.with).toEqual(['more@3', 'same']);
    expect(rotations.map((row) => row.stages.a.arrivals)).toEqual([100, 100, 200, 200, 200]);
  });

  test('more efficient counts the prospects a market wastes, and money where any is spent', () => {
    const market = wheel({ market: { size: 150 }, loops: [] });
    expect(simulate(market).summary.rules.moreEfficient).toEqual({ holds: false, brokenAt: 2 });
    const [a, b, c] = wheel().stages;
    const stages = [{ ...a, cost: [1, 2] }, b, c];
    // Only prospects count as long as nothing is spent: stage costs may rise.
    expect(simulate(wheel({ stages, loops: [] })).summary.rules.moreEfficient).toEqual({ holds: true, brokenAt: null });
    const bought = [{ id: 'paid', volume: 100, cost: 1 }];
    const dear = simulate(wheel({ stages, loops: [], channels: bought })).summary.rules.moreEfficient;
    expect(dear).toEqual({ holds: false, brokenAt: 2 });
  });

  test('levers come with a note that their effects are assumptions', () => {
    const levers = [{ id: 'same' }];
    expect(simulate(wheel({ levers })).notes).toEqual([]);
    const { notes } = simulate(wheel({ levers }), { with: [{ lever: 'same', from: 1 }] });
    const uncertain = [
      { id: 'maybe', changes: [{ path: 'stages.b.conversion', to: { uniform: [0.1, 0.2] } }] },
    ] as const;
    expect(simulate(wheel({ levers: uncertain })).notes).toEqual([]);
    expect(simulate(wheel({ levers: uncertain }), { with: [{ lever: 'maybe', from: 1 }] }).notes[0]).toContain(
      'With uncertain numbers',
    );
    expect(notes).toEqual(['The effects of levers are assumptions of this scenario, not findings.']);
  });

  test('a rotation without customers is skipped, and gain in a market is against the same market without loops', () => {
    const stages = [{ id: 'a' }, { id: 'b', conversion: [0, 0.5, 0.5] }];
    expect(simulate(wheel({ stages, loops: [], rotations: 3 })).summary.rules.moreEfficient.holds).toBe(true);
    const busy = wheel({ market: { size: 400 } });
    const bare = simulate({ ...busy, loops: [] }).rotations;
    for (const [t, row] of simulate(busy).rotations.entries()) {
      expect(row.gain).toBeCloseTo(row.stages.a.arrivals - bare[t].stages.a.arrivals, 10);
    }
    expect(simulate(busy).rotations[4].gain).not.toBeCloseTo(simulate(busy).rotations[4].referred, 3);
  });
});
