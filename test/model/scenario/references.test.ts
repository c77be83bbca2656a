import { describe, expect, test } from 'vitest';
import { expectFaults, problemsOf, scenarioText } from '../faults.ts';

describe('ids', () => {
  const stage = (id: string) => scenarioText().replace('"acquire"', id);

  test.each([
    ['two stages alike', stage('¶"engage"'), '"engage" is used twice'],
    [
      'two channels alike',
      scenarioText({ channel: '"volume": 1 }, { "id": ¶"paid", "volume": 1' }),
      '"paid" is used twice',
    ],
    ['a loop like a channel', scenarioText().replace('"word-of-mouth"', '¶"paid"'), /"paid" is used by channels too/],
    ['capitals', stage('¶"Acquire"'), /lower-case letters.*did you mean "acquire"\?/],
    ['a space', stage('¶"to acquire"'), /lower-case letters.*did you mean "to-acquire"\?/],
    ['a digit first', stage('¶"2nd"'), 'lower-case letters, digits and dashes, a letter first'],
    ['a number', stage('¶5'), 'id must be a text, got 5'],
  ])('%s', (_name, marked, words) => {
    expectFaults(marked, [words]);
  });

  const reserved = ['initial', 'returning', 'active', 'journey', 'rules', 'total', 'ltv'];
  const metrics = [
    'referred',
    'gain',
    'revenue',
    'cost',
    'spend',
    'profit',
    'cash',
    'cac',
    'npv',
    'keepCost',
    'kFactor',
  ];

  test.each([...reserved, ...metrics])('%s is reserved', (id) => {
    expectFaults(stage(`¶"${id}"`), [/a word that metrics use: choose another/]);
    expectFaults(scenarioText({ top: `"levers": [{ "id": ¶"${id}" }],` }), [/a word that metrics use/]);
  });

  test('a stage may be called like a channel or a lever, and like something every object inherits', () => {
    expect(problemsOf(stage('"paid"'))).toEqual([]);
    expect(problemsOf(stage('"constructor"'))).toEqual([]);
    expect(problemsOf(scenarioText({ top: '"levers": [{ "id": "paid" }],' }))).toEqual([]);
  });

  test('a stage without an id is an error at the stage', () => {
    expectFaults(scenarioText().replace('{ "id": "acquire", ', '¶{ '), ['stages[1] needs id']);
  });
});

