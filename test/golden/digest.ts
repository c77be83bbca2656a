import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { flywheel } from '../cli/session.ts';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));

/** A command line, and the digest of what it prints. */
interface Golden {
  readonly args: string[];
  readonly sha256: string;
}

const golden: Golden[] = JSON.parse(readFileSync(`${FOLDER}digests.json`, 'utf8'));

/** Those that compute for many seconds: runs that ask for every metric, and a search among chances. */
const isLong = ({ args }: Golden): boolean => args.includes('everything.json') || args[0] === 'solve';

export const long = golden.filter(isLong);
export const quick = golden.filter((one) => !isLong(one));

// Where a change is meant, `node test/golden/check.mjs --write` keeps it; CI compares the same digests on every Node.
export async function printsWhatItPrinted({ args, sha256 }: Golden): Promise<void> {
  const { out } = await flywheel(args, { folder: FOLDER });
  expect(createHash('sha256').update(out).digest('hex')).toBe(sha256);
}
