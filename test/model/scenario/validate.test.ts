import { describe, expect, test } from 'vitest';
import { expectFaults, problemsOf, scenarioText } from '../faults.ts';

test('a scenario with every default is right', () => {
  expect(problemsOf(scenarioText())).toEqual([]);
});

test('everything wrong with a file is reported at once, in the order of the text', () => {
  const marked = scenarioText({
    rotations: '4',
    top: '\n  "discount": ¶-1, "customer": ¶"aquire",',
    channel: '"volume": ¶-1, ¶"conversoin": {}',
    engage: ', ¶"conversion": 1',
    acquire: '"conversion": [0.1, 0.2, 0.3, ¶3], "wait": ¶"0,3"',
    advocate: '"conversion": ¶3',
    loop: '"perMember": ¶true, "offspring": ¶"normal"',
  });
  expectFaults(marked, [
    'discount must be a number above -1, got -1',
    /customer names no stage: there is no "aquire" \(did you mean acquire\?\)/,
    'channels.paid.volume must be a number of 0 or more, got -1',
    /unknown key "conversoin" in channels.paid \(did you mean conversion\?\)/,
    /stages.engage.conversion .*first stage.*remove it/,
    'stages.acquire.conversion must be a share between 0 and 1 in rotation 4, got 3 (did you mean 3%?)',
    /stages.acquire.wait .*did you mean 0.3\? decimals have a point/,
    'stages.advocate.conversion must be a share between 0 and 1, got 3 (did you mean 3%?)',
    'loops.word-of-mouth.perMember must be a number of 0 or more, got true',
    'loops.word-of-mouth.offspring must be "poisson", "fixed" or "geometric", got "normal"',
  ]);
});

describe('what belongs to the whole file', () => {
  test.each([
    [
      'rotations: 0',
      scenarioText({ rotations: '¶0' }),
      /rotations must be a whole number between 1 and 10,?000, got 0/,
    ],
    ['rotations: 10,001', scenarioText({ rotations: '¶10001' }), /whole number between 1 and 10,?000, got 10001/],
    ['rotations: 2.5', scenarioText({ rotations: '¶2.5' }), 'got 2.5'],
    ['rotations in quotes', scenarioText({ rotations: '¶"5"' }), 'write 5 without quotes'],
    ['rotations that vary', scenarioText({ rotations: '¶[5, 6]' }), 'rotations must be a whole number'],
    ['rotations: 1e999', scenarioText({ rotations: '¶1e999' }), 'rotations must be a whole number'],
    [
      'a period in the plural',
      scenarioText({ top: '"period": ¶"months",' }),
      '"month", "quarter" or "year", got "months"',
    ],
    [
      'a period in capitals, with a start beside it',
      scenarioText({ top: '"period": ¶"Month", "start": "2027-01",' }),
      'period must be "day", "week", "month", "quarter" or "year", got "Month" (did you mean "month"?)',
    ],
    [
      'a number as a reward',
      scenarioText({ loop: '"perMember": 1, "reward": ¶10' }),
      'reward must be a mapping such as { "amount": 10, "at": "acquire" }, so much for each referred person who gets to acquire; got 10',
    ],
    ['a list as a discount', scenarioText({ top: '"discount": ¶[0.1, 0.2],' }), 'discount must be a number above -1'],
    ['a discount below all', scenarioText({ top: '"discount": ¶"-100%",' }), 'discount must be a number above -1'],
    ['a discount in quotes', scenarioText({ top: '"discount": ¶"0.1",' }), 'write 0.1 without quotes'],
    ['a start alone', scenarioText({ top: '"start": ¶"2027-01",' }), 'start needs a period beside it'],
    ['month 13', scenarioText({ top: '"period": "month", "start": ¶"2027-13",' }), 'start must be a date'],
    ['a currency symbol', scenarioText({ top: '"currency": ¶"€",' }), 'ISO 4217'],
    ['a market of nobody', scenarioText({ top: '"market": { "size": ¶0 },' }), 'market.size must be a number above 0'],
    ['a market that varies', scenarioText({ top: '"market": { "size": ¶[1, 2] },' }), 'market.size must be a number'],
    ['a market without a size', scenarioText({ top: '"market": ¶{},' }), 'market needs size'],
    ['a number as a market', scenarioText({ top: '"market": ¶10000,' }), 'market must be a mapping'],
    ['a name that is no text', scenarioText({ top: '"name": ¶5,' }), 'name must be a text, got 5'],
    ['a cost that varies wrongly', scenarioText({ top: '"overhead": ¶-1,' }), 'overhead must be a number of 0 or more'],
    ['a list as a scenario', '¶[]', 'a scenario is a mapping with rotations and stages'],
    ['nothing as a scenario', '¶null', 'a scenario is a mapping with rotations and stages'],
    ['no rotations', '¶{ "stages": [{ "id": "a" }, { "id": "b", "conversion": 1 }] }', 'needs rotations'],
    ['no stages', '¶{ "rotations": 3 }', 'needs stages'],
    ['one stage', '{ "rotations": 3, "stages": ¶[{ "id": "a" }] }', 'stages needs at least 2'],
    ['stages as a mapping', '{ "rotations": 3, "stages": ¶{ "a": {} } }', 'stages must be a list, got a mapping'],
    ['__proto__', scenarioText({ top: '\n¶"__proto__": { "rotations": 5 },' }), 'unknown key "__proto__"'],
  ])('%s', (_name, marked, words) => {
    expectFaults(marked, [words]);
  });

  test('a discount between -1 and 0 is allowed', () => {
    expect(problemsOf(scenarioText({ top: '"discount": -0.5,' }))).toEqual([]);
  });

  test('rotations may be 1 and 10,000', () => {
    for (const rotations of ['1', '10000']) expect(problemsOf(scenarioText({ rotations }))).toEqual([]);
  });
});

