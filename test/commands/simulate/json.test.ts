import { expect, test } from 'vitest';
import { fileWith } from '../../cli/example.ts';
import { flywheel } from '../../cli/session.ts';

const stage = (arrivals: number) => ({ arrivals, returning: 0, origins: { paid: arrivals, 'word-of-mouth': 0 } });
const none = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));

/** The document of the worked example as the contract prints it, with its first rotation: 100, x 0.3, x 0.75, x 0.45. */
const DOCUMENT = {
  flywheel: 1,
  command: 'simulate',
  scenario: { name: 'One hundred engaged per cycle', rotations: 5, with: [] },
  method: 'expected',
  rotations: [
    {
      rotation: 1,
      stages: { engage: stage(100), acquire: stage(30), nurture: stage(22.5), advocate: stage(10.125) },
      active: { advocate: 10.125 },
      referred: 0,
      gain: 0,
      referredShare: 0,
      ...none('revenue', 'cost', 'spend', 'profit', 'cash', 'cac', 'mediaCac', 'keepCost'),
    },
  ],
  summary: {
    kFactor: null,
    intrinsicGrowth: 1.10125,
    steadyState: null,
    ...none('npv', 'cashBreakEven', 'ltv', 'ltvByOrigin', 'ltvToCac', 'cacPayback', 'referralValue'),
    rules: {
      smooth: { holds: true, weakest: 'acquire', onePointAdds: 1.811287934808604 },
      easier: { holds: true, brokenAt: null },
      moreEfficient: { holds: true, brokenAt: null },
    },
    bestPoint: { link: 'acquire', metric: 'engage', adds: 1.811287934808604 },
  },
  journey: null,
  breakEvenStage: null,
  assertions: [{ metric: 'gain@5', with: [], expected: 'is 47 within 0.5', actual: 47.07663523461914, passed: true }],
  notes: [],
};

/** Same keys in the same order, same texts, numbers within 1e-12 relative. */
function expectSame(actual: unknown, wanted: unknown, at = 'document'): void {
  if (typeof wanted === 'number') {
    expect(typeof actual, at).toBe('number');
    expect(Math.abs((actual as number) - wanted), at).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Array.isArray(actual), at).toBe(Array.isArray(wanted));
    expect(Object.keys(actual as object), at).toEqual(Object.keys(wanted));
    for (const [key, value] of Object.entries(wanted)) {
      expectSame((actual as Record<string, unknown>)[key], value, `${at}.${key}`);
    }
  } else expect(actual, at).toBe(wanted);
}

test('the JSON of the worked example has every key of its documentation, in order, and its values', async () => {
  const { code, out, err } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const document = JSON.parse(out);
  expect(document.rotations.map((row: { rotation: number }) => row.rotation)).toEqual([1, 2, 3, 4, 5]);
  expectSame({ ...document, rotations: document.rotations.slice(0, 1) }, DOCUMENT);
});

test('every later rotation grows by an advocate in ten', async () => {
  const { out } = await flywheel(['simulate', 'hundred-per-cycle', '--format', 'json']);
  const engaged = JSON.parse(out).rotations.map((row: (typeof DOCUMENT.rotations)[0]) => row.stages.engage.arrivals);
  expectSame(
    engaged,
    [0, 1, 2, 3, 4].map((t) => 100 * 1.10125 ** t),
  );
});

test('what is undefined is null: the share referred when nobody arrives, and the name of a nameless scenario', async () => {
  const files = { 'plan.json': fileWith({ name: undefined, channels: [{ id: 'paid', volume: 0 }] }) };
  const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
  const document = JSON.parse(out);
  expect(document.scenario.name).toBeNull();
  expect(document.rotations[4].referredShare).toBeNull();
  expect(document.rotations[4].stages.engage.arrivals).toBe(0);
});

test('lists every channel and referral loop as an origin, and visits apart from arrivals', async () => {
  const loops = [
    { id: 'friends', type: 'referral', from: 'advocate', to: 'engage', perMember: 1 },
    { id: 'again', type: 'repeat', from: 'advocate', to: 'acquire', perMember: 2 },
  ];
  const channels = [
    { id: 'paid', volume: 60 },
    { id: 'organic', volume: 40 },
  ];
  const files = { 'plan.json': fileWith({ loops, channels, rotations: 2 }) };
  const { out } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
  const { engage, acquire } = JSON.parse(out).rotations[1].stages;
  expectSame(engage, { arrivals: 110.125, returning: 0, origins: { paid: 60, organic: 40, friends: 10.125 } });
  expectSame(acquire.returning, 20.25);
  expectSame(acquire.arrivals, 33.0375);
});

test('gives what people should know about the numbers as sentences', async () => {
  const files = { 'plan.json': fileWith({ market: { size: 1000 } }) };
  const { out, err } = await flywheel(['simulate', 'plan.json', '--format', 'json'], { files });
  expect(JSON.parse(out).notes.join(' ')).toMatch(/market.*the average of all that may happen/);
  expect(err).toBe('');
});
