import { describe, expect, test } from 'vitest';
import { oneByOne, samplingHere } from '../../src/analysis/chance/one-thread.ts';
import { judgeChances } from '../../src/analysis/chance-assertions.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { readScenario } from '../../src/model/scenario/read.ts';
import type { Expectation } from '../../src/model/scenario/types.ts';
import { whenLong } from '../cases.ts';
import { fileWith } from '../cli/example.ts';
import { flywheel } from '../cli/session.ts';

const worked = readScenario(fileWith({}));

/** One throw of 100 people, and of each other 30 % buy: no count is exact, as people are in a market. */
const throwOnce = readScenario(
  JSON.stringify({
    rotations: 1,
    market: { size: 100_000 },
    channels: [{ id: 'ads', volume: 100 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.3 }],
    levers: [{ id: 'more', changes: [{ path: 'stages.b.conversion', to: 0.6 }] }],
  }),
);

/** The chance that 100 people, 30 % of whom buy, buy 30 times or more, term by term. */
function atLeast30(): number {
  let [term, below] = [1, 0];
  for (let k = 0; k < 100; k++) term *= 0.7;
  for (let k = 0; k < 30; k++) {
    below += term;
    term *= ((100 - k) / (k + 1)) * (0.3 / 0.7);
  }
  return 1 - below;
}

async function judged(scenario: typeof worked, ...expect: Expectation[]) {
  const promised = { ...scenario, expect };
  return judgeChances(promised, simulate(promised).assertions, oneByOne(samplingHere(async () => {})));
}

describe('what a scenario promises of chance', () => {
  test('is judged exactly where that can be', async () => {
    const found = await judged(
      worked,
      { chance: 'gain@5 at least 47', atLeast: 0.5 },
      { chance: 'gain@5 at least 47', atLeast: '52%' },
      { metric: 'p5:engage@5', is: 135 },
    );
    expect(found.map(({ passed, method }) => [passed, method])).toEqual([
      [true, 'exact'],
      [false, 'exact'],
      [true, 'exact'],
    ]);
    expect(found[0]).toMatchObject({ metric: 'chance of gain@5 at least 47', expected: 'at least 0.5' });
    expect(found[0].actual).toBeCloseTo(0.5185, 4);
  });

  test('is judged by 10,000 runs, with levers on, and held against another metric', async () => {
    const found = await judged(
      throwOnce,
      { chance: 'b at least 40', atMost: 0.1 },
      { chance: 'b at least 40', atLeast: 0.9, with: ['more'] },
      { metric: 'p5:b', below: 'b' },
      { metric: 'mean:b', is: 30, within: 1 },
    );
    expect(found.map(({ passed, runs }) => [passed, runs])).toEqual(new Array(4).fill([true, 10_000]));
    expect(found[0].standardError).toBeGreaterThan(0);
  });

  test('takes more runs where 10,000 leave it open', async () => {
    const goal = 'b at least 30';
    const [few] = await judged(throwOnce, { chance: goal, atLeast: 0.1 });
    const limit = Number(few.actual) - Number(few.standardError);
    const [more] = await judged(throwOnce, { chance: goal, atLeast: limit });
    expect(few.runs).toBe(10_000);
    expect(more.runs).toBeGreaterThan(10_000);
    expect(more.passed).toBe(more.note === undefined ? Number(more.actual) >= limit : null);
  });

  whenLong(() => {
    test('is left open where a million runs do not settle it', async () => {
      const [one] = await judged(throwOnce, { chance: 'b at least 30', atLeast: atLeast30() });
      expect(one).toMatchObject({ passed: null, runs: 1_000_000 });
      expect(one.note).toMatch(/too close to call: even 1,000,000 runs/);
    });
  });

  test('of a certain chance is kept where all of 10,000 runs agree, and broken by a single one', async () => {
    const found = await judged(
      throwOnce,
      { chance: 'a at least 100', atLeast: 1 },
      { chance: 'a at least 100', is: 1 },
      { chance: 'a above 100', atMost: 0 },
      { chance: 'a above 100', is: 0 },
      { chance: 'b at least 16', atLeast: 1 },
      { chance: 'b above 44', atMost: 0 },
      { chance: 'b above 44', above: 0 },
    );
    const verdicts = [true, true, true, true, false, false, true];
    expect(found.map(({ passed, runs }) => [passed, runs])).toEqual(verdicts.map((passed) => [passed, 10_000]));
  });

  test('of a rotation beyond the run is not judged, and simulate leaves it to check', async () => {
    const [one] = await judged(worked, { metric: 'p5:engage@9', above: 3 });
    expect(one.passed).toBeNull();
    expect(one.note).toBeUndefined();
    expect(simulate({ ...worked, expect: [{ chance: 'gain at least 3', atLeast: 0.5 }] }).assertions[0]).toMatchObject({
      passed: null,
      note: 'flywheel check judges it',
    });
  });
});

describe('flywheel check', () => {
  const check = async (expectation: unknown) => {
    const files = { 'mine.json': fileWith({ expect: [expectation] }) };
    return flywheel(['check', 'mine.json'], { files });
  };

  test('keeps a promise about a chance, and names one that is broken in percent', async () => {
    expect((await check({ chance: 'gain@5 at least 47', atLeast: 0.5 })).code).toBe(0);
    const { code, out } = await check({ chance: 'gain@5 at least 47', atLeast: 0.6 });
    expect(code).toBe(1);
    expect(out).toContain('expects chance of gain@5 at least 47 at least 0.6, and it is 51.9%');
  });

  test('says of a chance beyond the last rotation that it is beyond that, as of any metric', async () => {
    const { out } = await check({ metric: 'p5:gain@9', above: 0 });
    expect(out).toMatch(/not judged, beyond its last rotation/);
    expect(out).not.toContain('flywheel check judges it');
  });

  test.each([
    [{ chance: 'gain@5 at least 47', atLeast: 80 }, /must be a share between 0 and 1.*did you mean 80%/],
    [{ chance: 'gain@5', atLeast: 0.8 }, /"chance of gain@5" says no value/],
    [{ chance: 'gain@5 at least 47', metric: 'gain', atLeast: 0.8 }, /goes without `metric`/],
    [{ atLeast: 0.8 }, /needs a metric, or a chance/],
    [{ chance: 'gain@5 at least 47', atLeast: null }, /must be a share such as 0.8/],
    [{ metric: 'p7:gain', above: 0 }, /before a metric go p5:/],
    [{ metric: 'gain', above: 'p5:gain@3' }, /above cannot be p5:gain@3, which is of chance.*or gain@3 itself/],
    [{ metric: 'p5:gain', above: 'the chance of gain at least 3' }, /cannot be chance of gain at least 3/],
  ])('refuses %j', async (expectation, message) => {
    const { code, err } = await check(expectation);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