describe('what belongs to a channel, a stage or a loop', () => {
  const stage = (text: string) => scenarioText({ acquire: text });
  const loop = (text: string) => scenarioText({ loop: text });

  test.each([
    [
      'churn',
      stage('"conversion": 0.3, ¶"churn": 0.1'),
      /"churn" in stages.acquire.*retention\? retention = 1 - churn/,
    ],
    ['a typo', stage('"conversion": 0.3, ¶"retantion": 0.1'), 'did you mean retention?'],
    ['perMember on a stage', stage('"conversion": 0.3, ¶"perMember": 1'), 'unknown key "perMember" in stages.acquire'],
    [
      'a share of 1.2',
      stage('"conversion": ¶1.2'),
      'stages.acquire.conversion must be a share between 0 and 1, got 1.2',
    ],
    ['a share of -0.1', stage('"conversion": 1, "optional": ¶-0.1'), 'stages.acquire.optional must be a share'],
    ['a share of 101%', stage('"conversion": ¶"101%"'), 'stages.acquire.conversion must be a share between 0 and 1'],
    ['a margin of 40', stage('"conversion": 1, "margin": ¶40'), /stages.acquire.margin .*did you mean 40%/],
    ['nothing', stage('"conversion": ¶null'), 'stages.acquire.conversion must be a share between 0 and 1, got nothing'],
    ['1e999', stage('"conversion": 1, "revenue": ¶1e999'), 'stages.acquire.revenue must be a number of 0 or more'],
    ['half a rotation', stage('"conversion": 1, "delay": ¶0.5'), 'stages.acquire.delay must be a whole number'],
    ['a varying delay', stage('"conversion": 1, "delay": ¶[1, 2]'), 'stages.acquire.delay must be a whole number'],
    ['active for 0', stage('"conversion": 1, "activeFor": ¶0'), 'stages.acquire.activeFor must be a whole number'],
    ['a delay of 0', loop('"perMember": 1, "delay": ¶0'), 'loops.word-of-mouth.delay must be a whole number between 1'],
    ['growth to 2', stage('"conversion": ¶{ "start": 0.5, "growth": 1 }'), 'comes to 2 in rotation 3'],
    ['a number too deep', stage('"conversion": { "start": 0.1, "growth": ¶[1] }'), 'conversion.growth needs numbers'],
    ['a wrong value in a list', stage('"conversion": [0.1,\n  ¶"x"]'), /in rotation 2, got the text "x"/],
    ['an unknown arrival', scenarioText({ channel: '"volume": 1, "arrival": ¶"random"' }), '"fixed" or "poisson"'],
    [
      'a map that is a number',
      scenarioText({ channel: '"volume": 1, "conversion": ¶0.5' }),
      'must be a mapping of stage',
    ],
    ['a reward of -1', loop('"perMember": 1, "reward": { "amount": ¶-1, "at": "acquire" }'), 'reward.amount must be'],
    ['a reward nowhere', loop('"perMember": 1, "reward": ¶{ "amount": 1 }'), 'loops.word-of-mouth.reward needs at'],
    [
      'no referral rate',
      scenarioText({ loop: '"label": ""' }).replace('[{ "id": "word', '[¶{ "id": "word'),
      'needs perMember',
    ],
    ['an unknown type', scenarioText().replace('"referral"', '¶"refferal"'), /did you mean referral\?.*repeat, proof/],
    [
      'no type',
      scenarioText().replace('"type": "referral", ', '').replace('[{ "id": "word', '[¶{ "id": "word'),
      /type is missing/,
    ],
  ])('%s', (_name, marked, words) => {
    expectFaults(marked, [words]);
  });

  test('a stage that is not a mapping is named by its position', () => {
    const marked = '{ "rotations": 3, "stages": [¶null, ¶3, { "id": "b", "conversion": 1 }] }';
    expectFaults(marked, [/^stages\[0\] must be a mapping/, /^stages\[1\] must be a mapping/]);
  });
});

test('an id that is no text, in every list, is a complaint like any other', () => {
  const odd = { id: { a: 1 } };
  const text = JSON.stringify({ rotations: 1, channels: [odd], stages: [odd, odd], loops: [odd], levers: [odd] });
  expect(problemsOf(text).map(({ message }) => message)).toEqual(
    expect.arrayContaining([expect.stringMatching(/id must be a text, got a mapping/)]),
  );
});

test('a text of 100,000 digits is refused for its length', () => {
  const [problem] = problemsOf(scenarioText({ acquire: `"conversion": "${'1'.repeat(100_000)}"` }));
  expect(problem.message).toMatch(/too long for a number/);
});

test('a type of loop that is no text is named for what it is', () => {
  const text = scenarioText().replace('"type": "referral"', '"type": {}');
  expect(problemsOf(text).map(({ message }) => message)).toEqual([
    expect.stringMatching(/word-of-mouth\.type cannot be \{\}.*referral, repeat, proof/),
  ]);
});
