import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sized } from '../cases.ts';
import { blocks, commandsIn, DOCUMENTS, ROOT, textOf } from './markdown.ts';
import { isLong, ours, Reader, SAID } from './reader.ts';

test('there are commands to be found', () => {
  for (const document of ['README.md', 'scenarios/README.md', 'src/commands/README.md']) {
    expect(ours(document).length, document).toBeGreaterThan(3);
  }
});

/** In the quick run the README, which a newcomer follows; in the long one every document. */
const FOLLOWED = sized(['README.md'], DOCUMENTS);

describe.each(FOLLOWED.filter((document) => ours(document).length > 0))('%s', (document) => {
  const reader = new Reader();
  afterAll(() => reader.leave());

  test.each(ours(document).filter((command) => !isLong(command)))('the command works: %s', (command) => {
    expect(() => reader.type(command)).not.toThrow();
  });

  for (const shown of blocks(document, 'text')) {
    const [prompt, ...output] = shown.split('\n');
    test(`what it shows is what is printed: ${prompt}`, () => {
      expect(prompt).toMatch(/^\$ npx flywheel /);
      expect(reader.type(`${prompt.slice(2)} 2>&1`)).toBe(output.join('\n'));
    });
  }
});

describe('what a document says of a result is in what the command prints', () => {
  const reader = new Reader();
  afterAll(() => reader.leave());

  test.each(SAID.filter(({ document, command }) => FOLLOWED.includes(document) && !isLong(command)))(
    '$document: $said',
    ({ document, command, said }) => {
      expect(textOf(document).replace(/\s+/g, ' ')).toContain(said);
      expect(ours(document)).toContain(command);
      expect(reader.type(command)).toContain(said);
    },
  );
});

const isThere = (path: string): boolean => existsSync(join(ROOT, path));

/** Of a line that sets up, tests or measures: whether what it starts is there. */
function starts(command: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [program, first, ...rest] = command.replace(/^[A-Z_]+=\S+ /, '').split(' ');
  if (command === 'npm ci') return readFileSync(join(ROOT, '.ci/run'), 'utf8').includes(command);
  const paths = rest.filter((word) => /^(src|test)\//.test(word));
  if (program === 'npm') return (first === 'run' ? rest[0] : first) in scripts && paths.every(isThere);
  if (program === 'npx') return isThere(`node_modules/.bin/${first}`) && paths.every(isThere);
  return ['node', 'bash'].includes(program) && isThere(first);
}

const others = DOCUMENTS.flatMap((document) =>
  commandsIn(document)
    .filter((command) => !ours(document).includes(command))
    .flatMap((line) => line.split(' && '))
    .map((command): [string, string] => [document, command]),
);

test.each(others)('%s: what sets up, tests or measures is there: %s', (_document, command) => {
  expect(starts(command)).toBe(true);
});
