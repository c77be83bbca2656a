import { describe, expect, test } from 'vitest';
import { fileWith, worked } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const [engage, acquire, nurture, advocate] = worked.stages;
const [loop] = worked.loops;
const json = ['--format', 'json'];

/** What the worked example gives with flags, and what a file gives that is written so. */
async function both(flags: readonly string[], written: Record<string, unknown>, base: Record<string, unknown> = {}) {
  const files = { 'base.json': fileWith(base), 'edited.json': fileWith({ ...base, ...written }) };
  const flagged = await flywheel(['simulate', 'base.json', ...flags, ...json], { files });
  const edited = await flywheel(['simulate', 'edited.json', ...json], { files });
  const untouched = await flywheel(['simulate', 'base.json', ...json], { files });
  return { flagged, edited, untouched };
}

const withAcquire = (conversion: unknown) => ({ stages: [engage, { ...acquire, conversion }, nurture, advocate] });

describe('change flags give the same bytes as a file written so', () => {
  test.each<[string, Record<string, unknown>]>([
    ['--rotations 7', { rotations: 7 }],
    ['--referral-rate 0.5', { loops: [{ ...loop, perMember: 0.5 }] }],
    ['--referral-rate word-of-mouth=0.5', { loops: [{ ...loop, perMember: 0.5 }] }],
    ['--volume 250', { channels: [{ id: 'paid', volume: 250 }] }],
    ['--volume paid=250', { channels: [{ id: 'paid', volume: 250 }] }],
    ['--volume paid=[100,200]', { channels: [{ id: 'paid', volume: [100, 200] }] }],
    ['--conversion acquire=0.35', withAcquire(0.35)],
    ['--conversion acquire=35%', withAcquire('35%')],
    ['--conversion acquire=86/362', withAcquire('86/362')],
    ['--retention 90%', { stages: [engage, acquire, nurture, { ...advocate, retention: 0.9 }] }],
    ['--retention advocate=0.9', { stages: [engage, acquire, nurture, { ...advocate, retention: 0.9 }] }],
    ['--set stages.acquire.conversion=0.35', withAcquire(0.35)],
    ['--set name=Better', { name: 'Better' }],
    ['--set name="7"', { name: '7' }],
    ['--set market.size=500', { market: { size: 500 } }],
    [
      '--set channels.paid.conversion.acquire=0.5',
      { channels: [{ id: 'paid', volume: 100, conversion: { acquire: 0.5 } }] },
    ],
    [
      '--set loops.word-of-mouth.perMember={"start":1,"growth":0.1}',
      { loops: [{ ...loop, perMember: { start: 1, growth: 0.1 } }] },
    ],
  ])('%s', async (flags, written) => {
    const { flagged, edited, untouched } = await both(flags.split(' '), written);
    expect(flagged.err).toBe('');
    expect(flagged.code).toBe(0);
    expect(flagged.out).toBe(edited.out);
    expect(flagged.out).not.toBe(untouched.out);
  });

  const bought = { channels: [{ id: 'ads', budget: 500, cost: 5 }] };

  test.each<[string, Record<string, unknown>]>([
    ['--set discount=10%', { discount: 0.1 }],
    ['--budget 800', { channels: [{ id: 'ads', budget: 800, cost: 5 }] }],
    ['--budget ads=800', { channels: [{ id: 'ads', budget: 800, cost: 5 }] }],
  ])('%s, where there is money', async (flags, written) => {
    const { flagged, edited, untouched } = await both(flags.split(' '), written, bought);
    expect({ code: flagged.code, err: flagged.err }).toEqual({ code: 0, err: '' });
    expect(flagged.out).toBe(edited.out);
    expect(flagged.out).not.toBe(untouched.out);
  });

  test('a lever that is on from the start is the change that it makes', async () => {
    const levers = [{ id: 'coaching', changes: [{ path: 'stages.acquire.conversion', to: 0.5 }] }];
    const { flagged, edited } = await both(['--with', 'coaching'], withAcquire(0.5), { levers });
    expect(JSON.parse(flagged.out).scenario.with).toEqual(['coaching']);
    expect(JSON.parse(flagged.out).rotations).toEqual(JSON.parse(edited.out).rotations);
  });
});

describe('flags apply left to right, then levers', () => {
  const levers = [
    { id: 'double', changes: [{ path: 'channels.paid.volume', multiply: 2 }] },
    { id: 'more', changes: [{ path: 'channels.paid.volume', add: 10 }] },
  ];

  const engaged = async (flags: string): Promise<number[]> => {
    const files = { 'plan.json': fileWith({ levers, loops: [], rotations: 3 }) };
    const { out } = await flywheel(['simulate', 'plan.json', ...flags.split(' '), ...json], { files });
    const { rotations } = JSON.parse(out) as { rotations: { stages: { engage: { arrivals: number } } }[] };
    return rotations.map((row) => row.stages.engage.arrivals);
  };

  test.each([
    ['--volume 1 --volume 2', [2, 2, 2]],
    ['--volume 1 --set channels.paid.volume=3', [3, 3, 3]],
    ['--set channels.paid.volume=3 --volume 1', [1, 1, 1]],
    ['--set channels=[{"id":"paid","volume":4},{"id":"tv","volume":0}] --volume tv=5', [9, 9, 9]],
    ['--with double --volume 7', [14, 14, 14]],
    ['--with double@2 --volume 7', [7, 14, 14]],
    ['--with double,more', [210, 210, 210]],
    ['--with more --with double', [220, 220, 220]],
    ['--with more@3,double@2', [100, 200, 220]],
  ])('%s', async (flags, people) => {
    expect(await engaged(flags)).toEqual(people);
  });
});

describe('a flag without a name, where there are several, lists them', () => {
  const channels = [
    { id: 'paid', volume: 1 },
    { id: 'organic', volume: 2 },
  ];
  const loops = [loop, { ...loop, id: 'reviews', from: 'nurture' }];
  const files = { 'plan.json': fileWith({ channels, loops }) };

  test.each([
    ['--volume 5', ['--volume paid=', '--volume organic=']],
    ['--referral-rate 5', ['--referral-rate word-of-mouth=', '--referral-rate reviews=']],
    ['--retention 50%', ['--retention nurture=', '--retention advocate=']],
    ['--conversion 30%', ['--conversion acquire=', '--conversion nurture=', '--conversion advocate=']],
  ])('%s', async (flags, listed) => {
    const { code, out, err } = await flywheel(['simulate', 'plan.json', ...flags.split(' ')], { files });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${flags}: `);
    for (const way of listed) expect(err).toContain(way);
    expect(err).not.toContain('engage=');
  });
});
