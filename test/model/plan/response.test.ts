import { describe, expect, test } from 'vitest';
import { metricsNamed } from '../../../src/analysis/metric-request.ts';
import { objectiveOf } from '../../../src/analysis/objective.ts';
import { simulate } from '../../../src/analysis/simulate.ts';
import { sensitivityOf } from '../../../src/analysis/what-if/sensitivity.ts';
import { WhatIf } from '../../../src/analysis/what-if/what-if.ts';
import type { Change } from '../../../src/model/scenario/change.ts';
import { withNumber } from '../../../src/model/scenario/change.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { fileWith } from '../../cli/example.ts';
import { problemsIn, scenarioText } from '../faults.ts';

const ads = (channel: Record<string, unknown>, more: Record<string, unknown> = {}): Scenario =>
  readScenario(fileWith({ rotations: 3, channels: [{ id: 'ads', ...channel }], loops: [], ...more }));

const broughtIn = (scenario: Scenario): number[] =>
  simulate(scenario).rotations.map(({ stages }) => stages.engage.arrivals);

const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 10));

describe('a channel with diminishing returns brings', () => {
  test('half of the most at the half, and two thirds at twice as much', () => {
    const channel = { budget: [0, 500, 1000], response: { most: 120, half: 500 } };
    expect(broughtIn(ads(channel))).toEqual([0, 60, 80]);
  });

  test('next to nothing for a little money where the curve is an S', () => {
    const channel = { budget: [50, 500, 1500], response: { most: 100, half: 500, slope: 3 } };
    expect(broughtIn(ads(channel))).toEqual(near([100 / 1001, 50, 100 / (1 + 1 / 27)]));
  });

  test('more while earlier money is still at work: 500, 250 and 125 of one payment', () => {
    const channel = { budget: [500, 0, 0], response: { most: 100, half: 500, carry: 0.5 } };
    expect(broughtIn(ads(channel))).toEqual(near([50, 100 / 3, 20]));
  });

  test('what each rotation says, where all of its numbers change', () => {
    const response = { most: [100, 200], half: [500, 250], slope: [1, 2], carry: [0, 0, '50%'] };
    const atWork = 500 + 0.5 * 500;
    const last = 200 / (1 + (250 / atWork) * (250 / atWork));
    expect(broughtIn(ads({ budget: 500, response }))).toEqual(near([50, 160, last]));
  });

  test('a limit and no overflow for any money', () => {
    const response = { most: 100, half: 1e-300, slope: 50 };
    expect(broughtIn(ads({ budget: [1e-310, 1e-300, 1e20], response }))).toEqual([0, 50, 100]);
  });
});

describe('what is spent is the budget, whatever comes', () => {
  const response = { most: 100, half: 500, carry: 0.5 };

  test('also where nobody does, and with people lost to the market', () => {
    const { rotations } = simulate(ads({ budget: [500, 0, 0], response }, { market: { size: 1 } }));
    expect(rotations.map(({ spend }) => spend)).toEqual([500, 0, 0]);
    expect(rotations.map(({ cash }) => cash)).toEqual([-500, -500, -500]);
  });

  test('beside what other channels cost for each prospect', () => {
    const other = { id: 'mail', volume: 10, cost: 3 };
    const channels = [{ id: 'ads', budget: 500, response: { most: 100, half: 500 } }, other];
    const [{ spend, mediaCac, stages }] = simulate(ads({}, { channels, customer: 'acquire' })).rotations;
    expect(spend).toBe(530);
    expect(mediaCac).toBeCloseTo(530 / stages.acquire.arrivals, 10);
  });

  test('a prospect on the journey costs what they do on average', () => {
    const { journey } = simulate(ads({ budget: 500, response }));
    expect(journey?.[0]).toMatchObject({ stage: 'engage', cost: 10 });
    expect(simulate(ads({ budget: 0, response })).journey?.[0]).toMatchObject({ cost: 0 });
  });
});

