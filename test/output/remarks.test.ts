import { expect, test } from 'vitest';
import { insightInto } from '../../src/analysis/insight.ts';
import { simulate } from '../../src/analysis/simulate.ts';
import { readScenario } from '../../src/index.ts';
import { remarksOn } from '../../src/output/remarks.ts';
import { fileWith, worked } from '../cli/example.ts';

const [loop] = worked.loops;
const [engage, acquire, nurture, advocate] = worked.stages;

/** All sentences under the table of the worked example with these changes. */
function remarks(changes: Record<string, unknown> = {}): string {
  const scenario = readScenario(fileWith(changes));
  const simulation = simulate(scenario);
  return remarksOn(scenario, simulation, insightInto(scenario, [], simulation), 'rotations').join('\n');
}

const staying = (keys: Record<string, unknown>) => ({ stages: [engage, acquire, nurture, { ...advocate, ...keys }] });

test('says what the loop brought, in the last rotation and in all', () => {
  expect(remarks()).toContain(
    '47 more in rotation 5 than without referrals, 112 over all five. 32% of rotation 5 came by referral.',
  );
});

// every advocate brings a third of a prospect, 100 x 0.10125 / 3 = 3.375 in rotation 2; then 3.375 x (2 + 0.03375) = 6.86 in 3
test('says so for any number of rotations, and for dates', () => {
  const few = { loops: [{ ...loop, perMember: '1/3' }] };
  expect(remarks({ ...few, rotations: 2 })).toContain('3 more in rotation 2 than without referrals, 3 over both.');
  expect(remarks({ ...few, rotations: 20 })).toMatch(/ in rotation 20 than without referrals, \d+ over all 20\./);
  expect(remarks({ ...few, rotations: 3, period: 'month', start: '2027-11' })).toContain(
    '7 more in Jan 2028 than without referrals, 10 over all three. 6.4% of Jan 2028 came by referral.',
  );
  expect(remarks({ ...few, rotations: 1 })).toContain('0 more in rotation 1 than without referrals.');
});

test('names the weakest link with its share and what a point there adds', () => {
  expect(remarks()).toContain(
    'Smooth: weakest link engage -> acquire (30%); one more point there adds 2 in rotation 5. Easier: yes. More efficient: yes.',
  );
});

// members who stay for good, against 90%: 100, then + 0.10125 of all who ever came and are left: 41.0 in rotation 5
test('says when advocates never leave, and what is left of the gain when one in ten does', () => {
  let members = 0;
  let gain = 0;
  for (let t = 1; t <= 5; t++) {
    gain = members;
    members = 0.9 * members + 0.10125 * (100 + gain);
  }
  expect(Math.round(gain)).toBe(41);
  expect(remarks()).toMatch(/Advocate never leave in this scenario.* 90% .*\b41\b/);
});

// each person brings 0.10125 / (1 - 0.5) = 0.2025 more in a lifetime: 100 / (1 - 0.2025) = 125.4
test('says where a wheel settles whose members leave', () => {
  expect(remarks(staying({ retention: 0.5 }))).toContain('settles at 125');
  expect(remarks(staying({ retention: [1, 0.5] }))).toMatch(/If the numbers of rotation 5 last, it settles at 125/);
});

// 0.10125 / (1 - 0.95) = 2.025 in a lifetime; the factor x solves 0.10125 / (x - 0.95) = 1: 1.05125
test('says that a wheel multiplies whose members bring more than one each', () => {
  expect(remarks(staying({ retention: 0.95 }))).toMatch(/2\.025 more.*never settles.*1\.051 a rotation/);
});

test('says that nobody brings anyone where there is no referral', () => {
  expect(remarks({ loops: [] })).toMatch(/^Nobody brings anyone in this scenario/);
  expect(remarks({ loops: [] })).not.toContain('more in rotation');
});

// 100 in each of five rotations, of 5,000: 100 + 98 + 96.04 + 94.1192 + 92.236816 = 480.4
test('says how much of a market has been reached', () => {
  expect(remarks({ market: { size: 5000 }, loops: [{ ...loop, perMember: 0 }] })).toContain('480 of the 5,000 people');
});

test('says which rotation broke a rule', () => {
  const stopping = remarks({ loops: [{ ...loop, perMember: [1, 1, 1, 0] }] });
  expect(stopping).toContain('Not smooth: weakest link engage -> acquire (30%)');
  expect(stopping).toContain('Easier: no, since rotation 4.');
});

test('says that a rule without a rotation that broke it does not hold', () => {
  expect(remarks({ loops: [{ ...loop, perMember: 0 }] })).toContain('Easier: no, nobody is referred in the end.');
});
