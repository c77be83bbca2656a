import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { circles, type Imports, LAYERS, layerOf, wrongArrows } from './imports.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

/** The source without comments, whose words are free. */
const codeOf = (file: string): string =>
  readFileSync(join(SRC, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

const importsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) =>
    path.startsWith('.') ? relative(SRC, join(SRC, dirname(file), path)) : path,
  );

const imports: Imports = new Map(files.map((file) => [file, importsOf(file)]));

describe('who imports whom', () => {
  test('is there to be looked at', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(new Set(files.filter((file) => file.includes('/')).map(layerOf))).toEqual(new Set(LAYERS));
    expect(imports.get('index.ts')).toContain('model/scenario/read.ts');
    expect(imports.get('io/load.ts')).toContain('model/text/yaml.ts');
  });

  test('follows the layers, and no command imports another', () => expect(wrongArrows(imports)).toEqual([]));

  test('goes round in no circle', () => expect(circles(imports)).toEqual([]));

  test.each([
    [
      'model/plan/plan.ts',
      'engine/flow.ts',
      /^model\/plan\/plan.ts imports engine\/flow.ts: model stands below engine/,
    ],
    ['io/load.ts', 'commands/options.ts', /what both need belongs in io or below/],
    ['report/App.tsx', 'io/io.ts', /without io/],
    ['commands/sweep/run.ts', 'commands/solve/solve.ts', /no command knows another/],
    ['commands/options.ts', 'commands/sweep/table.ts', /no command knows another/],
    ['commands/sweep/run.ts', 'library/sweep.ts', /commands stands below library/],
    ['analysis/simulate.ts', 'node:fs', /Node stands in src\/io/],
    ['commands/sweep/run.ts', 'node:fs', /Node stands in src\/io/],
    ['commands/sweep/command.ts', 'commander', /commands are data/],
  ])('an arrow from %s to %s is found out', (file, imported, message) => {
    expect(wrongArrows(new Map([...imports, [file, [imported]]]))).toEqual([expect.stringMatching(message)]);
  });

  test('a circle is found out, with the files in it', () => {
    const planted = new Map([...imports, ['model/errors.ts', ['model/plan/plan.ts']]]);
    const [circle] = circles(planted);
    expect(circle).toContain('model/errors.ts');
    expect(circle).toContain('model/plan/plan.ts');
    expect(circle.at(-1)).toBe(circle[0]);
  });

  test('the library needs no Node', () => {
    const reached = new Set<string>();
    const reach = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const next of imports.get(file) ?? []) reach(next);
    };
    reach('index.ts');
    expect([...reached].filter((file) => /^(node:|commander$|io\/|cli\/|report\/)/.test(file))).toEqual([]);
  });
});

const below = (...layers: string[]): string[] => files.filter((file) => !layers.includes(layerOf(file)));

/** Calendar dates are a function of year, month and day alone: that much of `Date`, and in one file. */
const withoutCalendar = (file: string): string =>
  file === 'model/scenario/period.ts' ? codeOf(file).replace('new Date(Date.UTC(', '') : codeOf(file);

test.each(below('cli', 'io'))('%s knows nothing of the clock, chance or the place it runs in', (file) => {
  for (const word of [
    /\bprocess\b/,
    /\bDate\b/,
    /\bBuffer\b/,
    /Math\.random/,
    /\bIntl\b/,
    /toLocale/,
    /localeCompare/,
  ]) {
    expect(withoutCalendar(file)).not.toMatch(word);
  }
});

test.each(['model', 'engine', 'analysis'].flatMap((layer) => files.filter((file) => layerOf(file) === layer)))(
  '%s computes with nothing whose bits depend on the engine',
  (file) => {
    for (const word of [/\*\*/, /Math\.(pow|exp|expm1|log|log1p|log2|log10|sin|cos|tan|atan2?|cbrt|hypot)\b/]) {
      expect(codeOf(file)).not.toMatch(word);
    }
  },
);

const page = files.filter((file) => layerOf(file) === 'report');

test.each(page)('%s writes no HTML from text, and asks for nothing over a network', (file) => {
  expect(codeOf(file)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerously/);
  expect(codeOf(file)).not.toMatch(/\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?:/);
});

test('what the command takes from the page needs no browser', () => {
  const taken = files
    .filter((file) => layerOf(file) === 'commands')
    .flatMap(importsOf)
    .filter((path) => path.startsWith('report/'));
  expect([...new Set(taken)].sort()).toEqual(['report/embedded.ts', 'report/html.ts']);
});

test.each(files)('%s runs no code from text', (file) => {
  const code = codeOf(file).replace("'wasm-unsafe-eval'", '');
  expect(code).not.toMatch(/\beval\b|new Function|\bFunction\(/);
});