describe('its numbers are changed like any others', () => {
  const scenario = ads({ budget: 500, response: { most: 100, half: 500, slope: 2, carry: 0 } });
  const paths = ['budget', 'response.most', 'response.half', 'response.slope', 'response.carry'].map(
    (key) => `channels.ads.${key}`,
  );

  test('by flags, in the file and side by side, to the same bits', () => {
    const whatIf = new WhatIf(scenario, [], paths, metricsNamed(['engage', 'spend', 'cash'], scenario));
    const points = [
      [500, 100, 500, 2, 0],
      [700, 90, 400, 1, 0.25],
      [0, 90, 400, 1.5, 0.9],
    ];
    const found = whatIf.atEach(points);
    for (const [i, values] of points.entries()) {
      const written = paths.reduce((all, path, j) => withNumber(all, path, values[j]), scenario);
      const { stages, spend, cash } = simulate(written).rotations[2];
      expect(found[i]).toEqual([stages.engage.arrivals, spend, cash]);
      expect(whatIf.at(values)).toEqual(found[i]);
    }
  });

  test('by levers, those that are not written included', () => {
    const changes = [
      { path: 'channels.ads.response.slope', to: 2 },
      { path: 'channels.ads.response.carry', to: [0, 0.5] },
      { path: 'channels.ads.response.most', multiply: 2 },
    ];
    const plain = { budget: 250, response: { most: 100, half: 500 } };
    const levers = [{ id: 'push', changes }];
    const on = simulate(ads(plain, { levers }), { with: [{ lever: 'push', from: 1 }] });
    const share = (e: number): number => 200 / (1 + (500 / e) * (500 / e));
    expect(on.rotations.map(({ stages }) => stages.engage.arrivals)).toEqual(near([250, 375, 437.5].map(share)));
  });

  test('by uncertain numbers that are clipped to 0, both at once: any money brings all', () => {
    const clipped = { normal: [-5, 0.001] };
    const plan = ads({ budget: 250, response: { most: 100, half: clipped, slope: clipped } });
    expect(simulate(plan).rotations.map(({ stages }) => stages.engage.arrivals)).toEqual([100, 100, 100]);
  });

  test('by sensitivity: what carries over moves by its odds and stays below 1', async () => {
    const long = ads({ budget: 500, response: { most: 100, half: 500, carry: '90%' } });
    const { rows } = await sensitivityOf(long, objectiveOf(['engage'], long), { switches: [], by: 0.1 });
    const carry = rows.find(({ path }) => path === 'channels.ads.response.carry');
    expect(carry).toMatchObject({ base: 0.9, low: expect.closeTo(8.1 / 9.1), high: expect.closeTo(9.9 / 10.9) });
    expect(rows.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['budget', 'response.half'].map((key) => `channels.ads.${key}`)),
    );
  });
});

test.each([
  ['channels.paid.cost', 'names channels.paid.cost, but that channel has a response'],
  ['channels.paid.response', 'which is not a number'],
  ['channels.paid.response.halve', 'did you mean channels.paid.response.half?'],
])('a lever cannot change %s', (path, words) => {
  const text = scenarioText({
    channel: '"budget": 5, "response": { "most": 10, "half": 5 }',
    top: `"levers": [{ "id": "push", "changes": [{ "path": "${path}", "multiply": 2 }] }],`,
  });
  expect(problemsIn(() => readScenario(text))).toMatchObject([{ message: expect.stringContaining(words) }]);
});

test('a flag that makes it a channel with a cost, too, is told so', () => {
  const change: Change = { flag: '--set channels.ads.cost=2', set: 'channels.ads.cost', value: 2 };
  const text = fileWith({ channels: [{ id: 'ads', budget: 5, response: { most: 10, half: 5 } }] });
  expect(problemsIn(() => readScenario(text, { changes: [change] }))).toMatchObject([
    { flag: change.flag, message: expect.stringContaining('cost and response exclude each other') },
  ]);
});
