import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts'));

/** A clock that is read, a limit of a test's own, and a place that tests are left out in or not. */
const DECIDED_BY_THE_MACHINE = [/\bDate\.now\(/, /\btimeout: \d/, /^ *\}, ?\d[\d_]*\);?$/m, /process\.env\.CI\b/];

test.each(files.filter((file) => file !== 'clock.test.ts'))(
  '%s comes out the same, however busy its machine is',
  (file) => {
    const text = readFileSync(`${FOLDER}${file}`, 'utf8');
    for (const word of DECIDED_BY_THE_MACHINE) expect(text).not.toMatch(word);
  },
);
