import { describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { ACTING, fileWith } from './example.ts';
import { flywheel } from './session.ts';

const MOST_BYTES = 5_000_000;
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
  .concat([...'bcdefgh'].map((key, i) => `${key}: &${key} [${Array(10).fill(`*${'abcdefg'[i]}`)}]`))
  .join('\n');
/** Enough for what takes time squared not to come to an end, or, in the quick run, to be felt. */
const MANY = sized(10_000, 100_000);
const repeated = (count: number): string => `x: &x 1\nlist:\n${'- *x\n'.repeat(count)}`;

/** Runs simulate with an --output, so that a file written in spite of the error shows. */
async function refused(args: readonly string[], files: Readonly<Record<string, string | Uint8Array>>, stdin = '') {
  const { code, out, err, files: after } = await flywheel(['simulate', ...args, '--output', 'r.txt'], { files, stdin });
  expect({ code, out }, err).toEqual({ code: 2, out: '' });
  expect(Object.keys(after)).toEqual(Object.keys(files).filter((name) => !name.endsWith('/')));
  expect(err).not.toMatch(ACTING);
  expect(err).not.toMatch(/\n {4}at |call stack|undefined|\[object/);
  return err;
}

describe('a file that is no scenario: place, reason and remedy, exit 2, nothing written', () => {
  test.each<[string, string, string | Uint8Array | null, RegExp]>([
    ['missing', 'hundred-per-cycl', null, /"hundred-per-cycl" \(did you mean hundred-per-cycle\?\)/],
    ['missing, like nothing', 'plan.json', null, /no file or bundled scenario "plan\.json".*hundred-per-cycle/],
    ['a folder', 'folder', null, /^folder is a folder: name a file in it\n$/],
    ['under a file', 'a.txt/plan.json', null, /^a\.txt\/plan\.json cannot be found: .*a file, not a folder/],
    [
      'not UTF-8',
      'plan.yaml',
      Buffer.from('name: Caf\xe9', 'latin1'),
      /^plan\.yaml is not text in UTF-8: save it as UTF-8/,
    ],
    [
      'UTF-16',
      'plan.json',
      Buffer.from(`\ufeff${fileWith()}`, 'utf16le'),
      /^plan\.json is not text in UTF-8: save it as UTF-8/,
    ],
    ['empty JSON', 'plan.json', '', /^plan\.json:1:1 .*empty: .*flywheel init/],
    ['empty YAML', 'plan.yaml', '', /^plan\.yaml:1:1 .*empty: .*flywheel init/],
    ['only comments', 'plan.yaml', '# soon\n', /^plan\.yaml:1:1 .*empty: .*flywheel init/],
    [
      'one comma too many',
      'plan.json',
      '{\n  "rotations": 5,\n}',
      /^plan\.json:3:1 .*remove the comma.*\n {2}3 \| }\n {4}\| \^/,
    ],
    [
      'cut off',
      'plan.json',
      '{\n  "rotations": 5',
      /^plan\.json:2:17 .*ends before everything that was opened is closed/,
    ],
    ['a JavaScript text', 'plan.json', "{ 'rotations': 5 }", /^plan\.json:1:3 .*double quotes/],
    ['JSON with comments', 'plan.json', '{\n  // five\n  "rotations": 5 }', /^plan\.json:2:3 .*comments.*\.yaml/],
    ['NaN', 'plan.json', '{ "rotations": NaN }', /^plan\.json:1:16 .*number is expected/],
    ['wrong YAML', 'plan.yaml', 'rotations: 5\nstages: [ { id: a }\n', /^plan\.yaml:\d:\d+ not valid YAML/],
    ['YAML with tabs', 'plan.yaml', 'stages:\n\t- id: a\n', /^plan\.yaml:2:1 not valid YAML: .*[Tt]abs/],
    ['a list', 'plan.yaml', '- id: a\n', /^plan\.yaml:1:1 a scenario is a mapping with rotations and stages/],
    [
      'a key twice in JSON',
      'plan.json',
      '{ "rotations": 5,\n  "rotations": 6 }',
      /^plan\.json:2:3 .*"rotations".*twice/m,
    ],
    [
      'over 5 MB',
      'plan.json',
      fileWith().padEnd(MOST_BYTES + 1),
      /^plan\.json is larger than 5 MB: a scenario is a page of text/,
    ],
    ['10,000 deep in JSON lists', 'plan.json', '['.repeat(10_000), /^plan\.json:1:65 nested more than 64 deep/],
    ['10,000 deep in JSON keys', 'plan.json', '{"a":'.repeat(10_000), /^plan\.json:1:321 nested more than 64 deep/],
    [
      '10,000 deep in YAML lists',
      'plan.yaml',
      `a: ${'['.repeat(10_000)}`,
      /^plan\.yaml:1:\d+ nested more than 64 deep/,
    ],
    [
      '10,000 deep in YAML dashes',
      'plan.yaml',
      `${'- '.repeat(10_000)}a`,
      /^plan\.yaml:1:\d+ nested more than 64 deep/,
    ],
    [
      '100 deep in YAML',
      'plan.yaml',
      `a: ${'['.repeat(100)}${']'.repeat(100)}`,
      /^plan\.yaml:1:\d+ nested more than 64 deep/,
    ],
    ['an alias bomb', 'plan.yaml', bomb, /^plan\.yaml:\d:\d+ .*aliases.*too many values/],
    ['an alias of itself', 'plan.yaml', 'a: &a [*a]', /^plan\.yaml:1:7 /],
    ['an unknown alias', 'plan.yaml', 'a: *b', /^plan\.yaml:1:4 .*b/],
    [
      'two documents',
      'plan.yaml',
      'a: 1\n---\nb: 2\n',
      /^plan\.yaml:\d:1 more than one YAML document.*one scenario to a file/,
    ],
  ])('%s', async (_what, name, content, message) => {
    const files = content === null ? { 'folder/': '', 'a.txt': '' } : { [name]: content };
    expect(await refused([name], files)).toMatch(message);
  });

  test.each([
    ['very many aliases', 'plan.yaml', repeated(MANY)],
    ['very many wrong channels', 'plan.json', fileWith({ channels: Array(MANY / 2).fill({ id: 'paid', volume: -1 }) })],
    [
      'very many unknown keys',
      'plan.json',
      fileWith(Object.fromEntries(Array.from({ length: MANY }, (_, i) => [`k${i}`, 0]))),
    ],
  ])('%s are refused all the same', async (_what, name, content) => {
    expect(await refused([name], { [name]: content })).toMatch(
      /^plan\.(json|yaml):1:1 |and \d+ more errors|more than 200 members/,
    );
  });
});
