import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { BlockSampler, Pass } from '../analysis/chance/blocks.ts';
import type { Sampling } from '../analysis/chance/estimate.ts';
import {
  type PairedJob,
  type PairedSample,
  PairedSampler,
  type PairedSampling,
} from '../analysis/chance/paired-sampler.ts';
import { BLOCK, workOfRun } from '../analysis/chance/runs.ts';
import { type Sample, Sampler, type SamplingJob } from '../analysis/chance/sampler.ts';
import { InputError, type Problem } from '../model/errors.ts';
import type { Io } from './io.ts';
import { type Progress, progressOf } from './progress.ts';
import { SharedBlocks } from './shared-blocks.ts';
import { Breathing, listening } from './signals.ts';

/** The built worker, two above this file before and after bundling. */
const WORKER = new URL('../../dist/cli/worker.js', import.meta.url);

/**
 * Work that is worth a thread, in cells (`workOfRun`). Measured on the bundled scenarios, a cell takes 0.04 microseconds where
 * people are counted and 0.1 where there is money, so that this is 0.2 s or more; a thread takes 0.2 s to start.
 */
const WORTH_A_THREAD = 5e6;

type Job = SamplingJob | PairedJob;
type AnySample = Sample | PairedSample;

/** What a worker is told: the drawing, and which blocks there are for the taking. */
export interface ThreadShare {
  readonly job: Job;
  readonly pass: Pass;
  readonly state: Int32Array;
  readonly threads: number;
}

/** What is wrong with the input, as the runs of a block show. */
interface Fault {
  readonly block: number;
  readonly problems: readonly Problem[];
}

/** What a worker says: a block is done, there are no more, or something is wrong with the input. */
export type ThreadReport = 'done' | { readonly sample: AnySample } | { readonly fault: Fault };

/** Makes runs on so many threads, or as many as are worth it, with progress on a terminal. */
export function samplingOn(threads: number | undefined, io: Io): Sampling {
  return (job) => sampled(job, new Sampler(job), threads, io);
}

/** Sampling on threads for wheels that are compared. */
export function pairedSamplingOn(threads: number | undefined, io: Io): PairedSampling {
  return (job) => sampled(job, new PairedSampler(job), threads, io);
}

/** What a thread draws its share of a job with. */
export const samplerOf = (job: Job): BlockSampler<AnySample> =>
  'contestants' in job ? new PairedSampler(job) : new Sampler(job);

async function sampled<S extends AnySample, Kind extends BlockSampler<S>>(
  job: Job,
  sampler: Kind & BlockSampler<S>,
  asked: number | undefined,
  io: Io,
): Promise<Kind> {
  const threads = Math.min(asked ?? threadsWorth(job), sampler.blocks);
  for (let pass = sampler.nextPass(); pass; pass = sampler.nextPass()) {
    const progress = progressOf('runs', io, job.runs);
    try {
      for (const sample of await drawnBeside(job, pass, sampler, threads, progress)) sampler.merge(sample as S);
    } finally {
      progress.end();
    }
  }
  return sampler;
}

/** As many threads as there are cores, but for work that would be done before they have started. */
function threadsWorth(job: Job): number {
  const wheels = 'contestants' in job ? job.contestants : [job];
  const work = wheels.reduce((sum, wheel) => sum + job.runs * workOfRun(wheel), 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(work / WORTH_A_THREAD)));
}

/**
 * Draws all blocks, on this thread and on workers beside it.
 * @returns what the workers drew
 * @throws InputError for what is wrong in the first of all blocks where something is
 */
async function drawnBeside(
  job: Job,
  pass: Pass,
  sampler: BlockSampler<AnySample>,
  threads: number,
  progress: Progress,
): Promise<AnySample[]> {
  const blocks = SharedBlocks.of(sampler.blocks, threads);
  const { state } = blocks;
  const workers = Array.from(
    { length: threads - 1 },
    () => new Worker(WORKER, { workerData: { job, pass, state, threads } satisfies ThreadShare }),
  );
  try {
    const reports = workers.map((worker) => lastReportOf(worker, progress));
    // One that fails while an earlier one is waited for is looked at in its turn.
    for (const report of reports) report.catch(() => undefined);
    const own = await drawnHere(sampler, blocks, progress);
    const others = workers.length === 0 ? [] : await listening(() => Promise.all(reports));
    const faults = [own, ...others].flatMap((report) => (report && 'fault' in report ? [report.fault] : []));
    const [first] = faults.sort((a, b) => a.block - b.block);
    if (first) throw new InputError(first.problems);
    return others.flatMap((report) => ('sample' in report ? [report.sample] : []));
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

/** Draws what blocks there are on this thread, with pauses for whatever else is due. */
async function drawnHere(
  sampler: BlockSampler<AnySample>,
  blocks: SharedBlocks,
  progress: Progress,
): Promise<{ readonly fault: Fault } | null> {
  const breathing = new Breathing();
  try {
    for (const block of blocks.taken()) {
      const fault = drawn(sampler, block, blocks);
      if (fault) return { fault };
      progress.add(BLOCK);
      await breathing.pause();
    }
    return null;
  } finally {
    await breathing.end();
  }
}

/** Draws a block; what is wrong with the input ends the drawing there. */
export function drawn(sampler: BlockSampler<AnySample>, block: number, blocks: SharedBlocks): Fault | null {
  try {
    sampler.drawBlock(block);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    blocks.endAt(block);
    return { block, problems: error.problems };
  }
}

function lastReportOf(worker: Worker, progress: Progress): Promise<Exclude<ThreadReport, 'done'>> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.on('message', (report: ThreadReport) => (report === 'done' ? progress.add(BLOCK) : resolve(report)));
  });
}
