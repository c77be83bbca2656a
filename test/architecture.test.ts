import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** From the bottom up: a file may import from its own layer and those below. */
const LAYERS = ['model', 'engine', 'analysis', 'output', 'report', 'cli'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

const layerOf = (path: string): string => path.split('/')[0];

/** The source without comments, whose words are free. */
const codeOf = (file: string): string =>
  readFileSync(join(SRC, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

const importsOf = (file: string): string[] =>
  [...codeOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);

test('there is something to look at', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(importsOf('index.ts')).toContain('./model/read.ts');
  expect(importsOf('cli/load.ts')).toContain('../model/yaml.ts');
});

const below = (...layers: string[]): string[] => files.filter((file) => !layers.includes(layerOf(file)));

test.each(files)('%s imports only from its own layer and those below', (file) => {
  if (file === 'index.ts') {
    expect(importsOf(file).every((path) => /^\.\/(model|analysis)\//.test(path))).toBe(true);
    return;
  }
  const layer = LAYERS.indexOf(layerOf(file));
  expect(layer).not.toBe(-1);
  for (const path of importsOf(file).filter((name) => name.startsWith('.'))) {
    const target = relative(SRC, join(SRC, dirname(file), path));
    if (target === '../package.json') continue;
    expect(LAYERS.indexOf(layerOf(target)), `${file} imports ${target}`).toBeLessThanOrEqual(layer);
  }
});

test.each(below('cli'))('%s knows nothing of Node, the clock, chance or the place it runs in', (file) => {
  expect(importsOf(file).filter((path) => path.startsWith('node:'))).toEqual([]);
  for (const word of [
    /\bprocess\b/,
    /\bDate\b/,
    /\bBuffer\b/,
    /Math\.random/,
    /\bIntl\b/,
    /toLocale/,
    /localeCompare/,
  ]) {
    expect(codeOf(file)).not.toMatch(word);
  }
});

test.each(below('cli', 'report', 'output'))('%s computes with nothing whose bits depend on the engine', (file) => {
  for (const word of [/\*\*/, /Math\.(pow|exp|expm1|log|log1p|log2|log10|sin|cos|tan|atan2?|cbrt|hypot)\b/]) {
    expect(codeOf(file)).not.toMatch(word);
  }
});

const page = files.filter((file) => layerOf(file) === 'report');

test.each(page)('%s writes no HTML from text, and asks for nothing over a network', (file) => {
  expect(codeOf(file)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerously/);
  expect(codeOf(file)).not.toMatch(/\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?:/);
});

test('what the command takes from the page needs no browser', () => {
  const taken = files
    .filter((file) => layerOf(file) === 'cli')
    .flatMap(importsOf)
    .filter((path) => path.includes('/report/'));
  expect([...new Set(taken)].sort()).toEqual(['../../report/embedded.ts', '../../report/html.ts']);
});

test.each(files)('%s runs no code from text', (file) => {
  expect(codeOf(file)).not.toMatch(/\beval\b|new Function|\bFunction\(/);
});
