import { describe, expect, test } from 'vitest';
import { applyChanges, type Change } from '../../../src/model/scenario/change.ts';
import type { Knob } from '../../../src/model/scenario/knob.ts';
import { type ReadOptions, readScenario } from '../../../src/model/scenario/read.ts';
import type { Scenario } from '../../../src/model/scenario/types.ts';
import { problemsOf, scenarioText } from '../faults.ts';

const set = (path: string, value: unknown): Change => ({ flag: `--set ${path}=${value}`, set: path, value });
const knob = (name: Knob, value: unknown, of: string | null = null): Change => {
  return { flag: `--${name} ${of === null ? '' : `${of}=`}${value}`, knob: name, of, value };
};
const changed = (changes: ReadOptions['changes'], text = scenarioText()): Scenario => readScenario(text, { changes });

/** What is said about flags: every problem has to name the flag it is about. */
const faults = (changes: readonly Change[], text = scenarioText()) =>
  problemsOf(text, 'mine.json', changes).map(({ flag, message, place }) => {
    return `${place === null ? '' : 'in the file: '}${flag}: ${message}`;
  });

const TWO_OF_ALL = scenarioText({
  channel: '"volume": 1 }, { "id": "organic", "volume": 2',
  acquire: '"conversion": 0.3, "memberCost": 1',
  loop: `"perMember": 1 },
    { "id": "invite", "type": "referral", "from": "acquire", "to": "engage", "perMember": 2 },
    { "id": "buy-again", "type": "repeat", "from": "acquire", "to": "acquire", "perMember": 3`,
});

describe('what flags change', () => {
  test('without a name, the only loop, channel or pool there is', () => {
    const flags = [
      knob('rotations', 7),
      knob('referral-rate', 0.5),
      knob('volume', [10, 20]),
      knob('retention', '90%'),
    ];
    const scenario = changed(flags);
    expect(scenario.rotations).toBe(7);
    expect(scenario.loops?.[0]).toMatchObject({ id: 'word-of-mouth', perMember: 0.5 });
    expect(scenario.channels?.[0]).toMatchObject({ id: 'paid', volume: [10, 20] });
    expect(scenario.stages.map(({ retention }) => retention)).toEqual([undefined, undefined, '90%']);
  });

  test('with a name, that one', () => {
    const flags = [
      knob('referral-rate', 0.5, 'invite'),
      knob('volume', 5, 'organic'),
      knob('conversion', 1, 'advocate'),
    ];
    const scenario = changed([...flags, knob('retention', 0.9, 'acquire')], TWO_OF_ALL);
    expect(scenario.loops).toMatchObject([{ perMember: 1 }, { perMember: 0.5 }, { perMember: 3 }]);
    expect(scenario.channels).toMatchObject([{ volume: 1 }, { volume: 5 }]);
    expect(scenario.stages).toMatchObject([{}, { conversion: 0.3, retention: 0.9 }, { conversion: 1 }]);
  });

  test('any path, written in the file or not', () => {
    const scenario = changed([set('overhead', 5), set('stages.advocate.label', 'Fans'), set('market.size', 1000)]);
    expect(scenario).toMatchObject({ overhead: 5, market: { size: 1000 } });
    expect(scenario.stages[2]).toMatchObject({ id: 'advocate', label: 'Fans' });
  });

  test('numbers inside a form, by key, and by position as rotations count', () => {
    const season = { start: 100, growth: 0, season: [0.8, 1.2] };
    const scenario = changed([
      set('channels.paid.volume', season),
      set('channels.paid.volume.season.2', 1.5),
      set('channels.paid.volume.growth', '5%'),
      set('overhead', [1, 2]),
      set('overhead.1', 3),
    ]);
    expect(scenario.channels?.[0].volume).toEqual({ start: 100, growth: '5%', season: [0.8, 1.5] });
    expect(scenario.overhead).toEqual([3, 2]);
  });

  test.each<[unknown, unknown]>([
    [100, 80],
    ['50%', 0.4],
    [
      [100, '10/2'],
      [80, 4],
    ],
    [{ repeat: [100, 50] }, { repeat: [80, 40] }],
    [
      { start: 100, growth: '5%', season: [1, 2] },
      { start: 80, growth: '5%', season: [1, 2] },
    ],
    [{ uniform: [10, 20] }, { uniform: [10, 20], times: 0.8 }],
  ])('by a factor the whole of %j', (before, after) => {
    for (const factor of [0.8, '80%']) {
      const scenario = changed([set('channels.paid.volume', before), set('channels.paid.volume*', factor)]);
      expect(scenario.channels?.[0].volume).toEqual(after);
    }
  });

  test('by one factor after the other, of a number that is the same in all rotations, too', () => {
    const flags = [set('discount', '10%'), set('discount*', 2), set('discount*', 3)];
    expect(changed(flags).discount).toBeCloseTo(0.6, 14);
  });

  test('left to right: the last one counts, and one may build on another', () => {
    expect(changed([knob('rotations', 0), knob('rotations', 4)]).rotations).toBe(4);
    const renamed = changed([set('channels.paid.id', 'ads'), knob('volume', 7, 'ads')]);
    expect(renamed.channels?.[0]).toMatchObject({ id: 'ads', volume: 7 });
  });

  test('the original stays as it was', () => {
    const root = JSON.parse(scenarioText());
    applyChanges(root, [set('stages.acquire.conversion', 1)]);
    expect(root).toEqual(JSON.parse(scenarioText()));
  });
});

