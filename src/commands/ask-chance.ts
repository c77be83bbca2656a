import type { ChanceSettings, Sampling } from '../analysis/chance/estimate.ts';
import type { Io } from '../io/io.ts';
import { percentPace } from '../io/progress.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import type { ChanceFlags } from './options.ts';

/** Asks a question of chance, with the flags that all such commands have; on a terminal it says how far it is. */
export async function asking<Found, Draw extends (job: never) => Promise<unknown> = Sampling>(
  { runs, seed, exact }: ChanceFlags,
  switches: readonly Switch[],
  sampling: Draw,
  io: Io,
  ask: (options: ChanceSettings, sampling: Draw) => Promise<Found>,
): Promise<Found> {
  const pace = percentPace('exact answers', io);
  // Runs have a line of their own.
  const drawn = ((job: never) => {
    pace.end();
    return sampling(job);
  }) as Draw;
  try {
    return await ask({ switches, runs: runs ?? null, seed, exact, pause: pace.pause }, drawn);
  } finally {
    pace.end();
  }
}
