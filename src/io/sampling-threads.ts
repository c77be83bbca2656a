import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type BlockSampler, blocksOf, type Pass } from '../analysis/chance/blocks.ts';
import type { Sampled, Sampling, SamplingEach } from '../analysis/chance/estimate.ts';
import { oneByOne } from '../analysis/chance/one-thread.ts';
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
const WORTH_A_THREAD = 1e7;

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

/** What a worker is told that makes all runs of some jobs: each job, and its number among all. */
export interface ThreadJobs {
  readonly jobs: readonly (readonly [number: number, job: SamplingJob])[];
}

/** What the runs of a job come to, as plain data. */
export interface JobOutcome {
  readonly bands: ReturnType<Sampler['bands']>;
  readonly errors: ReturnType<Sampler['errors']>;
  readonly outcomes: ReturnType<Sampler['outcomes']>;
}

/** What such a worker says of a job; `done` once there are no more. */
export type JobReport =
  | 'done'
  | { readonly job: number; readonly outcome: JobOutcome }
  | { readonly job: number; readonly problems: readonly Problem[] };

/** Makes runs on so many threads, or as many as are worth it, with progress on a terminal. */
export function samplingOn(threads: number | undefined, io: Io): Sampling {
  return (job) => sampled(job, new Sampler(job), threads, io);
}

/**
 * Makes the runs of several jobs on up to so many threads, as many as are worth it: of one job a share of its blocks on each,
 * of several some of the jobs on each. Jobs come by the dozen, and threads that are started for each would take longer.
 */
export function samplingEachOn(threads: number | undefined, io: Io): SamplingEach {
  return async (jobs) => {
    const most = Math.min(threads ?? Infinity, threadsWorth(jobs));
    if (Math.min(jobs.length, most) > 1) return listening(() => onJobWorkers(jobs, Math.min(jobs.length, most), io));
    return oneByOne(samplingOn(most, io))(jobs);
  };
}

/** What all runs of a job come to, drawn on this thread. */
export function outcomeOf(job: SamplingJob): JobOutcome {
  const sampler = new Sampler(job);
  for (const _ of blocksOf(sampler));
  return { bands: sampler.bands(), errors: sampler.errors(), outcomes: sampler.outcomes() };
}

async function onJobWorkers(jobs: readonly SamplingJob[], threads: number, io: Io): Promise<(Sampled | InputError)[]> {
  const progress = progressOf('plans', io, jobs.length);
  const found: (Sampled | InputError)[] = [];
  const workers = Array.from({ length: threads }, (_, i) => {
    const own = [...jobs.entries()].filter(([number]) => number % threads === i);
    return new Worker(WORKER, { workerData: { jobs: own } satisfies ThreadJobs });
  });
  const take = (report: Exclude<JobReport, 'done'>): void => {
    found[report.job] = 'problems' in report ? new InputError(report.problems) : sampledOf(report.outcome);
    progress.add(1);
  };
  try {
    await Promise.all(workers.map((worker) => allReportsOf(worker, take)));
    return found;
  } finally {
    progress.end();
    for (const worker of workers) void worker.terminate();
  }
}

const sampledOf = ({ bands, errors, outcomes }: JobOutcome): Sampled => ({
  bands: () => [...bands],
  errors: () => [...errors],
  outcomes: () => [...outcomes],
});

function allReportsOf(worker: Worker, take: (report: Exclude<JobReport, 'done'>) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.on('message', (report: JobReport) => (report === 'done' ? resolve() : take(report)));
  });
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
  const threads = Math.min(asked ?? threadsWorth([job]), sampler.blocks);
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
function threadsWorth(jobs: readonly Job[]): number {
  const work = jobs.reduce((sum, job) => sum + job.runs * workOfRuns(job), 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(work / WORTH_A_THREAD)));
}

const workOfRuns = (job: Job): number =>
  'contestants' in job ? job.contestants.reduce((sum, wheel) => sum + workOfRun(wheel), 0) : workOfRun(job);

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