describe('flags that name nothing, or not enough', () => {
  test.each<[Change, RegExp]>([
    [
      knob('conversion', '30%'),
      /say which link.*engage -> acquire: --conversion acquire=.*acquire -> advocate: --conversion advocate=/,
    ],
    [knob('conversion', 1, 'engage'), /nobody converts into engage, the first stage \(there are acquire, advocate\)/],
    [knob('conversion', 1, 'acquir'), /no link into a stage "acquir" \(did you mean acquire\?\)/],
    [
      knob('referral-rate', 1),
      /say which referral loop: --referral-rate word-of-mouth=\.\.\., --referral-rate invite=/,
    ],
    [knob('referral-rate', 1, 'buy-again'), /no referral loop "buy-again" \(there are word-of-mouth, invite\)/],
    [knob('volume', 1), /say which channel: --volume paid=\.\.\., --volume organic=/],
    [knob('volume', 1, 'payd'), /no channel "payd" \(did you mean paid\?\)/],
    [knob('retention', 1), /say which stage with active members: --retention acquire=\.\.\., --retention advocate=/],
    [knob('retention', 1, 'advocat'), /no stage with active members "advocat" \(did you mean advocate\?\)/],
    [set('stages.acquir.conversion', 1), /stages has no acquir \(did you mean acquire\?\)/],
    [set('stages.1.conversion', 1), /stages has no 1/],
    [set('stages.acquire.convertion', 1), /unknown key "convertion" in stages.acquire \(did you mean conversion\?\)/],
    [set('levers.discount.cost', 1), /this scenario has no levers/],
    [set('stages.acquire.conversion.start', 1), /stages.acquire.conversion is a single value/],
    [set('stages.acquire.conversion*', 4), /stages.acquire.conversion must be a share between 0 and 1, got 1.2/],
    [set('stages.acquire.conversion*', -1), /a factor must be a number of 0 or more, got -1/],
    [set('stages.acquire.conversion*', [1, 2]), /a factor must be a number of 0 or more, got \[1,2\]/],
    [set('stages.acquire.wait*', 2), /stages.acquire.wait is not written in this scenario.* nothing to multiply/],
    [set('stages.acquir.conversion*', 2), /stages has no acquir \(did you mean acquire\?\)/],
    [set('acquire.conversion*', 2), /acquire.conversion\* is no number.*did you mean stages.acquire.conversion\?/],
    [set('rotations*', 2), /rotations is a whole number/],
    [set('name*', 2), /name\* is no number of this scenario/],
    [set('stages..conversion', 1), /"stages..conversion" is not a path: write it like stages.acquire.conversion/],
    [set('stages.__proto__.x', 1), /stages has no __proto__/],
    [set('__proto__', 1), /unknown key "__proto__"/],
    [set('__proto__.rotations', 1), /unknown key "__proto__"/],
    [set('constructor.prototype.x', 1), /unknown key "constructor"/],
    [set('stages.acquire.__proto__.x', 1), /unknown key "__proto__" in stages.acquire/],
    [set('foo.bar', 1), /unknown key "foo"/],
    [set('name.first', 1), /^name /],
    [set('loops.word-of-mouth.reward.amount', 5), /loops.word-of-mouth.reward needs at/],
  ])('$flag', (change, words) => {
    expect(problemsOf(TWO_OF_ALL, 'mine.json', [change])).toEqual([
      { place: null, flag: change.flag, message: expect.stringMatching(words) },
    ]);
    expect(({} as { x?: unknown; rotations?: unknown }).x).toBeUndefined();
  });

  test.each(['0', '4', 'x', '-1', '1.5'])('there is no value %s in a list of three', (position) => {
    const list = set('overhead', [1, 2, 3]);
    const [fault] = faults([list, set(`overhead.${position}`, 1)]);
    expect(fault).toMatch(/overhead has 3 values, which count from 1: there is no|cannot|single value/);
  });

  test('a knob that this scenario has nothing for says so', () => {
    const bare = '{ "rotations": 3, "stages": [{ "id": "a" }, { "id": "b", "conversion": 1 }] }';
    const all = [knob('referral-rate', 1), knob('volume', 1), knob('retention', 1), knob('volume', 1, 'paid')];
    expect(faults(all, bare)).toEqual([
      '--referral-rate 1: this scenario has no referral loop',
      '--volume 1: this scenario has no channel',
      '--retention 1: this scenario has no stage with active members',
      '--volume paid=1: there is no channel "paid"',
    ]);
  });
});

