import { expect, test } from 'vitest';
import { simulate } from '../../src/analysis/simulate.ts';
import { readScenario } from '../../src/model/scenario/read.ts';

/** 100 people a rotation, half go on and stay; each brings 0.1: a is 100, 105, 110.25; b is 50, 52.5, 55.125. */
const verdict = (expectation: object, flags: object[] = []) => {
  const text = JSON.stringify({
    rotations: 3,
    channels: [{ id: 'paid', volume: 100 }],
    stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
    loops: [{ id: 'wom', type: 'referral', from: 'b', to: 'a', perMember: 0.1 }],
    levers: [
      { id: 'double', changes: [{ path: 'channels.paid.volume', multiply: 2 }] },
      { id: 'nothing', changes: [] },
    ],
    expect: [expectation],
  });
  const [{ passed, actual, expected }] = simulate(readScenario(text, { changes: flags as never })).assertions;
  return { passed, actual, expected };
};

test.each([
  [{ metric: 'a@3', is: 110, within: 0.3 }, true, 'is 110 within 0.3'],
  [{ metric: 'a@3', is: 110, within: 0.2 }, false, 'is 110 within 0.2'],
  [{ metric: 'a@3', is: 110.25 }, true, 'is 110.25'],
  [{ metric: 'a@3', is: 110.2500002 }, false, 'is 110.2500002'],
  [{ metric: 'a', above: 110 }, true, 'above 110'],
  [{ metric: 'a@1', above: 100 }, false, 'above 100'],
  [{ metric: 'a@1', atLeast: 100 }, true, 'at least 100'],
  [{ metric: 'a@1', below: 100 }, false, 'below 100'],
  [{ metric: 'a@1', atMost: 100 }, true, 'at most 100'],
  [{ metric: 'b', is: '50%' }, false, 'is 50%'],
  [{ metric: 'referredShare@2', is: '1/21' }, true, 'is 1/21'],
  [{ metric: 'a', is: 'b', times: 2 }, true, 'is b times 2'],
  [{ metric: 'a', is: 'b', times: -2 }, false, 'is b times -2'],
  [{ metric: 'total:a', is: 315.25 }, true, 'is 315.25'],
  [{ metric: 'total:gain', is: 15.25 }, true, 'is 15.25'],
  [{ metric: 'a.wom@2', is: 5 }, true, 'is 5'],
  [{ metric: 'active.b@2', is: 102.5 }, true, 'is 102.5'],
  [{ metric: 'b.returning', is: 0 }, true, 'is 0'],
  [{ metric: 'rules.smooth', is: true }, true, 'is true'],
  [{ metric: 'rules.easier', is: false }, false, 'is false'],
  [{ metric: 'rules.smooth.weakest', is: 'b' }, true, 'is b'],
  [{ metric: 'kFactor', is: null }, true, 'is null'],
  [{ metric: 'kFactor', below: 1 }, false, 'below 1'],
  [{ metric: 'intrinsicGrowth', is: 1.05 }, true, 'is 1.05'],
  [{ metric: 'cac', is: null }, true, 'is null'],
])('%j', (expectation, passed, expected) => {
  expect(verdict(expectation)).toMatchObject({ passed, expected });
});

test('`with` switches levers on for the left side only', () => {
  expect(verdict({ metric: 'a@1', with: ['double'], is: 'a@1', times: 2 })).toMatchObject({
    passed: true,
    actual: 200,
  });
  expect(verdict({ metric: 'a@1', with: ['nothing'], is: 'a@1' })).toMatchObject({ passed: true, actual: 100 });
});

test('a metric on the right is taken without those levers, though they are switched on for the run', () => {
  const scenario = readScenario(
    JSON.stringify({
      rotations: 2,
      channels: [{ id: 'paid', volume: 100 }],
      stages: [{ id: 'a' }, { id: 'b', conversion: 0.5 }],
      levers: [
        { id: 'double', changes: [{ path: 'channels.paid.volume', multiply: 2 }] },
        { id: 'more', changes: [{ path: 'channels.paid.volume', add: 50 }] },
      ],
      expect: [
        { metric: 'a', with: ['double'], is: 'a', times: 2 },
        { metric: 'a@1', with: ['double'], is: 100 },
        { metric: 'a', is: 300 },
      ],
    }),
  );
  const on = [
    { lever: 'more', from: 1 },
    { lever: 'double', from: 2 },
  ];
  // 150 in rotation 1 and 300 in rotation 2, against 150 without the doubling.
  const verdicts = simulate(scenario, { with: on }).assertions.map(({ actual, passed }) => ({ actual, passed }));
  expect(verdicts).toEqual([
    { actual: 300, passed: true },
    { actual: 150, passed: false },
    { actual: 300, passed: true },
  ]);
});

test('an assertion about a rotation that a flag took away is not judged', () => {
  const shorter = [{ flag: '--rotations 2', knob: 'rotations', of: null, value: 2 }];
  expect(verdict({ metric: 'a@3', is: 1 }, shorter)).toMatchObject({ passed: null, actual: null });
  expect(verdict({ metric: 'a@1', below: 'a@3' }, shorter)).toMatchObject({ passed: null });
  expect(verdict({ metric: 'a@2', is: 105 }, shorter)).toMatchObject({ passed: true });
});
