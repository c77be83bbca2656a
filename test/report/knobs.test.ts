import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../../src/model/scenario/read.ts';
import type { Scenario } from '../../src/model/scenario/types.ts';
import { changesOf, knobFlags, knobsOf } from '../../src/report/knobs.ts';
import { changedScenario } from '../../src/report/outcome.ts';
import { fileWith, worked } from '../cli/example.ts';

const bundled = (name: string): Scenario =>
  readScenario(readFileSync(new URL(`../../scenarios/${name}.json`, import.meta.url), 'utf8'), {
    source: `${name}.json`,
  });

const paths = (scenario: Scenario): string[] => knobsOf(scenario).map(({ path }) => path);

test('the worked example has a slider for every number in it', () => {
  expect(paths(worked)).toEqual([
    'loops.word-of-mouth.perMember',
    'channels.paid.volume',
    'stages.acquire.conversion',
    'stages.nurture.conversion',
    'stages.advocate.conversion',
    'stages.advocate.retention',
  ]);
  expect(knobsOf(worked).map(({ present }) => present)).toEqual([1, 100, 0.3, 0.75, 0.45, 1]);
});

test('rates that only some people have are there too', () => {
  expect(paths(bundled('shop-flywheel'))).toContain('loops.word-of-mouth.conversion.acquire');
  expect(paths(bundled('shop-flywheel'))).toContain('stages.acquire.conversion');
});

test('a rate that nobody goes by has no slider', () => {
  const own = readScenario(
    fileWith({
      channels: [{ id: 'paid', volume: 100, conversion: { acquire: 0.2 } }],
      loops: [{ ...worked.loops[0], conversion: { acquire: 0.4 } }],
    }),
  );
  expect(paths(own)).not.toContain('stages.acquire.conversion');
  expect(paths(own)).toContain('channels.paid.conversion.acquire');
});

test.each([
  ['a list', [100, 120], '100 in rotation 1, 120 in rotation 5: it varies, so it has no slider'],
  ['growth', { start: 100, growth: 1 }, '100 in rotation 1, 1,600 in rotation 5: it varies, so it has no slider'],
  [
    'a season',
    { repeat: [100, 140, 80] },
    '100 in rotation 1, 140 in rotation 5, between 80 and 140: it varies, so it has no slider',
  ],
])('%s stands fixed, and says why', (_form, volume, note) => {
  const [, volumeKnob] = knobsOf(readScenario(fileWith({ channels: [{ id: 'paid', volume }] })));
  expect(volumeKnob).toMatchObject({ present: null, note });
});

test('an uncertain number stands at its mean, and a slider makes it certain', () => {
  const [, knob] = knobsOf(readScenario(fileWith({ channels: [{ id: 'paid', volume: { uniform: [80, 140] } }] })));
  expect(knob).toMatchObject({ present: 110, note: 'uncertain in the scenario: a slider makes it certain' });
});

test('members who stay a fixed time have no retention to turn', () => {
  const stages = [...worked.stages.slice(0, 3), { ...worked.stages[3], activeFor: 1 }];
  expect(knobsOf(readScenario(fileWith({ stages }))).at(-1)).toMatchObject({
    present: null,
    note: 'active for 1 rotation, then gone',
  });
});

test('a budget is turned as money', () => {
  const [, knob] = knobsOf(readScenario(fileWith({ channels: [{ id: 'paid', budget: 500, cost: 5 }] })));
  expect(knobFlags([knob], new Map([[knob.path, 600]]))).toEqual([{ name: 'budget', value: 'paid=600' }]);
});

const TURNED = [
  'hundred-per-cycle',
  'shop-flywheel',
  'value-journey',
  'customer-lifecycle',
  'referred-worth-more',
  'coffee-subscription',
];

test.each(TURNED)('every knob of %s turns the number that it names, and only that', (name) => {
  const scenario = bundled(name);
  const knobs = knobsOf(scenario).filter(({ present }) => present !== null);
  expect(knobs.length).toBeGreaterThan(2);
  for (const knob of knobs) {
    const value = knob.present === 0.5 ? 0.25 : 0.5;
    const changed = changedScenario(scenario, changesOf(knobs, new Map([[knob.path, value]])));
    const after = knobsOf(changed).filter(({ present }) => present !== null);
    const moved = after.filter(({ present }, i) => present !== knobs[i].present).map(({ path }) => path);
    expect(moved).toEqual([knob.path]);
    expect(after.find(({ path }) => path === knob.path)?.present).toBe(value);
  }
});

test.each([
  // A fiftieth of the way to the nearer end, rounded down to 1, 2 or 5 times a power of ten; half a point at most.
  [0.002, 0.00002],
  [0.03, 0.0005],
  [0.3, 0.005],
  [0.5, 0.005],
  [0.9, 0.002],
  [0.998, 0.00002],
  [0, 0.005],
  [1, 0.005],
])('a rate of %f is turned in steps of %f', (conversion, step) => {
  const stages = [worked.stages[0], { id: 'acquire', conversion }, ...worked.stages.slice(2)];
  const knob = knobsOf(readScenario(fileWith({ stages }))).find(({ path }) => path === 'stages.acquire.conversion');
  expect(knob?.step).toBe(step);
});

test('a slider reaches further than where the scenario stands', () => {
  for (const { present, most, unit } of knobsOf(bundled('shop-flywheel'))) {
    if (unit === 'share') expect(most).toBe(1);
    else expect(most).toBeGreaterThanOrEqual(2.5 * (present ?? 0));
  }
});
