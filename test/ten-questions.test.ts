import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flywheel } from './cli/session.ts';

// The ten questions of the front page, each asked of the coffee subscription, in the order of that page. Tests of the commands
// hold the numbers; here is what somebody with the question gets to know.

const COFFEE = 'coffee.json';
const files = { [COFFEE]: readFileSync('scenarios/coffee-subscription.json', 'utf8') };
const RUNS = ['--runs', '1000'];

/** Asks in JSON; fails where the answer is no, or none. */
async function answer(...args: string[]) {
  const { code, out, err } = await flywheel([...args, '--format', 'json'], { files });
  expect(code, err).toBe(0);
  return JSON.parse(out);
}

const chanceOfActive = async (...args: string[]): Promise<number> =>
  (await answer('chance', COFFEE, 'active.subscriber@12 at least 1500', ...args)).goals[0].probability;

test('1: month 12, with how sure it is', async () => {
  const { goals, rotations } = await answer('chance', COFFEE, 'active.subscriber@2027-12 at least 1500', ...RUNS);
  expect(goals[0].probability).toBeGreaterThan(0.7);
  expect(goals[0].probability).toBeLessThan(0.85);
  const { p5, p50, p95 } = rotations[11].bands['active.subscriber'];
  expect(p5).toBeLessThan(1500);
  expect(p50).toBeGreaterThan(1500);
  expect(p95).toBeGreaterThan(1900);
});

test('2: what matters most, and what is worth finding out first', async () => {
  const { rows } = await answer('sensitivity', COFFEE);
  expect(rows[0].path).toBe('loops.bags.perMember');
  const unsure = await answer('sensitivity', COFFEE, '--by', 'uncertainty', ...RUNS);
  expect(unsure.rows[0].path).toBe('stages.trial.conversion');
  // Twice as unsure as the next: 36 of 400 against 80 of 200, squared relative errors 0.025 and 0.0075 before the rest.
  expect(unsure.rows[0].explains).toBeGreaterThan(0.5);
});

test('3: the referral rate for 1,500 active subscribers with a chance of 90 %, which other luck confirms', async () => {
  const goal = 'chance of active.subscriber at least 1500 = 90%';
  const vary = ['--vary', 'loops.friends.perMember=0.1:0.5'];
  const { solution } = await answer('solve', COFFEE, ...vary, '--goal', goal, ...RUNS);
  const [path, rate] = [solution.path, solution.value];
  const again = await chanceOfActive('--set', `${path}=${rate}`, '--seed', 'another', '--runs', '20000');
  // Both chances are estimates: five standard errors of 1,000 runs and of 20,000.
  const error = Math.sqrt((0.9 * 0.1) / 1000 + (0.9 * 0.1) / 20_000);
  expect(Math.abs(again - 0.9)).toBeLessThan(5 * error);
});

test('4: the best split of 8,000, by cash and by its 5 % quantile', async () => {
  const { before, after, allocation } = await answer('allocate', COFFEE, '--spend', '8000');
  expect(after).toBeGreaterThan(before);
  const marginals = allocation.map(({ marginal }: { marginal: number }) => marginal);
  expect(Math.max(...marginals) / Math.min(...marginals)).toBeLessThan(1.01);
  const total = allocation.reduce((sum: number, { budget }: { budget: number }) => sum + budget, 0);
  expect(total).toBeCloseTo(8000, 6);
  const careful = await answer('allocate', COFFEE, '--spend', '8000', '--metric', 'p5:cash', '--runs', '200');
  expect(careful.after).toBeGreaterThan(careful.before);
});

test('5: the best tactics within 3,000', async () => {
  const { best } = await answer('levers', COFFEE, '--budget', '3000');
  expect(best.levers).toEqual(['barista-call', 'new-tins']);
  expect(best.outlay).toBeLessThanOrEqual(3000);
});

test('6: what a customer costs and brings, and when that is paid back', async () => {
  const asked = ['cac', 'ltv', 'ltvToCac', 'cacPayback'].flatMap((name) => ['--metric', name]);
  const { metrics } = await answer('simulate', COFFEE, ...asked);
  const { rotations, summary } = await answer('simulate', COFFEE);
  const values = metrics.map(({ value }: { value: number }) => value);
  expect(values).toEqual([rotations[11].cac, summary.ltv, summary.ltvToCac, summary.cacPayback]);
  expect(summary.cacPayback).toBe(7);
  const { out } = await flywheel(['simulate', COFFEE], { files });
  expect(out).toMatch(/paid back in the customer's month 7\. What comes in before Subscriber is in neither\./);
});

test('7 and 8: whether last month is news, and what December looks like now', async () => {
  const actuals = 'Month;Visit;Active subscriber\nJan 2027;5.910;640\nFeb 2027;6.050;531\n';
  const asked = { files: { ...files, 'actuals.csv': actuals } };
  const { code, out } = await flywheel(['track', COFFEE, 'actuals.csv', '--format', 'json', ...RUNS], asked);
  expect(code).toBe(0);
  const { rows, forecast } = JSON.parse(out);
  const verdicts = rows.map(({ rotation, metric, verdict }: Record<string, unknown>) => [rotation, metric, verdict]);
  expect(verdicts).toContainEqual([1, 'active.subscriber', 'inside']);
  expect(verdicts).toContainEqual([2, 'active.subscriber', 'below']);
  const december = forecast.find(({ metric }: { metric: string }) => metric === 'active.subscriber');
  // 222 fewer in February (the plan has 753), of whom 92 % a month would have stayed: 96 at least in December.
  expect(december.plan - december.now).toBeGreaterThan(96);
  expect(december.p5).toBeLessThan(december.now);
  expect(december.p95).toBeGreaterThan(december.now);
});

test('9: two plans side by side, under the same luck', async () => {
  const plans = ['compare', COFFEE, '--with', 'gift-box', '--metric', 'cash', '--bands', ...RUNS];
  const { metrics } = await answer(...plans);
  expect(metrics[0].change[1]).toBeGreaterThan(0);
  expect(metrics[0].beats[1].probability).toBeGreaterThan(0.9);
});

test('10: a plan that is held to a chance, and breaks when that falls', async () => {
  const promise = '"expect": [{ "chance": "cash at least 0", "atLeast": 0.95 }, ';
  const plan = files[COFFEE].replace('"expect": [', promise);
  expect((await flywheel(['check', COFFEE], { files: { [COFFEE]: plan } })).code).toBe(0);
  const dearer = plan.replace('"overhead": 3000', '"overhead": 9000');
  const { code, out } = await flywheel(['check', COFFEE], { files: { [COFFEE]: dearer } });
  expect(code).toBe(1);
  expect(out).toContain('chance of cash at least 0');
});
