import { readdirSync, readFileSync } from 'node:fs';

const LIBRARY = new URL('../../src/library/', import.meta.url);

/** The example in the TSDoc of an exported function. */
export interface Example {
  readonly name: string;
  readonly code: string;
  /** What it says that it prints: the comment behind each `console.log`. */
  readonly prints: readonly string[];
}

/** The functions that the library exports, each with its TSDoc. */
export const documented: ReadonlyMap<string, string> = new Map(
  [...readdirSync(LIBRARY), '../model/scenario/read.ts'].flatMap((file) => {
    const source = readFileSync(new URL(file, LIBRARY), 'utf8');
    const found = source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?function (\w+)/g);
    return Array.from(found, ([, doc, name]): [string, string] => [name, doc.replace(/^ \* ?/gm, '')]);
  }),
);

/** The example of a function; an empty one where it has none. */
export function exampleOf(name: string): Example {
  const [, code = ''] = /@example\n([\s\S]*)/.exec(documented.get(name) ?? '') ?? [];
  return { name, code, prints: Array.from(code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm), ([, said]) => said) };
}
