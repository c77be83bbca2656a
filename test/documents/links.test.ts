import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { LAYERS } from '../imports.ts';
import { DOCUMENTS, proseOf, ROOT, textOf } from './markdown.ts';

/** A part of a document as a link names it: GitHub drops all but letters, digits, dashes and blanks. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');

const anchorsIn = (document: string): string[] =>
  [...proseOf(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

const links = DOCUMENTS.flatMap((document) =>
  [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^https?:/.test(target))
    .map((target): [string, string] => [document, target]),
);

test('there are links to be found', () => expect(links.length).toBeGreaterThan(10));

test.each(links)('%s: the link leads somewhere: %s', (document, target) => {
  const [path, anchor] = target.split('#');
  const file = path === '' ? document : normalize(join(dirname(document), path));
  expect(existsSync(join(ROOT, file)), file).toBe(true);
  if (anchor !== undefined) expect(anchorsIn(file)).toContain(anchor);
});

/** Words in backticks. NAME stands for the reader's own. */
const words = (document: string): string[] =>
  proseOf(document)
    .split('\n')
    .filter((line) => !line.includes('check after merge'))
    .flatMap((line) => [...line.matchAll(/`([^`\s]+)`/g)].map(([, word]) => word))
    .filter((word) => !word.includes('NAME'));

const FROM_TOP = /^(src|test|scenarios|bin|\.ci|\.build|\.github)\/[\w./-]*$/;

/** In the map of `src`, paths begin with a layer. */
const FROM_SRC = new RegExp(`^(${LAYERS.join('|')})/[\\w./-]*$`);

const paths = [
  ...DOCUMENTS.flatMap((document) =>
    words(document)
      .filter((word) => FROM_TOP.test(word))
      .map((path): [string, string] => [document, path]),
  ),
  ...words('src/README.md')
    .filter((word) => FROM_SRC.test(word))
    .map((path): [string, string] => ['src/README.md', `src/${path}`]),
];

test('there are paths to be found', () => expect(paths.length).toBeGreaterThan(50));

test.each(paths)('%s: what it names is there: %s', (_document, path) => {
  expect(existsSync(join(ROOT, path))).toBe(true);
});

test('the README is short', () => expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(200));
