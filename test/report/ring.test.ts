import { describe, expect, test } from 'vitest';
import { runExpected } from '../../src/engine/expected.ts';
import { compile } from '../../src/model/plan/compile.ts';
import { readScenario } from '../../src/model/scenario/read.ts';
import { ringOf, scaleFor } from '../../src/report/ring.ts';
import { wheelAt } from '../../src/report/wheel.ts';
import { fileWith, worked } from '../cli/example.ts';

const wheelOf = (changes: Record<string, unknown>, rotation: number) => {
  const plan = compile(readScenario(fileWith(changes)));
  return wheelAt(plan, runExpected(plan), rotation - 1);
};

/** The points of a path. */
const points = (path: string): { x: number; y: number }[] =>
  [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

const FRAME = { size: 600, radius: 200 };

describe('the wheel of the worked example', () => {
  test('in rotation 1 nobody is brought yet; in rotation 2 ten advocates bring ten', () => {
    const [first, second] = [wheelOf({}, 1), wheelOf({}, 2)];
    expect(first.stages.map(({ brought }) => brought)).toEqual([0, 0, 0, 0]);
    expect(first.loops[0]).toMatchObject({ members: 0, people: 0 });
    // 100 x 0.3 x 0.75 x 0.45 = 10.125 advocates after rotation 1.
    expect(second.loops[0].members).toBeCloseTo(10.125, 12);
    expect(second.stages[0]).toMatchObject({ bought: 100, fresh: [{ channel: 'paid', people: 100 }], rate: null });
    expect(second.stages[0].brought).toBeCloseTo(10.125, 12);
    expect(second.stages.slice(1).map(({ rate }) => rate)).toEqual(
      [0.3, 0.75, 0.45].map((rate) => expect.closeTo(rate, 12)),
    );
  });

  test('bands are as thick as the people who pass', () => {
    const wheel = wheelOf({}, 5);
    const scale = scaleFor([wheel], FRAME.radius);
    const ring = ringOf(wheel, { ...FRAME, scale });
    // At the top the band of the first stage starts: 147.08 people at the scale, which makes the widest 0.42 of 200.
    expect(147.0766 * scale).toBeCloseTo(84, 3);
    const [{ y: outer }] = points(ring.bands.find(({ kind }) => kind === 'bought')?.path ?? '');
    expect(300 - outer).toBeCloseTo(200 + 42, 0);
    const inflow = points(ring.bands.find(({ kind }) => kind === 'inflow')?.path ?? '');
    const ys = inflow.map(({ y }) => y);
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(100 * scale, 0);
  });

  test('the loop closes the ring only where somebody is brought', () => {
    const loops = (rotation: number): number => {
      const wheel = wheelOf({}, rotation);
      const ring = ringOf(wheel, { ...FRAME, scale: scaleFor([wheel], FRAME.radius) });
      return ring.bands.filter(({ kind }) => kind === 'loop').length;
    };
    expect([loops(1), loops(2)]).toEqual([0, 1]);
  });
});

test('loops that do not lead from the last stage to the first cross the ring', () => {
  const loops = [
    { id: 'early', type: 'referral', from: 'acquire', to: 'engage', perMember: 0.5 },
    { id: 'again', type: 'repeat', from: 'nurture', to: 'acquire', perMember: 1 },
    { id: 'trust', type: 'proof', from: 'advocate', to: 'acquire', ceiling: 0.5, half: 10 },
  ];
  const wheel = wheelOf({ loops }, 3);
  const ring = ringOf(wheel, { ...FRAME, scale: scaleFor([wheel], FRAME.radius) });
  expect(ring.bands.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['loop', 'repeat', 'proof']));
});

test.each([
  ['nobody at all', { channels: [{ id: 'paid', volume: 0 }] }],
  ['no channel', { channels: [], stages: [...worked.stages.slice(0, 3), { ...worked.stages[3], initial: 5 }] }],
  [
    'a link that nobody passes',
    { stages: [worked.stages[0], { id: 'acquire', conversion: 0 }, ...worked.stages.slice(2)] },
  ],
  ['people by the trillion', { channels: [{ id: 'paid', volume: 1e14 }] }],
])('with %s every place on the ring is a place', (_what, changes) => {
  const wheel = wheelOf(changes, 2);
  const ring = ringOf(wheel, { ...FRAME, scale: scaleFor([wheel], FRAME.radius) });
  const all =
    [...ring.bands, ...ring.chevrons].map(({ path }) => path).join('') +
    ring.outline +
    ring.stages.map(({ tick }) => tick).join('');
  expect(all).not.toMatch(/NaN|Infinity/);
  expect(ring.stages).toHaveLength(4);
});
