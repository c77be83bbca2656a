import { readdirSync, readFileSync } from 'node:fs';

/** The scenarios that come with the program; the folder is two above this file, before and after bundling. */
const FOLDER = new URL('../../scenarios/', import.meta.url);

/** Their names, in alphabetical order. */
export function bundledNames(): string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.slice(0, -'.json'.length)).sort();
}

/** The text of one of them. `name` has to be one of `bundledNames`. */
export function bundledText(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}
