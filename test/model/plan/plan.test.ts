import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import type { Table } from '../../../src/model/plan/table.ts';
import { readScenario } from '../../../src/model/scenario/read.ts';
import { problemsIn, scenarioText } from '../faults.ts';

const plan = (text: string, levers: string[] = []): Plan =>
  compile(
    readScenario(text),
    levers.map((lever) => ({ lever, from: 1 })),
  );

/** A table as rows: one per rotation, or a single one where nothing changes. */
function rows({ values, step }: Table, width: number): number[][] {
  const numbers = [...values];
  expect(step === 0 || step === width).toBe(true);
  return Array.from({ length: numbers.length / width }, (_, t) => numbers.slice(t * width, (t + 1) * width));
}

const FULL = `{
  "rotations": 3,
  "channels": [
    { "id": "paid", "budget": [100, 200], "cost": 4, "conversion": { "acquire": 0.1 } },
    { "id": "partner", "volume": 7, "to": "acquire", "retention": { "advocate": 0.2 } }
  ],
  "stages": [
    { "id": "engage", "wait": 0.5 },
    { "id": "acquire", "conversion": 0.3, "delay": 2, "optional": "10%", "memberRevenue": 1, "activeFor": 6 },
    { "id": "nurture", "conversion": [0.4, 0.5, 0.6] },
    { "id": "advocate", "conversion": 0.5, "retention": 0.9, "initial": 12 }
  ],
  "loops": [
    { "id": "buy-again", "type": "repeat", "from": "acquire", "to": "nurture", "perMember": 0.25 },
    { "id": "invite", "type": "referral", "from": "advocate", "to": "acquire", "perMember": 2, "delay": 3 },
    { "id": "reviews", "type": "proof", "from": "advocate", "to": "nurture", "ceiling": 0.8, "half": 50, "delay": 2 }
  ],
  "market": { "size": 10000 }
}`;

describe('a compiled scenario', () => {
  const compiled = plan(FULL);

  test('has stages, origins (channels, then referral loops) and pools in file order', () => {
    expect(compiled.stages).toEqual(['engage', 'acquire', 'nurture', 'advocate']);
    expect(compiled.origins).toEqual(['paid', 'partner', 'invite']);
    expect(compiled.channels).toBe(2);
    expect([...compiled.pools]).toEqual([1, 3]);
  });

  test('knows where each origin enters, what drives it and how late', () => {
    expect([...compiled.entry]).toEqual([0, 1, 1]);
    expect([...compiled.driver]).toEqual([-1, -1, 1]);
    expect([...compiled.driverDelay]).toEqual([0, 0, 3]);
  });

  test('turns a budget into people by the cost of a prospect', () => {
    expect(rows(compiled.fresh, 3)).toEqual([
      [25, 7, 2],
      [50, 7, 2],
      [50, 7, 2],
    ]);
  });

  test('knows the laws of chance: as many as sought for channels and Poisson for loops, unless they say otherwise', () => {
    expect(compiled.law).toEqual(['fixed', 'fixed', 'poisson']);
    const said = FULL.replace('"volume": 7', '"volume": 7, "arrival": "poisson"').replace(
      '"perMember": 2',
      '"perMember": 2, "offspring": "geometric"',
    );
    expect(plan(said).law).toEqual(['fixed', 'poisson', 'geometric']);
  });

  test("has every conversion by origin, the origin's own where it has one", () => {
    const in1 = [0, 0.1, 0.4, 0.5, 0, 0.3, 0.4, 0.5, 0, 0.3, 0.4, 0.5];
    const later = (nurture: number) => in1.map((share) => (share === 0.4 ? nurture : share));
    expect(rows(compiled.conversion, 12)).toEqual([in1, later(0.5), later(0.6)]);
    expect(rows(compiled.base, 4).at(-1)?.slice(1)).toEqual([0.3, 0.6, 0.5]);
  });

  test('has the way between stages: delays, bypasses and waiting', () => {
    expect([...compiled.delay]).toEqual([0, 2, 0, 0]);
    expect(rows(compiled.optional, 4)).toEqual([[0, 0.1, 0, 0]]);
    expect(rows(compiled.wait, 4)).toEqual([[0.5, 0, 0, 0]]);
    expect(compiled.prompt).toBe(false);
  });

  test('has the pools: how members stay, by origin and for the initial ones', () => {
    expect([...compiled.initial]).toEqual([0, 12]);
    expect([...compiled.activeFor]).toEqual([6, 0]);
    expect(rows(compiled.retention, 8)).toEqual([[1, 0.9, 1, 0.2, 1, 0.9, 1, 0.9]]);
  });

  test('has the loops that bring nobody new', () => {
    expect(compiled.repeats).toEqual([{ id: 'buy-again', pool: 0, stage: 2, delay: 1 }]);
    expect(rows(compiled.visits, 1)).toEqual([[0.25]]);
    expect(compiled.proofs).toEqual([{ id: 'reviews', pool: 1, stage: 2, delay: 2 }]);
    expect([rows(compiled.ceiling, 1), rows(compiled.half, 1)]).toEqual([[[0.8]], [[50]]]);
    expect(compiled.market).toBe(10_000);
  });
});

test('what a scenario leaves out: no market, no delays, a delay of 1 for loops, members who stay', () => {
  const { market, prompt, driverDelay, retention, initial, activeFor } = plan(scenarioText());
  expect({ market, prompt }).toEqual({ market: Infinity, prompt: true });
  expect([...driverDelay]).toEqual([0, 1]);
  expect([...retention.values, ...initial, ...activeFor]).toEqual([1, 1, 1, 0, 0]);
});

describe('the stage at which a person counts as a customer', () => {
  const customer = (advocate: string, top = '') =>
    plan(scenarioText({ advocate: `"conversion": 0.5${advocate}`, top })).customer;

  test.each([
    ['the second, where nothing earns', customer(''), 1],
    ['the first whose revenue is above 0', customer(', "revenue": 5'), 2],
    ['the first whose revenue is above 0 in some rotation', customer(', "revenue": [0, 0, 5]'), 2],
    ['the second, where revenue comes after the last rotation', customer(', "revenue": [0, 0, 0, 5]'), 1],
    ['the second, where members pay but nobody buys', customer(', "memberRevenue": 5'), 1],
    ['the one that is named', customer(', "revenue": 5', '"customer": "engage",'), 0],
  ])('%s', (_name, stage, wanted) => {
    expect(stage).toBe(wanted);
  });
});

test('a pool is kept where a loop leaves or members have money, be it by a lever', () => {
  const text = scenarioText({
    engage: ', "memberCost": 0',
    top: `"levers": [{ "id": "club", "changes": [{ "path": "stages.acquire.memberRevenue", "to": 5 }] }],`,
  });
  expect([...plan(text).pools]).toEqual([0, 1, 2]);
});

test('a lever that makes the cost of a budget 0 is an error that says when', () => {
  const text = scenarioText({
    channel: '"budget": 5, "cost": 1',
    top: '"levers": [{ "id": "free", "changes": [{ "path": "channels.paid.cost", "to": [1, 0] }] }],',
  });
  expect(problemsIn(() => plan(text))).toEqual([]);
  expect(problemsIn(() => plan(text, ['free']))).toMatchObject([
    { message: expect.stringMatching(/channels.paid.budget .*cost above 0.*rotation 2/) },
  ]);
});
