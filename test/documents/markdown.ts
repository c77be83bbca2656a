import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Folders with Markdown of others, or of a build. */
const PASSED_BY = ['node_modules', 'dist', '.git', '.screens'];

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return PASSED_BY.includes(entry.name) ? [] : filesIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Every Markdown file of the project, by its path from the top. */
export const DOCUMENTS: readonly string[] = filesIn('').sort();

export const textOf = (document: string): string => readFileSync(join(ROOT, document), 'utf8');

/** What stands in a document in blocks of a language. */
export const blocks = (document: string, language: string): string[] =>
  [...textOf(document).matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]);

/** A document without what stands in blocks. */
export const proseOf = (document: string): string => textOf(document).replace(/^```[\s\S]*?^```$/gm, '');

/** The lines that a reader is told to type, in order. */
export const commandsIn = (document: string): string[] =>
  blocks(document, 'sh').flatMap((block) => block.trim().split('\n'));
