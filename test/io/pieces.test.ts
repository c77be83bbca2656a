import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { type Io, processIo } from '../../src/io/io.ts';
import { whenLong } from '../cases.ts';
import { fileWith } from '../cli/example.ts';
import { newFolder, removeFolder } from '../cli/session.ts';

const folder = newFolder();
afterAll(() => removeFolder(folder));

/** A wheel of so many rotations with 50 stages and two origins. */
function planOf(rotations: number): string {
  const stages = Array.from({ length: 50 }, (_, i) => ({ id: `s${i}`, ...(i > 0 && { conversion: 0.99 }) }));
  const loops = [{ id: 'word', type: 'referral', from: 's49', to: 's0', perMember: 0.01 }];
  const path = join(folder, `plan-${rotations}.json`);
  writeFileSync(path, fileWith({ rotations, stages, loops }));
  return path;
}

describe.each(['json', 'csv'])('a long result as %s', (format) => {
  test('goes out piece by piece, each once the reader has taken the one before', async () => {
    const pieces: string[] = [];
    let taken = 0;
    const io: Io = {
      ...processIo(),
      out: (text) => {
        expect(taken).toBe(pieces.length);
        pieces.push(text);
      },
      drained: async () => {
        taken = pieces.length;
        return true;
      },
    };
    expect(await run(['simulate', planOf(500), '--format', format], io)).toBe(0);
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000);
    const output = join(folder, `whole.${format}`);
    expect(await run(['simulate', planOf(500), '--format', format, '--output', output], processIo())).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(pieces.join(''));
  });
});

whenLong(() => {
  test.each(['json', 'csv'])('a long result as %s takes no more memory than its numbers do', (format) => {
    const output = join(folder, `long.${format}`);
    const args = ['--max-old-space-size=64', 'bin/flywheel.js', 'simulate', planOf(4000), '--format', format];
    execFileSync(process.execPath, [...args, '--output', output], { stdio: 'pipe' });
    expect(statSync(output).size).toBeGreaterThan(10_000_000);
  });
});
