import { errorCode } from '../../../io/conditions.ts';
import type { Io } from '../../../io/io.ts';
import { readError } from '../../../io/load.ts';
import { InputError } from '../../../model/errors.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import { readSnapshot, type Snapshot, SnapshotError } from '../snapshot-format.ts';

/** A million numbers, each with its name, and room. */
const MOST_BYTES = 200_000_000;

/**
 * Reads the snapshot of a scenario; null where there is none.
 * @throws SnapshotError when it is damaged, InputError when it cannot be read at all
 */
export async function loadSnapshot(path: string, scenario: string, io: Io): Promise<Snapshot | null> {
  const bytes = await bytesOf(path, io);
  return bytes && readSnapshot(decoded(bytes, path), path, acceptance(scenario));
}

async function bytesOf(path: string, io: Io): Promise<Uint8Array | null> {
  try {
    return await io.read(path, MOST_BYTES);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw readError(error, path);
  }
}

function decoded(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SnapshotError(null, `${path} is not text in UTF-8, so no snapshot: move the file away`, false);
  }
}

/** True for a snapshot of ours, whole or damaged; other tools have files that are called so. */
export async function isSnapshotFile(path: string, io: Io): Promise<boolean> {
  try {
    return (await loadSnapshot(path, path, io)) !== null;
  } catch (error) {
    if (error instanceof SnapshotError) return error.replaceable;
    if (error instanceof InputError) return false;
    throw error;
  }
}
