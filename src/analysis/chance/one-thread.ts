import { laterResultOrFault } from '../overflow.ts';
import { type BlockSampler, blocksOf, type Tallied } from './blocks.ts';
import type { Sampling, SamplingEach } from './estimate.ts';
import type { Pause } from './exactly.ts';
import { PairedSampler, type PairedSampling } from './paired-sampler.ts';
import { Sampler } from './sampler.ts';

/** Makes runs on the thread that asks for them. @param pause called after each block of 1,000 runs */
export const samplingHere =
  (pause: Pause): Sampling =>
  (job) =>
    drawn(new Sampler(job), job.runs, pause);

/** Makes the runs of several jobs, one job after the other. */
export const oneByOne =
  (sampling: Sampling): SamplingEach =>
  async (jobs) => {
    const found: Awaited<ReturnType<SamplingEach>>[number][] = [];
    for (const job of jobs) found.push(await laterResultOrFault(() => sampling(job)));
    return found;
  };

/** Makes runs of wheels that are compared, on the thread that asks for them. @param pause called after each block */
export const pairedSamplingHere =
  (pause: Pause): PairedSampling =>
  (job) =>
    drawn(new PairedSampler(job), job.runs, pause);

async function drawn<Kind extends BlockSampler<Tallied>>(sampler: Kind, runs: number, pause: Pause): Promise<Kind> {
  let blocks = 0;
  for (const _ of blocksOf(sampler)) {
    // Where memory is short the same blocks are drawn again.
    blocks = (blocks % sampler.blocks) + 1;
    await pause(Math.round((runs * blocks) / sampler.blocks), runs);
  }
  return sampler;
}
