import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../src/model/text/yaml.ts';
import { sized } from '../../cases.ts';
import { expectAmongFaults, expectFaults, problemsOf } from '../faults.ts';

const SOURCE = 'mine.yaml';
const messages = (text: string) => problemsOf(text, SOURCE).map(({ message }) => message);

const scenario = (acquire: string, top = '') => `# one hundred engaged
rotations: 3${top}
channels:
  - { id: paid, volume: 100 }
stages:
  - id: engage
  - id: acquire
    ${acquire}
loops: []
`;

test.each([
  ['a number', 'conversion: 0.3'],
  ['a percentage', 'conversion: 30%'],
  ['a fraction', 'conversion: 86/362'],
  ['a quoted percentage', 'conversion: "30%"'],
  ['a list', 'conversion: [10%, 0.2, 1/4]'],
  ['growth', 'conversion: { start: 0.1, growth: 10% }'],
])('%s may be written without quotes', (_name, acquire) => {
  expect(messages(scenario(acquire))).toEqual([]);
});

test('every error of a file is reported, each at its line and column', () => {
  const acquire = 'conversion: ¶3\n    ¶churn: 5%\n    label: ¶5\n    retention: ¶0,9';
  expectFaults(
    scenario(acquire, '\n¶rotation: 5\nstart: ¶2027-13\nperiod: month'),
    [
      /unknown key "rotation".*did you mean rotations/,
      'start must be a date such as "2027-01"',
      /stages.acquire.conversion must be a share between 0 and 1, got 3 \(did you mean 3%\?\)/,
      /unknown key "churn" in stages.acquire \(did you mean retention\? retention = 1 - churn\)/,
      'stages.acquire.label must be a text, got 5',
      'did you mean 0.9? decimals have a point',
    ],
    SOURCE,
  );
});

test.each([
  ['a repeated key', 'rotations: 3\n¶rotations: 4'],
  ['a key repeated in other words', '1: a\n¶"1": b'],
])('%s is an error where it stands the second time', (_name, marked) => {
  expectAmongFaults(marked, 'twice', 'mine.yaml');
});

test.each([
  ['a tab as indentation', 'stages:\n¶\t- id: engage', 'Tabs are not allowed'],
  ['a list that does not end', 'stages: [1, 2¶', 'must be sufficiently indented and end with a ]'],
  ['a second colon', 'name: ¶one: two', 'not valid YAML'],
  ['an alias to nothing', 'rotations: ¶*turns', '*turns is not defined'],
  ['a tag of another language', 'rotations: ¶!!js/function "x"', 'not valid YAML'],
  ['a second document', 'rotations: 3\n¶---\nrotations: 4', 'more than one YAML document'],
  ['an empty file', '¶', 'the file is empty'],
  ['a file of comments', '¶# nothing yet\n', 'the file is empty'],
  ['a value left out', scenario('conversion:¶'), /acquire.conversion must be a share.*got nothing/],
  ['not a number', scenario('conversion: ¶.nan'), /acquire.conversion .*NaN/],
  ['infinity', scenario('conversion: ¶.inf'), /acquire.conversion .*too large/],
  ['1e999', scenario('conversion: ¶1e999'), /acquire.conversion .*too large/],
  ['yes', scenario('conversion: ¶yes'), /acquire.conversion .*got the text "yes"/],
  ['a text instead of a mapping', '¶hello', 'a scenario is a mapping'],
])('%s is an error at its line and column', (_name, marked, words) => {
  expectFaults(marked, [words], SOURCE);
});

test('all repeated keys are reported', () => {
  expectAmongFaults('rotations: 3\n¶rotations: 4\nname: a\n¶name: b\n', 'twice', SOURCE);
});

