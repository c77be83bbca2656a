import fs, { readFileSync, renameSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Replacement } from '../../src/io/replacement.ts';
import { newFolder, removeFolder } from '../cli/session.ts';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

test('what is renamed is on the disk: after a power failure there is the old file or the new one', async () => {
  const folder = newFolder();
  const synced = vi.spyOn(fs, 'fsyncSync');
  syncBuiltinESMExports();
  try {
    const target = join(folder, 'plan.snap.json');
    const draft = new Replacement(target, undefined, (from, to) => {
      expect(synced).toHaveBeenCalledTimes(1);
      renameSync(from, to);
    });
    draft.add('whole');
    await draft.finish();
    expect(readFileSync(target, 'utf8')).toBe('whole');
  } finally {
    removeFolder(folder);
  }
});