describe('the budget of a channel', () => {
  const paid = '"budget": 50, "cost": 2';
  const beside = scenarioText({ channel: `${paid} }, { "id": "organic", "volume": 2` });
  const several = scenarioText({ channel: `${paid} }, { "id": "ads", "budget": 5, "cost": 1` });

  test.each([
    [null, beside],
    ['paid', beside],
    ['paid', several],
  ])('changes by name (%s), and without one where only one channel has any', (of, text) => {
    expect(changed([knob('budget', 80, of)], text).channels?.[0]).toMatchObject({ id: 'paid', budget: 80, cost: 2 });
  });

  test.each<[string, Change, string, RegExp]>([
    [
      'which of several',
      knob('budget', 80),
      several,
      /say which channel with a budget: --budget paid=\.\.\., --budget ads=/,
    ],
    [
      'a slip in the name',
      knob('budget', 80, 'payd'),
      several,
      /no channel with a budget "payd" \(did you mean paid\?\)/,
    ],
    [
      'none has any',
      knob('budget', 80),
      scenarioText(),
      /no channel with a budget: for paid, write "budget": 1000, "cost": 2/,
    ],
    [
      'one that has a volume',
      knob('budget', 80, 'organic'),
      beside,
      /organic has a volume.*--volume organic=.*"budget": 1000/,
    ],
    ['a volume where there is a budget', knob('volume', 80), scenarioText({ channel: paid }), /with --budget paid=/],
  ])('says what to write: %s', (_what, change, text, words) => {
    expect(faults([change], text)).toEqual([expect.stringMatching(words)]);
    expect(problemsOf(text, 'mine.json', [change])[0].flag).toBe(change.flag);
  });
});

