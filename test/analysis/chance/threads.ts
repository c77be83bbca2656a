import type { BlockSampler, SamplerLimits, Tallied } from '../../../src/analysis/chance/blocks.ts';
import type { Sampling } from '../../../src/analysis/chance/estimate.ts';
import { type PairedJob, PairedSampler } from '../../../src/analysis/chance/paired-sampler.ts';
import { Sampler } from '../../../src/analysis/chance/sampler.ts';

/** Runs as so many threads draw them, whose samples come back in any order; nothing but plain data passes between them. */
export const onThreads =
  (threads: number, limits?: SamplerLimits): Sampling =>
  async (job) =>
    drawnAmong(threads, () => new Sampler(structuredClone(job), limits));

/** The same for wheels that are compared. */
export const pairedAmong = (job: PairedJob, threads: number, limits?: SamplerLimits): PairedSampler =>
  drawnAmong(threads, () => new PairedSampler(structuredClone(job), limits));

function drawnAmong<S extends Tallied, Kind extends BlockSampler<S>>(threads: number, make: () => Kind): Kind {
  const merged = make();
  for (let pass = merged.nextPass(); pass; pass = merged.nextPass()) {
    // Shares of the last thread come first, so that an order that matters would show.
    for (let i = threads - 1; i >= 0; i--) {
      const sampler = make();
      sampler.begin(structuredClone(pass));
      for (let block = i; block < merged.blocks; block += threads) sampler.drawBlock(block);
      merged.merge(structuredClone(sampler.toSample()) as S);
    }
  }
  return merged;
}
