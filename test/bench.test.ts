import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const BENCH = fileURLToPath(new URL('bench', import.meta.url));
const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Every name that a measurement takes from the sources, with the file it takes it from. */
const taken = readdirSync(BENCH)
  .filter((file) => file.endsWith('.mjs'))
  .flatMap((file) =>
    [...readFileSync(join(BENCH, file), 'utf8').matchAll(/export \{ ([\w, ]+) \} from '\.\/([^']+)'/g)].flatMap(
      ([, names, from]) => names.split(', ').map((name) => [file, name, from]),
    ),
  );

test('measurements take something from the sources', () => expect(taken.length).toBeGreaterThan(10));

test.each(taken)('%s finds %s in %s', (_, name, from) => {
  const path = join(SRC, from);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^export (async )?(function|const|class)\\*? ${name}\\b`, 'm'));
});