describe('a file that would eat the memory or the time', () => {
  const layers = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [i, name] of [...'bcdefghi'].entries()) {
    layers.push(`${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`);
  }

  test('an alias bomb is refused', () => {
    expect(messages(layers.join('\n'))).toEqual([expect.stringMatching(/aliases.*too many/)]);
  });

  test('an alias inside its own anchor is refused', () => {
    expect(messages('stages: &a [*a]')).toEqual([expect.stringContaining('nested more than 64 deep')]);
  });

  // What takes time squared does not come to an end here: it would take many minutes.
  test('very many aliases to a small thing are read like the things themselves', () => {
    expect(messages(`a: &a 1\nb: [${Array(sized(20_000, 100_000)).fill('*a').join(', ')}]`)).not.toEqual([]);
  });

  test.each([
    ['brackets', '['.repeat(10_000)],
    ['closed brackets', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['mappings', '{a: '.repeat(10_000)],
    ['dashes', `${'- '.repeat(10_000)}a`],
    ['keys on lines of their own', Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('deep nesting is refused for what it is (%s)', (_name, text) => {
    expect(messages(text)).toEqual([expect.stringMatching(/nested .*deep/)]);
  });
});

describe('a file that is made to break a parser is refused in a sentence', () => {
  const repeated = (unit: string, times: number, before = '') => before + unit.repeat(times);

  test.each([
    ['explicit keys with anchors and lists', repeated('? &x [', 10_000, 'stages: ')],
    ['lists of explicit keys', repeated('- ? {? [ ', 6_000)],
    ['explicit keys', repeated('? ', 100_000)],
    ['colons', repeated(': ', 100_000)],
    ['keys of keys', repeated('[', 70) + repeated(']: ', 70)],
    ['anchored lists', repeated('[&a ', 100_000)],
  ])('for its depth (%s)', (_what, text) => {
    expect(messages(text)).toEqual([expect.stringContaining('nested more than 64 deep')]);
  });

  // Each of these would take the parser time squared: it would not come to an end here.
  test.each([
    ['tags', repeated('!x\n', 1_000_000, 'a:\n'), 'more than 300 marks'],
    ['anchors', repeated('&x ', 1_000_000, 'a: '), 'more than 300 marks'],
    ['colons in a list', repeated(':', 1_000_000, 'a: ['), 'not valid YAML'],
    [
      'blank lines before comments',
      `a: |\n  x\n${repeated('\n', 500_000)}${repeated(' #\n', 100_000)}`,
      'too many blank lines',
    ],
    ['documents', repeated('---\n', 1_000_000), 'more than one YAML document'],
    ['ends of documents', repeated('...\n', 1_000_000), 'more than one YAML document'],
    ['lists of explicit keys over comments', repeated('- ? {? [#\n', 6_000), 'not valid YAML'],
    ['errors without end', repeated('"a"', 50_000, 'a: ['), 'not valid YAML'],
  ])('for its size (%s)', (_what, text, message) => {
    expect(messages(text)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['a document between its marks', `---\n${scenario('conversion: 0.3')}...\n# nothing more\n`],
    ['comments full of brackets', `# ${'[{ ? - '.repeat(5_000)}\n${scenario('conversion: 0.3')}`],
    ['thousands of lines of comments', `${'  # - [ {\n'.repeat(20_000)}${scenario('conversion: 0.3')}`],
    ['a quoted text full of brackets', scenario('conversion: 0.3', `\nname: "${'[{ ? &a - '.repeat(5_000)}"`)],
    [
      'a text in many lines full of JSON',
      scenario('conversion: 0.3', `\ndescription: |\n${'  [[{ "a": [\n'.repeat(5_000)}`),
    ],
    ['a thousand blank lines', scenario('conversion: 0.3', '\n'.repeat(1_000))],
    ['10,000 numbers in a list', scenario('conversion: 0.3', `\noverhead: [${'1.25, '.repeat(9_999)}1]`)],
    ['a list on 10,000 lines', scenario('conversion: 0.3', `\noverhead:\n${'  - 1.25 # a\n'.repeat(10_000)}`)],
  ])('and none is refused for what only looks like it (%s)', (_what, text) => {
    expect(messages(text)).toEqual([]);
  });

  test('what an error repeats of the text is cut', () => {
    const [message] = messages(`a: ${'['}${'}'.repeat(10)} ${'@'.repeat(100_000)}`);
    expect(message.length).toBeLessThan(500);
  });

  test.each(['[a, b]: 1', '{ a: 1 }: 1', 'x: &a 1\n*a : 2'])('a key is a single text (%s)', (text) => {
    expect(messages(text)).toEqual(['a key is a single text, without brackets or aliases']);
  });
});

test('an alias repeats a part of the file, and is what an error points at', () => {
  const text = (share: string, mark = '') => `rotations: 3
stages:
  - id: engage
  - { id: acquire, conversion: &rate ${mark}${share} }
  - { id: advocate, conversion: ${mark}*rate }
`;
  expect(messages(text('0.3'))).toEqual([]);
  expectFaults(text('3', '¶'), ['stages.acquire', 'stages.advocate'], SOURCE);
});

test('no key of a file can reach a prototype', () => {
  const { root } = parseYaml('__proto__: { rotations: 5 }', SOURCE);
  expect(Object.keys(root as object)).toEqual(['__proto__']);
  expect((root as { rotations?: unknown }).rotations).toBeUndefined();
});
