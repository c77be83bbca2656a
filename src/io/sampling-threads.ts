import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type BlockSampler, blocksOf, type Pass, shareOf } from '../analysis/chance/blocks.ts';
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

/** What a worker is told: the part of a drawing that is its own. */
export interface ThreadShare {
  readonly job: Job;
  readonly pass: Pass;
  readonly from: number;
  readonly to: number;
}

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

/** What a worker says: a block is done, all of them are, or something is wrong with the input. */
export type ThreadReport = 'done' | { readonly sample: AnySample } | { readonly problems: readonly Problem[] };

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
      if (threads === 1) await here(sampler, progress);
      else
        for (const sample of await listening(() => onWorkers(job, pass, sampler.blocks, threads, progress)))
          sampler.merge(sample as S);
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

async function here(sampler: BlockSampler<AnySample>, progress: Progress): Promise<void> {
  const breathing = new Breathing();
  try {
    for (let block = 0; block < sampler.blocks; block++) {
      sampler.drawBlock(block);
      progress.add(BLOCK);
      await breathing.pause();
    }
  } finally {
    await breathing.end();
  }
}

/** The samples of all threads, in the order of their blocks. */
async function onWorkers(
  job: Job,
  pass: Pass,
  blocks: number,
  threads: number,
  progress: Progress,
): Promise<AnySample[]> {
  const workers = Array.from({ length: threads }, (_, i) => {
    const [from, to] = shareOf(blocks, threads, i);
    return new Worker(WORKER, { workerData: { job, pass, from, to } satisfies ThreadShare });
  });
  try {
    const reports = workers.map((worker) => lastReportOf(worker, progress));
    // One that fails while an earlier one is waited for is looked at in its turn.
    for (const report of reports) report.catch(() => undefined);
    const samples: AnySample[] = [];
    for (const report of reports) {
      const last = await report;
      // Each worker stops at its first fault: that of the first worker with one is the first of all blocks.
      if ('problems' in last) throw new InputError(last.problems);
      samples.push(last.sample);
    }
    return samples;
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

function lastReportOf(worker: Worker, progress: Progress): Promise<Exclude<ThreadReport, 'done'>> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.on('message', (report: ThreadReport) => (report === 'done' ? progress.add(BLOCK) : resolve(report)));
  });
}
