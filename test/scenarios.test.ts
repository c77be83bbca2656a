import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { simulate } from '../src/analysis/simulate.ts';
import { readScenario } from '../src/model/scenario/read.ts';

const FOLDER = fileURLToPath(new URL('../scenarios/', import.meta.url));
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

const run = (name: string, numbers: Readonly<Record<string, unknown>> = {}) => {
  const text = readFileSync(`${FOLDER}${name}.json`, 'utf8');
  const changes = Object.entries(numbers).map(([set, value]) => ({ flag: `--set ${set}`, set, value }));
  const scenario = readScenario(text, { source: `${name}.json`, changes });
  return { scenario, simulation: simulate(scenario) };
};

test('the published lifecycles are there, and an invented shop', () => {
  expect([...names].sort()).toEqual([
    'coffee-subscription',
    'customer-lifecycle',
    'hundred-once',
    'hundred-per-cycle',
    'lifecycle-marketing',
    'paid-only',
    'referred-worth-more',
    'shop-flywheel',
    'value-journey',
  ]);
});

describe.each(names)('%s', (name) => {
  test('keeps every promise it makes, and makes some', () => {
    const { assertions } = run(name).simulation;
    expect(assertions.length).toBeGreaterThan(0);
    for (const assertion of assertions) expect(assertion).toMatchObject({ passed: true });
  });

  test('says what is its source and what is assumed', () => {
    const { name: title, description } = run(name).scenario;
    expect(title).toMatch(/\w/);
    expect(description).toMatch(/source/);
    expect(description).toMatch(/assumption/);
  });
});

/** For every promise, in the order of the file, the number that carries it and a value that does not. */
const CARRIED: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'coffee-subscription': [{ 'channels.social.response.half': 12000 }],
  'hundred-per-cycle': [{ 'loops.word-of-mouth.perMember': 0.9 }],
  'hundred-once': [{ 'stages.advocate.activeFor': 2 }],
  'paid-only': [
    { 'channels.paid.volume': [100, 110] },
    { 'channels.paid.cost': { start: 2, growth: 0.01 } },
    { 'levers.double-advertising.changes': [] },
    { 'levers.double-advertising.changes': [] },
  ],
  'shop-flywheel': [
    { 'loops.word-of-mouth.perMember': 0 },
    { 'channels.paid.volume': [2000, 2000, 2000, 2000, 9000] },
    { 'channels.paid.cost': { start: 0.6, growth: 0.05 } },
    { 'levers.thank-you-note.changes': [] },
    { 'levers.email-series.changes': [] },
    { 'levers.loyalty-programme.changes': [] },
  ],
  'lifecycle-marketing': [
    { 'stages.conversion.conversion': 0.4 },
    {
      'stages.acquisition.conversion': 0.9,
      'stages.conversion.conversion': 0.9,
      'stages.retention.conversion': 0.9,
      'stages.loyalty.conversion': 0.9,
    },
    { 'stages.acquisition.conversion': 1 },
    { 'stages.conversion.conversion': 1 },
    { 'stages.retention.conversion': 1 },
    { 'stages.loyalty.conversion': 1 },
  ],
  'customer-lifecycle': [
    { 'channels.paid.cost': 0.8 },
    { 'channels.paid.cost': 1.2 },
    { 'loops.friends.perMember': 1 },
    { 'levers.live-support.changes': [] },
    { 'levers.self-service.changes': [] },
  ],
  'value-journey': [
    { 'channels.paid.cost': 0.5 },
    { 'stages.aware.revenue': 1 },
    { 'stages.engage.cost': 0 },
    { 'stages.subscribe.cost': 0 },
    { 'stages.convert.revenue': 10 },
    { 'stages.convert.revenue': 120 },
    { 'stages.excite.revenue': 15 },
    { 'loops.buy-again.perMember': 0.1 },
    { 'loops.buy-again.perMember': 0.1 },
    { 'levers.spin-to-win.changes': [] },
    { 'levers.welcome-10.changes': [] },
    { 'levers.welcome-20.changes': [] },
    { 'levers.shipping-only.changes': [] },
    { 'levers.free-gift.changes': [] },
    { 'levers.free-shipping.changes': [] },
    { 'levers.exit-intent.changes': [] },
    { 'levers.upsell.changes': [] },
    { 'levers.loyalty-programme.changes': [] },
  ],
  'referred-worth-more': [{ 'loops.friends.retention.subscribe': 0.945 }],
};

describe('a promise breaks when the number that carries it changes', () => {
  test('of every promise of every scenario that number is known', () => {
    const promises = names.map((name) => [name, run(name).scenario.expect?.length]);
    expect(promises).toEqual(names.map((name) => [name, CARRIED[name]?.length]));
  });

  const cases = Object.entries(CARRIED).flatMap(([name, changes]) =>
    changes.map((numbers, i) => [name, i + 1, numbers] as const),
  );
  test.each(cases)('%s, promise %i with %j', (name, promise, numbers) => {
    expect(run(name, numbers).simulation.assertions[promise - 1]).toMatchObject({ passed: false });
  });
});

describe('the numbers of the sources', () => {
  test('customer-lifecycle: its effects are what its description says', () => {
    const { scenario } = run('customer-lifecycle');
    const lost = 0.83 * 0.53;
    // Of those who would have bought, 44 % are lost without an answer; live support answers 40 % of them.
    expect(scenario.levers?.[0].changes?.[0].multiply).toBeCloseTo((1 - 0.6 * lost) / (1 - lost), 3);
    expect(scenario.stages[3].conversion).toBeCloseTo(0.2 * (1 - lost), 3);
    expect(scenario.channels?.[0].conversion).toEqual({
      engagement: { exposures: 30, notice: '86/362', needed: 7 },
    });
  });

  test('value-journey: a welcome discount leaves the goods as dear as they were', () => {
    const { scenario } = run('value-journey');
    const { revenue, margin } = scenario.stages[3];
    const goods = Number(revenue) * (1 - Number(margin));
    for (const [lever, left] of Object.entries({ 'welcome-10': 0.9, 'welcome-20': 0.8 })) {
      const [, , cheaper, thinner] = scenario.levers?.find(({ id }) => id === lever)?.changes ?? [];
      expect(cheaper.multiply).toBe(left);
      const [top, bottom] = String(thinner.to).split('/').map(Number);
      expect(Number(revenue) * left * (1 - top / bottom)).toBeCloseTo(goods, 9);
    }
  });

  test('shop-flywheel and referred-worth-more: twelve months, and 33', () => {
    expect(run('shop-flywheel').scenario).toMatchObject({ rotations: 12, period: 'month' });
    expect(run('referred-worth-more').scenario).toMatchObject({ rotations: 33, period: 'month' });
  });
});
