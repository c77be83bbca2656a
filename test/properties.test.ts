import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { simulate } from '../src/analysis/simulate.ts';
import { runExpected } from '../src/engine/expected.ts';
import { arrivalsAt, goneAt, presentAt, waitingAt } from '../src/engine/flow.ts';
import { compile } from '../src/model/plan/compile.ts';
import type { RotationResult } from '../src/model/result.ts';
import { readScenario } from '../src/model/scenario/read.ts';
import type { Quantity, Scenario } from '../src/model/scenario/types.ts';
import { renderJson } from '../src/output/json.ts';
import { repriced } from './arbitrary/repriced.ts';
import { scenarios } from './arbitrary/scenario.ts';
import { cases } from './cases.ts';
import { valueAt } from './reference/numbers.ts';

const runs = { numRuns: cases(200) };

const read = (scenario: unknown): Scenario => readScenario(JSON.stringify(scenario), { source: 'random.json' });

/** Every count of a rotation, by name. */
function counts(row: RotationResult): Record<string, number> {
  const stages = Object.entries(row.stages).flatMap(([id, { origins, returning }]) => [
    [`${id}.returning`, returning],
    ...Object.entries(origins).map(([origin, people]) => [`${id}.${origin}`, people]),
  ]);
  const active = Object.entries(row.active).map(([id, people]) => [`active.${id}`, people]);
  return Object.fromEntries([...stages, ...active, ['referred', row.referred], ['gain', row.gain]]);
}

function expectSameCounts(actual: RotationResult, expected: Record<string, number>): void {
  const found = counts(actual);
  for (const [name, people] of Object.entries(expected)) {
    expect(Math.abs(found[name] - people), name).toBeLessThanOrEqual(1e-9 * Math.max(1, people));
  }
}