describe('a path that is nearly one gets the number that was meant', () => {
  const trial = scenarioText().replaceAll('"acquire"', '"trial"');
  test.each([
    ['stage.trial.conversion', 'stages.trial.conversion'],
    ['stage.trail.conversion', 'stages.trial.conversion'],
    ['trial.conversion', 'stages.trial.conversion'],
    ['channel.paid.volume', 'channels.paid.volume'],
    ['referral-rate', 'loops.word-of-mouth.perMember'],
    ['perMember', 'loops.word-of-mouth.perMember'],
    ['loop.word-of-mouth.referral-rate', 'loops.word-of-mouth.perMember'],
    ['retention', 'stages.advocate.retention'],
    ['conversion', 'stages.trial.conversion or stages.advocate.conversion'],
  ])('%s', (written, meant) => {
    expect(faults([set(written, 0.5)], trial)).toEqual([
      `--set ${written}=0.5: there is no ${written} in this scenario (did you mean ${meant}?)`,
    ]);
  });
});

describe('a changed scenario is checked as if it had been written so, naming the flag', () => {
  test.each<[Change, string, RegExp]>([
    [set('stages.acquire.conversion', 3), scenarioText(), /acquire.conversion must be a share.*did you mean 3%/],
    [knob('conversion', '0,3', 'acquire'), scenarioText(), /did you mean 0.3\? decimals have a point/],
    [knob('referral-rate', '1e999'), scenarioText(), /word-of-mouth.perMember must be a number.*"1e999"/],
    [knob('volume', 'NaN'), scenarioText(), /paid.volume must be a number.*"NaN"/],
    [knob('rotations', 0), scenarioText(), /rotations must be a whole number.*got 0/],
    [knob('rotations', 4), scenarioText({ acquire: '"conversion": [1, 1, 1, 3]' }), /in rotation 4, got 3/],
    [knob('retention', 0.5), scenarioText({ advocate: '"conversion": 1, "activeFor": 2' }), /retention and activeFor/],
    [set('stages.advocate.activeFor', 2), scenarioText({ advocate: '"conversion": 1, "retention": 1' }), /exclude/],
    [
      set('channels.paid.volume', 5),
      scenarioText({ channel: '"budget": 5, "cost": 1' }),
      /volume and budget exclude each other/,
    ],
    [set('channels.paid.cost', 0), scenarioText({ channel: '"budget": 5, "cost": 1' }), /cost per prospect above 0/],
    [set('loops.word-of-mouth.from', 'acquire'), scenarioText({ advocate: '"conversion": 1, "initial": 1' }), /pool/],
    [set('stages.engage.conversion', 0.5), scenarioText(), /no place on the first stage/],
  ])('$flag', (change, text, words) => {
    expect(problemsOf(text)).toEqual([]);
    const [problem, ...more] = problemsOf(text, 'mine.json', [change]);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ flag: change.flag, message: expect.stringMatching(words) });
  });

  test('errors of several flags and of the file come together, each said to be whose it is', () => {
    const text = scenarioText({ acquire: '"conversion": 0.3, "wait": 5' });
    const changes = [knob('volume', -1), knob('retention', 3)];
    expect(faults(changes, text).sort()).toEqual([
      expect.stringMatching(/^--retention 3: stages.advocate.retention must be a share/),
      expect.stringMatching(/^--volume -1: channels.paid.volume must be a number of 0 or more/),
      expect.stringMatching(/^in the file: null: stages.acquire.wait must be a share/),
    ]);
  });

  test('a flag may put right what the file has wrong', () => {
    const text = scenarioText({ acquire: '"conversion": 3' });
    expect(problemsOf(text)).toHaveLength(1);
    expect(problemsOf(text, 'mine.json', [knob('conversion', 0.3, 'acquire')])).toEqual([]);
  });
});
