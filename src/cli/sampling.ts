import { Worker } from 'node:worker_threads';
import type { Sampling } from '../analysis/answers.ts';
import type { PairedSampling } from '../analysis/compare.ts';
import { UNIT, type UnitSampler, unitsOf } from '../analysis/drawing.ts';
import { type PairedJob, type PairedSample, PairedSampler } from '../analysis/pairing.ts';
import { type Sample, Sampler, type SamplingJob } from '../analysis/sampling.ts';
import { InputError, type Problem } from '../model/errors.ts';
import type { Io } from './io.ts';
import { type Progress, progressOf } from './progress.ts';
import { Breathing, listening } from './signals.ts';

/** The built worker, two above this file before and after bundling. */
const WORKER = new URL('../../dist/cli/worker.js', import.meta.url);

type Job = SamplingJob | PairedJob;
type AnySample = Sample | PairedSample;

/** What a worker is told: every `step`-th unit of the job is its own, from `first` on. */
export interface Share {
  readonly job: Job;
  readonly first: number;
  readonly step: number;
}

/** What a worker says: a unit is done, all of them are, or something is wrong with the input, found in a unit. */
export type Report =
  | { readonly done: number }
  | { readonly sample: AnySample }
  | { readonly problems: readonly Problem[]; readonly unit: number };

/** Makes runs on so many threads, with progress on a terminal. */
export function samplingOn(threads: number, io: Io): Sampling {
  return (job) => sampled(job, new Sampler(job), threads, io);
}

/** The same for wheels that are compared. */
export function pairedSamplingOn(threads: number, io: Io): PairedSampling {
  return (job) => sampled(job, new PairedSampler(job), threads, io);
}

/** What a thread draws its share of a job with. */
export const samplerOf = (job: Job): Pick<UnitSampler<AnySample>, 'steps' | 'toSample'> =>
  'contestants' in job ? new PairedSampler(job) : new Sampler(job);

async function sampled<S extends AnySample, Kind extends UnitSampler<S>>(
  job: Job,
  sampler: Kind & UnitSampler<S>,
  threads: number,
  io: Io,
): Promise<Kind> {
  const units = unitsOf(job);
  const progress = progressOf('runs', io, job.runs);
  try {
    const samples =
      threads > 1 && units > 1 ? await listening(() => onWorkers(job, Math.min(threads, units), progress)) : [];
    if (samples.length === 0) await here(sampler, units, progress);
    for (const sample of samples) sampler.merge(sample as S);
    return sampler;
  } finally {
    progress.end();
  }
}

async function here(sampler: Pick<UnitSampler<unknown>, 'steps'>, units: number, progress: Progress): Promise<void> {
  const breathing = new Breathing();
  try {
    for (let unit = 0; unit < units; unit++) {
      for (const _ of sampler.steps(unit)) await breathing.pause();
      progress.add(UNIT);
    }
  } finally {
    await breathing.end();
  }
}

/** The samples of all threads, in their order. */
async function onWorkers(job: Job, threads: number, progress: Progress): Promise<AnySample[]> {
  const workers = Array.from({ length: threads }, (_, first) => {
    return new Worker(WORKER, { workerData: { job, first, step: threads } satisfies Share });
  });
  try {
    const reports = await Promise.all(workers.map((worker) => lastReportOf(worker, progress)));
    const faults = reports.flatMap((report) => ('problems' in report ? [report] : []));
    // Each worker stops at its first fault; the first of all is the same for any number of them.
    if (faults.length > 0) throw new InputError(faults.reduce((a, b) => (a.unit < b.unit ? a : b)).problems);
    return reports.flatMap((report) => ('sample' in report ? [report.sample] : []));
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

function lastReportOf(worker: Worker, progress: Progress): Promise<Report> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.on('message', (report: Report) => ('done' in report ? progress.add(UNIT) : resolve(report)));
  });
}
