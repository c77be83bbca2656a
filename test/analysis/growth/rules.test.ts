import { describe, expect, test } from 'vitest';
import { easierRule, lastArrivals, moreEfficientRule } from '../../../src/analysis/growth/rules.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { runExpected } from '../../../src/engine/expected.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';

const wheel = (more: Partial<Scenario> = {}): Scenario => ({
  rotations: 5,
  channels: [{ id: 'paid', volume: 100 }],
  stages: [
    { id: 'engage' },
    { id: 'acquire', conversion: 0.3 },
    { id: 'nurture', conversion: 0.75 },
    { id: 'advocate', conversion: 0.45 },
  ],
  loops: [{ id: 'wom', type: 'referral', from: 'advocate', to: 'engage', perMember: 1 }],
  ...more,
});

const rules = (scenario: Scenario) => simulate(scenario).summary.rules;

describe('smooth', () => {
  test('in the worked example: engage -> acquire, and one point there adds 100 (1.104625^4 - 1.10125^4)', () => {
    const { smooth } = rules(wheel());
    expect(smooth).toMatchObject({ holds: true, weakest: 'acquire' });
    const [better, base] = [1 + 0.31 * 0.75 * 0.45, 1 + 0.3 * 0.75 * 0.45];
    expect(smooth.onePointAdds).toBeCloseTo(100 * (better * better * better * better - base * base * base * base), 10);
    expect(smooth.onePointAdds).toBeCloseTo(1.811287934808604, 10);
  });

  test('breaks without a referral loop, with one of 0 per member at the end, and where a link is 0', () => {
    const [loop] = wheel().loops ?? [];
    const stages = wheel().stages.map((stage) => (stage.id === 'nurture' ? { ...stage, conversion: 0 } : stage));
    expect(rules(wheel({ loops: [] })).smooth.holds).toBe(false);
    expect(rules(wheel({ loops: [{ ...loop, perMember: [1, 0] } as typeof loop] })).smooth.holds).toBe(false);
    expect(rules(wheel({ stages })).smooth).toMatchObject({ holds: false, weakest: 'nurture' });
  });

  test('counts all origins together: 100 bought at 0.3 and 300 from a partner at 0.9 make 0.75', () => {
    const partner = { id: 'partner', volume: 300, conversion: { acquire: 0.9 } };
    const channels = [{ id: 'paid', volume: 100 }, partner];
    // acquire (30 + 270) / 400 = 0.75 ties with nurture at 0.75 and loses to advocate at 0.45
    expect(rules(wheel({ channels, loops: [] })).smooth.weakest).toBe('advocate');
    const even = wheel().stages.map((stage) => (stage.id === 'advocate' ? { ...stage, conversion: 0.75 } : stage));
    expect(rules(wheel({ channels, loops: [], stages: even })).smooth.weakest).toBe('acquire');
  });

  test('takes the base rate where nobody is present, and clips one more point at 1', () => {
    const stages = [{ id: 'a' }, { id: 'b', conversion: 0.2 }, { id: 'c', conversion: 0.1 }];
    expect(rules({ rotations: 2, stages }).smooth).toEqual({ holds: false, weakest: 'c', onePointAdds: 0 });
    const sure = {
      rotations: 1,
      channels: [{ id: 'paid', volume: 1 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 1 }],
    };
    expect(rules(sure).smooth.onePointAdds).toBe(0);
  });

  test('the earlier of two links that differ by rounding is the weakest; onePointAdds is null past the limit', () => {
    const stages = [{ id: 'a' }, { id: 'b', conversion: 0.3 }, { id: 'c', conversion: 0.3 - 1e-12 }];
    expect(rules({ rotations: 1, channels: [{ id: 'paid', volume: 1 }], stages }).smooth.weakest).toBe('b');
    // 1,030 people, each with 999 more per rotation: 1030 (1 + 999 x 0.99)^4 is 9.9e14 in all, at a point more 1.03e15.
    const edge = wheel({
      channels: [{ id: 'paid', volume: [1030, 0] }],
      stages: [{ id: 'engage' }, { id: 'advocate', conversion: 0.99 }],
      loops: [{ id: 'wom', type: 'referral', from: 'advocate', to: 'engage', perMember: 999 }],
    });
    expect(rules(edge).smooth.onePointAdds).toBeNull();
  });

  test('onePointAdds raises the link for every origin, in every rotation, before proof', () => {
    const scenario = wheel({
      channels: [{ id: 'paid', volume: 100, conversion: { acquire: [0.1, 0.995, 0.1] } }],
      loops: [
        ...(wheel().loops ?? []),
        { id: 'reviews', type: 'proof', from: 'nurture', to: 'acquire', ceiling: 0.6, half: 500 },
      ],
    });
    expect(rules(scenario).smooth.weakest).toBe('acquire');
    const stages = scenario.stages.map((stage) => (stage.id === 'acquire' ? { ...stage, conversion: 0.31 } : stage));
    const raised = {
      ...scenario,
      stages,
      channels: [{ id: 'paid', volume: 100, conversion: { acquire: [0.11, 1, 0.11] } }],
    };
    const arrivals = (each: Scenario) => lastArrivals(compile(each), runExpected(compile(each)));
    expect(rules(scenario).smooth.onePointAdds).toBeCloseTo(arrivals(raised) - arrivals(scenario), 10);
  });
});

describe('easier: the referred share never falls and ends above 0', () => {
  test.each([
    ['rises', [0, 0.1, 0.2], true, null],
    ['stays', [0.1, 0.1, 0.1], true, null],
    ['wavers by rounding', [0.1, 0.1 - 1e-12, 0.2], true, null],
    ['falls once', [0, 0.2, 0.1, 0.3], false, 3],
    ['falls by a millionth', [0.1, 0.1 - 1e-7], false, 2],
    ['is 0 throughout', [0, 0, 0], false, null],
    ['is not there at first', [null, null, 0.1], true, null],
    ['is not there in between, and lower after', [0.2, null, 0.1], false, 3],
    ['is never there', [null, null], false, null],
  ])('%s', (_name, shares, holds, brokenAt) => expect(easierRule(shares)).toEqual({ holds, brokenAt }));
});

describe('more efficient: what a customer takes never rises', () => {
  test.each([
    ['falls', [3, 2, 1], true, null],
    ['stays', [3, 3, 3], true, null],
    ['wavers by rounding', [3, 3 + 1e-12], true, null],
    ['rises in rotation 3', [3, 2, 2.1], false, 3],
    ['rises by a millionth', [3, 3 + 3e-6], false, 2],
    ['has no customers at first', [null, 3, 2], true, null],
  ])('%s', (_name, costs, holds, brokenAt) => expect(moreEfficientRule(costs)).toEqual({ holds, brokenAt }));

  test('without money it is prospects bought per customer: dearer when conversion falls', () => {
    const worse = wheel({ loops: [] }).stages.map((stage) =>
      stage.id === 'acquire' ? { ...stage, conversion: [0.3, 0.3, 0.2] } : stage,
    );
    expect(rules(wheel({ loops: [], stages: worse })).moreEfficient).toEqual({ holds: false, brokenAt: 3 });
    expect(rules(wheel({ loops: [] })).moreEfficient).toEqual({ holds: true, brokenAt: null });
  });
});
