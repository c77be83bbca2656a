import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The built page of a report; its folder is two above this file, before and after bundling. */
const FOLDER = new URL('../../dist/report/', import.meta.url);

/** What the page is built from: its script, its style, and the licences of what is in them. */
export const pagePart = (file: 'page.js' | 'page.css' | 'LICENSES.txt'): string =>
  readFileSync(new URL(file, FOLDER), 'utf8');

/** The SHA-256 digest of a text in base64, by which the policy of a page names a script. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');