describe('laws of the wheel, on random scenarios that use every feature', () => {
  test('people are conserved: whoever was present has gone on, waits or is lost, and whoever went on arrives', () => {
    fc.assert(
      fc.property(scenarios(), (raw) => {
        const plan = compile(read(raw));
        const flow = runExpected(plan);
        const travelling = raw.stages.some((stage) => (stage.delay ?? 0) > 0);
        for (const [o] of plan.origins.entries()) {
          let arrived = 0;
          let departed = 0;
          let came = 0;
          for (let t = 0; t < plan.rotations; t++) {
            came += flow.came[t * plan.origins.length + o];
            for (const [s] of plan.stages.entries()) {
              arrived += arrivalsAt(plan, flow, t, o, s);
              if (s === plan.stages.length - 1) continue;
              const present = presentAt(plan, flow, t, o, s);
              const gone = goneAt(plan, flow, t, o, s);
              const lost = present - gone - waitingAt(plan, flow, t, o, s);
              departed += gone;
              expect(gone).toBeGreaterThanOrEqual(0);
              expect(waitingAt(plan, flow, t, o, s)).toBeGreaterThanOrEqual(0);
              expect(lost).toBeGreaterThanOrEqual(-1e-9 * Math.max(1, present));
            }
          }
          const missing = (came + departed - arrived) / Math.max(1, came + departed);
          expect(missing).toBeGreaterThanOrEqual(-1e-9);
          if (!travelling) expect(missing).toBeLessThanOrEqual(1e-9);
        }
      }),
      runs,
    );
  });

  test('a longer run starts like a shorter one, to the last bit', () => {
    fc.assert(
      fc.property(scenarios(), (raw) => {
        const shorter = Math.ceil(raw.rotations / 2);
        const long = simulate(read(raw)).rotations.slice(0, shorter);
        expect(simulate(read({ ...raw, rotations: shorter })).rotations).toEqual(long);
      }),
      runs,
    );
  });

  test('twice every volume and every initial pool gives twice every count, without market and proof', () => {
    const twice = (quantity: Quantity | undefined, raw: Scenario): number[] | undefined =>
      quantity === undefined
        ? undefined
        : Array.from({ length: raw.rotations }, (_, i) => 2 * Math.max(0, valueAt(quantity, i + 1)));
    fc.assert(
      fc.property(scenarios({ linear: true }), (raw) => {
        const doubled = {
          ...raw,
          channels: raw.channels?.map((channel) => ({
            ...channel,
            volume: twice(channel.volume, raw),
            ...(channel.response
              ? { response: { ...channel.response, most: twice(channel.response.most, raw) } }
              : { budget: twice(channel.budget, raw) }),
          })),
          stages: raw.stages.map((stage) => ({ ...stage, initial: stage.initial && 2 * stage.initial })),
        };
        const single = simulate(read(raw)).rotations;
        for (const [t, row] of simulate(read(doubled)).rotations.entries()) {
          const expected = Object.entries(counts(single[t])).map(([name, people]) => [name, 2 * people]);
          expectSameCounts(row, Object.fromEntries(expected));
        }
      }),
      runs,
    );
  });

  test('a loop of 0 per member changes nothing but adds its empty origin', () => {
    fc.assert(
      fc.property(scenarios(), (raw) => {
        const from = raw.stages.at(-1)?.id ?? '';
        const idle = { id: 'idle', type: 'referral', from, to: raw.stages[0].id, perMember: 0 };
        const plain = simulate(read(raw));
        const withIdle = simulate(read({ ...raw, loops: [...(raw.loops ?? []), idle] }));
        for (const [t, row] of withIdle.rotations.entries()) {
          expectSameCounts(row, counts(plain.rotations[t]));
          for (const stage of Object.values(row.stages)) expect(stage.origins.idle).toBe(0);
        }
        const { kFactor, intrinsicGrowth, steadyState } = plain.summary;
        expect(withIdle.summary).toMatchObject({ kFactor, intrinsicGrowth });
        if (steadyState !== null) expect(withIdle.summary.steadyState).toBeCloseTo(steadyState, 6);
      }),
      runs,
    );
  });

  test('without market and proof, gain and referred are what the loops add', () => {
    fc.assert(
      fc.property(scenarios({ linear: true }), (raw) => {
        const [first] = raw.stages;
        const stages = raw.stages.map(({ initial, ...stage }) => stage);
        const bare = simulate(read({ ...raw, stages, loops: [] })).rotations;
        for (const [t, row] of simulate(read(raw)).rotations.entries()) {
          const { arrivals } = row.stages[first.id];
          const added = arrivals - bare[t].stages[first.id].arrivals;
          expect(Math.abs(row.gain - added)).toBeLessThanOrEqual(1e-9 * Math.max(1, arrivals));
          expect(row.gain).toBe(row.referred);
        }
      }),
      runs,
    );
  });

  test('JSON and YAML give the same bytes', () => {
    fc.assert(
      fc.property(scenarios(), (raw) => {
        const text = stringify(JSON.parse(JSON.stringify(raw)));
        const fromYaml = simulate(readScenario(text, { source: 'random.yaml' }));
        expect(renderJson('simulate', fromYaml)).toBe(renderJson('simulate', simulate(read(raw))));
      }),
      runs,
    );
  });

  test('flags and an edited file give the same bytes', () => {
    fc.assert(
      fc.property(
        scenarios(),
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (raw, t, rate) => {
          const last = raw.stages.at(-1);
          const changes = [
            { flag: '--rotations', knob: 'rotations', of: null, value: t },
            { flag: '--conversion', knob: 'conversion', of: last?.id ?? '', value: rate },
            { flag: '--set', set: 'name', value: 'Edited' },
          ] as const;
          const stages = raw.stages.map((stage) => (stage === last ? { ...stage, conversion: rate } : stage));
          const flagged = readScenario(JSON.stringify(raw), { source: 'random.json', changes });
          const edited = read({ ...raw, name: 'Edited', rotations: t, stages });
          expect(renderJson('simulate', simulate(flagged))).toBe(renderJson('simulate', simulate(edited)));
        },
      ),
      runs,
    );
  });
});

