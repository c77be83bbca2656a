import { describe, expect, test } from 'vitest';
import { expectFaults, problemsOf, scenarioText } from '../faults.ts';

/** The stages are engage and acquire, the channel is paid. */
const text = (snapshot: string, more = ''): string => scenarioText({ top: `${more}\n  "snapshot": ${snapshot},` });

describe('what a scenario says of its snapshot', () => {
  test.each([
    '{}',
    '{ "metrics": ["npv", "cash", "gain@5", "total:acquire", "rules.smooth"] }',
    '{ "tolerance": { "cash": "0.1%", "acquire@2": 0.01, "npv": 0, "acquire.paid": "1/1000" } }',
    '{ "metrics": ["p5:cash", "chance of gain@2 at least 3"], "tolerance": { "p5:cash": "1%" } }',
    '{ "metrics": ["cash", "total:engage"], "tolerance": { "total:engage": 0.999 } }',
  ])('may be %s', (snapshot) => {
    expect(problemsOf(text(snapshot))).toEqual([]);
  });

  test.each<[string, string, string | RegExp]>([
    [
      'a metric that is none',
      '{ "metrics": ["npv", ¶"csh"] }',
      'snapshot.metrics[1] there is no metric "csh" (did you mean cash?)',
    ],
    ['one that is named twice', '{ "metrics": ["npv", ¶"npv"] }', 'snapshot.metrics[1] is "npv" once more'],
    ['no metric', '{ "metrics": ¶[] }', 'snapshot.metrics names no metric: leave it out to keep all of them'],
    ['a number for a metric', '{ "metrics": [¶5] }', 'snapshot.metrics[0] must be a text, got 5'],
    ['one metric without its list', '{ "metrics": ¶"npv" }', 'snapshot.metrics must be a list, got "npv"'],
    ['a misspelt key', '{ ¶"metric": ["npv"] }', 'unknown key "metric" in snapshot (did you mean metrics?)'],
    [
      'a tolerance of what is not kept',
      '{ "metrics": ["npv", "cash"], "tolerance": { ¶"cahs": 0.1 } }',
      'snapshot.tolerance.cahs is not among the metrics of the snapshot (did you mean cash?)',
    ],
    [
      'a tolerance of what is no metric',
      '{ "tolerance": { ¶"cahs": 0.1 } }',
      'snapshot.tolerance.cahs there is no metric "cahs" (did you mean cash?)',
    ],
    [
      'a tolerance of a yes or no',
      '{ "tolerance": { ¶"rules.smooth": 0.1 } }',
      'is no number: rules.smooth agrees or it does not',
    ],
    [
      'a tolerance of a total',
      '{ "tolerance": { ¶"total:engage": 0.1 } }',
      'is a total, which a snapshot has only where "metrics" names it',
    ],
    [
      'a tolerance of 1',
      '{ "tolerance": { "cash": ¶1 } }',
      'must be a share from 0 to below 1, got 1 (did you mean "1%"?)',
    ],
    ['a tolerance below 0', '{ "tolerance": { "cash": ¶-0.1 } }', 'must be a share from 0 to below 1, got -0.1'],
    [
      'a tolerance in words',
      '{ "tolerance": { "cash": ¶"little" } }',
      /must be a share from 0 to below 1, got the text "little"/,
    ],
    ['one tolerance for all', '{ "tolerance": ¶0.1 }', 'snapshot.tolerance must be a mapping'],
  ])('cannot be %s', (_what, snapshot, message) => {
    expectFaults(text(snapshot), [message]);
  });

  test('makes no money of a metric that is called like a price', () => {
    const plain = problemsOf(text('{ "tolerance": { "cost": 0.1, "revenue": 0.1 } }'));
    expect(plain).toEqual([]);
  });
});
