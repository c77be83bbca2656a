import { afterEach, expect, test, vi } from 'vitest';
import { underFlags } from '../../src/commands/flags-for-all.ts';
import { type Io, processIo } from '../../src/io/io.ts';
import { type Pace, percentPace, progressOf } from '../../src/io/progress.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is said about so many seconds of work, a step a second. */
async function heard(
  errColumns: number | null,
  seconds: number,
  paceOn = (io: Io): Pace => progressOf('runs', io),
): Promise<string> {
  let now = 0;
  const said: string[] = [];
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  const io = { ...processIo(), errColumns, note: (text: string) => void said.push(text) };
  const pace = paceOn(io);
  for (let done = 0; done <= seconds; done++) {
    now = 1000 * done;
    await pace.pause(done, 20);
  }
  pace.end();
  return said.join('');
}

test('under --quiet, long work says nothing', async () => {
  expect(await heard(80, 2, (io) => progressOf('runs', underFlags({ quiet: true }, io)))).toBe('');
});

test('on a terminal, long work says how far it is, and wipes the line at the end', async () => {
  expect(await heard(80, 2)).toBe(`\r1 of 20 runs\r2 of 20 runs\r${' '.repeat(12)}\r`);
});

test('short work says nothing, and so does any that nobody watches', async () => {
  expect(await heard(80, 0)).toBe('');
  expect(await heard(null, 5)).toBe('');
});

test('exact work has a percentage', async () => {
  const said = await heard(80, 2, (io) => percentPace('exact answers', io));
  expect(said).toBe(`\rexact answers: 5%\rexact answers: 10%\r${' '.repeat(18)}\r`);
});