describe('laws of money, on random scenarios with every price', () => {
  const priced = scenarios({ money: true }).filter(
    ({ overhead, channels }) => overhead !== undefined || Boolean(channels?.some(({ cost }) => cost !== undefined)),
  );
  const near = (a: number | null, b: number | null, scale: number): void => {
    if (a === null || b === null) expect(a).toBe(b);
    else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, scale));
  };

  test('profit is revenue less cost, and cash sums it, in every rotation', () => {
    fc.assert(
      fc.property(priced, (raw) => {
        let [cash, moved] = [0, 0];
        for (const row of simulate(read(raw)).rotations) {
          const [revenue, cost] = [row.revenue ?? NaN, row.cost ?? NaN];
          cash += revenue - cost;
          moved += revenue + cost;
          expect(row.profit).toBe(revenue - cost);
          near(row.cash, cash, moved);
          expect(cost).toBeGreaterThanOrEqual(row.spend ?? NaN);
          expect(row.spend).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  test('at twice the prices every amount is twice as large, and no count or ratio changes', () => {
    const AMOUNTS = ['revenue', 'cost', 'spend', 'profit', 'cash', 'cac', 'mediaCac', 'keepCost'] as const;
    fc.assert(
      fc.property(priced, (raw) => {
        const [once, twice] = [1, 2].map((factor) => simulate(read(repriced(raw, factor))));
        const doubled = (value: number | null): number | null => value && 2 * value;
        for (const [t, row] of once.rotations.entries()) {
          expect(counts(twice.rotations[t])).toEqual(counts(row));
          for (const key of AMOUNTS) expect(twice.rotations[t][key]).toBe(doubled(row[key]));
        }
        const { npv, ltv, referralValue, ltvToCac, cacPayback, cashBreakEven } = once.summary;
        expect(twice.summary).toMatchObject({ ltvToCac, cacPayback, cashBreakEven });
        expect(twice.summary).toMatchObject({
          npv: doubled(npv),
          ltv: doubled(ltv),
          referralValue: doubled(referralValue),
        });
      }),
      runs,
    );
  });

  test('a lever that changes nothing costs exactly its setup and its cost, from its rotation on', () => {
    const lever = fc.record({ cost: fc.nat(100), setup: fc.nat(100), from: fc.integer({ min: 1, max: 8 }) });
    fc.assert(
      fc.property(priced, lever, (raw, { cost, setup, from }) => {
        const scenario = read({ ...raw, levers: [{ id: 'idle', cost, setup }] });
        const [off, on] = [simulate(scenario), simulate(scenario, { with: [{ lever: 'idle', from }] })];
        for (const [t, row] of off.rotations.entries()) {
          const due = t + 1 < from ? 0 : t + 1 === from ? cost + setup : cost;
          near(on.rotations[t].cost, (row.cost ?? NaN) + due, row.cost ?? 0);
          expect(counts(on.rotations[t])).toEqual(counts(row));
        }
      }),
      runs,
    );
  });

  test('a lever on a price is the file with that price changed from its rotation on', () => {
    const from = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(priced, from, fc.constantFrom('multiply', 'add', 'to'), fc.nat(5), (raw, on, how, by) => {
        // Prices as lists, and every one of them written, so that the lever has a value to change.
        const listed = repriced({ ...raw, stages: raw.stages.map((stage) => ({ revenue: 1, cost: 0, ...stage })) }, 1);
        const changed = (price: number, t: number): number =>
          t + 1 < on ? price : how === 'multiply' ? price * by : how === 'add' ? price + by : by;
        const written = (price: Quantity | undefined) => (price as number[]).map(changed);
        const edited = {
          ...listed,
          customer: raw.customer ?? raw.stages[1].id,
          overhead: written(listed.overhead),
          stages: listed.stages.map((stage) => ({
            ...stage,
            revenue: written(stage.revenue),
            cost: written(stage.cost),
          })),
        };
        const paths = raw.stages.flatMap(({ id }) => [`stages.${id}.revenue`, `stages.${id}.cost`]);
        const changes = ['overhead', ...paths].map((path) => ({ path, [how]: by }));
        const levered = { ...listed, customer: edited.customer, levers: [{ id: 'dearer', changes }] };
        const { rotations, summary, journey } = simulate(read(levered), { with: [{ lever: 'dearer', from: on }] });
        expect({ rotations, summary, journey }).toEqual(
          (({ rotations, summary, journey }) => ({ rotations, summary, journey }))(simulate(read(edited))),
        );
      }),
      runs,
    );
  });

  test('with one person arriving at the customer stage and nothing else, npv is ltv', () => {
    fc.assert(
      fc.property(priced, (raw) => {
        const customer = raw.stages[compile(read(raw)).customer].id;
        const alone = read({
          ...raw,
          customer,
          channels: [{ id: 'one', to: customer, volume: [1, 0] }],
          loops: raw.loops?.filter((loop) => loop.type === 'repeat'),
          stages: raw.stages.map((stage) => {
            const left = raw.loops?.some((loop) => loop.type === 'repeat' && loop.from === stage.id);
            const kept = left || stage.memberCost !== undefined || stage.memberRevenue !== undefined;
            return kept ? { ...stage, initial: 0 } : { ...stage, initial: undefined };
          }),
          overhead: 0,
          market: undefined,
        });
        const { rotations, summary } = simulate(alone);
        const moved = rotations.reduce((all, row) => all + (row.revenue ?? 0) + (row.cost ?? 0), 0);
        near(summary.ltv, summary.npv, moved * 1000);
        expect(summary.referralValue).toBe(0);
      }),
      runs,
    );
  });
});
