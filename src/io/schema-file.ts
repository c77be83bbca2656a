import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Io } from './io.ts';

/** The JSON Schema that the build writes; it is two above this file, before and after bundling. */
const SCHEMA = fileURLToPath(new URL('../../dist/schema.json', import.meta.url));

/** Where a project keeps it that has flywheel among its packages, and where flywheel's own folder does. */
const PLACES = ['node_modules/flywheel/dist/schema.json', 'dist/schema.json'];

/**
 * The way from a file to the schema of this program, as editors read it: relative, with slashes, without spaces.
 * It goes through the nearest folder above the file that has the program installed, so that it stays right on every machine
 * that has the same project; null where there is none, as with a program that is installed for the whole machine.
 */
export function schemaSeenFrom(file: string, { same }: Pick<Io, 'same'>): string | null {
  const folder = dirname(file);
  const levels = resolve(file).split(sep).length;
  for (let up = 0; up < levels; up++) {
    const ways = PLACES.map((place) => `${'../'.repeat(up)}${place}`);
    const way = ways.find((candidate) => same(join(folder, candidate), SCHEMA));
    if (way !== undefined) return way;
  }
  return null;
}
