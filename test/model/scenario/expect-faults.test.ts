import { expect, test } from 'vitest';
import { expectFaults, problemsOf, scenarioText } from '../faults.ts';

/** A scenario that promises one thing, with a lever that a promise may name. */
const promising = (text: string) =>
  scenarioText({ top: `\n"levers": [{ "id": "live-support" }],\n"expect": [${text}],` });

test.each([
  '"metric": "gain@3", "is": 47, "within": 0.5',
  '"metric": "gain@9", "atLeast": 1',
  '"metric": "gain", "is": null',
  '"metric": "referredShare@2", "below": "10%"',
  '"metric": "referredShare@2", "below": "1/3"',
  '"metric": "total:engage", "above": "total:acquire"',
  '"metric": "cac@3", "atLeast": "keepCost@3", "times": 6',
  '"metric": "profit", "atMost": "revenue", "times": -0.5',
  '"metric": "gain", "is": 5, "with": ["live-support"]',
  '"metric": "rules.smooth", "is": true',
  '"metric": "rules.easier", "is": null',
  '"metric": "rules.smooth.weakest", "is": "acquire"',
  '"metric": "breakEvenStage", "is": null',
  '"metric": "active.advocate@2", "is": 5',
])('{ %s } may be promised', (promise) => {
  expect(problemsOf(promising(`{ ${promise} }`))).toEqual([]);
});

test.each([
  ['¶{ "metric": "gain" }', 'needs exactly one of is, above, below, atLeast, atMost'],
  ['¶{ "metric": "gain", "is": 1, "above": 2 }', 'needs exactly one of is, above, below, atLeast, atMost'],
  ['¶{ "is": 1 }', 'needs a metric, or a chance'],
  ['{ "metric": ¶5, "is": 1 }', 'metric must be a text, got 5'],
  ['{ "metric": ¶"gian", "is": 1 }', 'there is no metric "gian" (did you mean gain?)'],
  ['{ "metric": ¶"active.acquire", "is": 1 }', 'there is no metric "active.acquire"'],
  ['{ "metric": ¶"gain@0", "is": 1 }', 'names no rotation: they count from 1'],
  ['{ "metric": ¶"kFactor@2", "is": 1 }', 'kFactor belongs to the whole run'],
  ['{ "metric": ¶"total:cac", "is": 1 }', 'total: is for counts and amounts, and cac is neither'],
  ['{ "metric": "gain", "above": 1, ¶"within": 0.5 }', 'within goes with `is` and a number only'],
  ['{ "metric": "gain", "is": 1, "within": ¶-1 }', 'within must be a number of 0 or more'],
  ['{ "metric": "gain", "is": 1, "within": ¶"5%" }', 'within must be a number of 0 or more'],
  ['{ "metric": "gain", "is": 1, ¶"times": 2 }', 'times is a factor on a metric'],
  ['{ "metric": "gain", "is": "5%", ¶"times": 2 }', 'times is a factor on a metric'],
  ['{ "metric": "gain", "above": ¶null }', /above cannot be null.*is/],
  ['{ "metric": "gain", "is": ¶true }', 'must be a number, a percentage or another metric'],
  [
    '{ "metric": "gain", "is": ¶"gian" }',
    'neither a percentage nor a metric: there is no metric "gian" (did you mean gain?)',
  ],
  ['{ "metric": "gain", "is": ¶"rules.smooth" }', 'must be a number, and rules.smooth is not one'],
  ['{ "metric": "gain", "is": ¶1e999 }', 'expect[0].is must be a number'],
  ['{ "metric": "rules.smooth", "is": ¶1 }', 'must be true or false'],
  ['{ "metric": "rules.smooth", "above": ¶true }', 'must be true or false under is'],
  [
    '{ "metric": "rules.smooth.weakest", "is": ¶"acquir" }',
    'names no stage: there is no "acquir" (did you mean acquire?)',
  ],
  ['{ "metric": "rules.smooth.weakest", "is": ¶3 }', 'must be a stage id'],
  ['{ "metric": "gain", "is": 1, "with": [¶"live"] }', 'names no lever: there is no "live"'],
  ['{ "metric": "gain", "is": 1, "with": ¶"live-support" }', 'with must be a list'],
  ['{ "metric": "gain", "is": 1, ¶"wthin": 1 }', 'unknown key "wthin" in expect[0] (did you mean within?)'],
])('%s is an error', (promise, words) => {
  expectFaults(promising(promise), [words]);
});

test('every promise that is wrong is reported', () => {
  expectFaults(promising('{ "metric": ¶"gian", "is": 1 },\n{ "metric": "gain", "is": ¶true }'), [
    /^expect\[0\].metric/,
    /^expect\[1\].is/,
  ]);
});
