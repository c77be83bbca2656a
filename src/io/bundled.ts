import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The scenarios that come with the program; the folder is two above this file, before and after bundling. */
const FOLDER = new URL('../../scenarios/', import.meta.url);

/** Their names, in alphabetical order. */
export function bundledNames(): string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.slice(0, -'.json'.length)).sort();
}

/** The text of one of them, or null. */
export function bundledText(name: string): string | null {
  const file = bundledPath(name);
  return file === null ? null : readFileSync(file, 'utf8');
}

/** The file of one of them, or null. Listing the folder takes longer than trying. */
export function bundledPath(name: string): string | null {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return null;
  const file = fileURLToPath(new URL(`${name}.json`, FOLDER));
  return existsSync(file) ? file : null;
}
