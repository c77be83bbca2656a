import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flywheel } from './cli/session.ts';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));
const golden: { args: string[]; sha256: string }[] = JSON.parse(readFileSync(`${FOLDER}digests.json`, 'utf8'));

// Where a change is meant, `node test/golden/check.mjs --write` keeps it; CI compares the same digests on every Node.
test.each(golden)('$args prints what it printed before, to the last bit', async ({ args, sha256 }) => {
  const { out } = await flywheel(args, { folder: FOLDER });
  expect(createHash('sha256').update(out).digest('hex')).toBe(sha256);
});