describe('keys that have no place', () => {
  const acquire = (text: string) => scenarioText({ acquire: `"conversion": 0.3, ${text}` });
  const advocate = (text: string) => scenarioText({ advocate: `"conversion": 0.5, ${text}` });
  const channel = (text: string) => scenarioText({ channel: text });
  const proof = (text: string) => `"loops": [{ "id": "reviews", "type": "proof", "from": "advocate", ${text} }]`;
  const withLoop = (loop: string) => scenarioText().replace(/"loops": .*/, loop);

  test.each([
    ['a conversion on the first stage', scenarioText({ engage: ', ¶"conversion": 1' }), /first stage.*remove it/],
    ['a delay on the first stage', scenarioText({ engage: ', ¶"delay": 1' }), 'no place on the first stage'],
    ['a first stage to bypass', scenarioText({ engage: ', ¶"optional": 0.1' }), 'first or last stage'],
    ['a last stage to bypass', advocate('¶"optional": 0.1'), 'first or last stage'],
    ['waiting at the last stage', advocate('¶"wait": 0.1'), 'no place on the last stage'],
    [
      'no conversion',
      scenarioText().replace('{ "id": "acquire", "conversion": 0.3', '¶{ "id": "acquire"'),
      'needs a conversion',
    ],
    ['activeFor and retention', acquire('"activeFor": 1, ¶"retention": 0.5'), /stages.acquire.retention and activeFor/],
    ['initial without a pool', acquire('¶"initial": 5'), 'stages.acquire.initial needs a pool'],
    [
      'neither volume nor budget',
      scenarioText({ channel: '"cost": 1' }).replace('{ "id": "paid"', '¶{ "id": "paid"'),
      /volume.*or a budget/,
    ],
    ['volume and budget', channel('¶"volume": 1, "budget": 5, "cost": 1'), /volume and budget exclude each other/],
    ['a budget at no cost', channel('¶"budget": 5'), /needs a cost per prospect above 0.*budget \/ cost/],
    ['a budget at a cost of 0 for once', channel('¶"budget": 5, "cost": [1, 0, 2]'), '0 in rotation 2'],
    [
      'a response without a budget',
      channel('"volume": 1, ¶"response": { "most": 9, "half": 5 }'),
      /channels.paid.response needs a budget .*in place of the volume/,
    ],
    [
      'a volume beside budget and response',
      channel('¶"volume": 1, "budget": 5, "response": { "most": 9, "half": 5 }'),
      /channels.paid.volume and budget exclude each other/,
    ],
    [
      'a cost beside a response',
      channel('"budget": 5, ¶"cost": 1, "response": { "most": 9, "half": 5 }'),
      /cost and response exclude each other: what is spent is the budget/,
    ],
    ['a response that lacks its half', channel('"budget": 5, "response": ¶{ "most": 9 }'), /response needs half/],
    [
      'a half of 0',
      channel('"budget": 5, "response": { "most": 9, "half": ¶0 }'),
      /response.half must be a number above 0, got 0/,
    ],
    [
      'money that never stops working',
      channel('"budget": 5, "response": { "most": 9, "half": 5, "carry": [0.9, ¶1] }'),
      /carry must be a share of 0 or more and below 1 in rotation 2, got 1/,
    ],
    ['a channel to nowhere', channel('"volume": 1, "to": ¶"engag"'), /no stage.*"engag" \(did you mean engage\?\)/],
    [
      'a loop to nowhere',
      scenarioText().replace('"to": "engage"', '"to": ¶"signup"'),
      /no stage.*"signup" \(there are engage/,
    ],
    [
      'a loop from nowhere',
      scenarioText().replace('"from": "advocate"', '"from": ¶"advocates"'),
      /did you mean advocate\?/,
    ],
    [
      'a reward nowhere',
      scenarioText({ loop: '"perMember": 1, "reward": { "amount": 1, "at": ¶"x" }' }),
      'reward.at names no stage',
    ],
    [
      'a map into the first stage',
      channel('"volume": 1, "conversion": { ¶"engage": 1 }'),
      'no place on the first stage',
    ],
    [
      'a map into no stage',
      channel('"volume": 1, "conversion": { ¶"acquir": 1 }'),
      /names no stage \(did you mean acquire\?\)/,
    ],
    [
      'proof into the first stage',
      withLoop(proof('"to": ¶"engage", "ceiling": 1, "half": 5')),
      'cannot be the first stage',
    ],
    ['half at 0', withLoop(proof('"to": "acquire", "ceiling": 1, "half": ¶0')), 'half must be a number above 0'],
    [
      'proof per member',
      withLoop(proof('"to": "acquire", "ceiling": 1, "half": 5, ¶"perMember": 1')),
      'unknown key "perMember"',
    ],
  ])('%s', (_name, marked, words) => {
    expectFaults(marked, [words]);
  });

  test('activeFor excludes the retention of every origin too', () => {
    const map = '¶"advocate": 0.5';
    const marked = scenarioText({
      channel: `"volume": 1, "retention": { ${map} }`,
      advocate: '"conversion": 0.5, "activeFor": 2',
      loop: `"perMember": 1, "retention": { ${map} }`,
    });
    expectFaults(marked, [
      /channels.paid.retention.advocate and activeFor/,
      /loops.word-of-mouth.retention.advocate and/,
    ]);
  });

  test.each([
    ['members before rotation 1 where a loop leaves', advocate('"initial": 5')],
    ['members before rotation 1 where there is member money', acquire('"initial": 5, "memberCost": 1')],
    [
      'a retention for another stage than activeFor',
      advocate('"activeFor": 2').replace('0.3', '0.3, "retention": 0.5'),
    ],
    ['a budget whose cost is 0 after the last rotation', channel('"budget": 5, "cost": [1, 1, 1, 0]')],
    ['a budget at an uncertain cost', channel('"budget": 5, "cost": { "uniform": [0, 2] }')],
    ['no channels at all', scenarioText().replace(/ {2}"channels.*\n/, '')],
  ])('%s is fine', (_name, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
