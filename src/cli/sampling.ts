import { Worker } from 'node:worker_threads';
import type { Sampling } from '../analysis/answers.ts';
import { UNIT, unitsOf } from '../analysis/drawing.ts';
import { type Sample, Sampler, type SamplingJob } from '../analysis/sampling.ts';
import { InputError, type Problem } from '../model/errors.ts';
import { count } from '../output/number.ts';
import type { Io } from './io.ts';

/** The built worker, two above this file before and after bundling. */
const WORKER = new URL('../../dist/cli/worker.js', import.meta.url);

/** What a worker is told: every `step`-th unit of the job is its own, from `first` on. */
export interface Share {
  readonly job: SamplingJob;
  readonly first: number;
  readonly step: number;
}

/** What a worker says: a unit is done, all of them are, or something is wrong with the input, found in a unit. */
export type Report =
  | { readonly done: number }
  | { readonly sample: Sample }
  | { readonly problems: readonly Problem[]; readonly unit: number };

/** Makes runs on so many threads, with progress on a terminal. */
export function samplingOn(threads: number, io: Io): Sampling {
  return async (job) => {
    const units = unitsOf(job);
    const progress = progressOf(job, io);
    try {
      return threads > 1 && units > 1
        ? await onWorkers(job, Math.min(threads, units), progress)
        : await here(job, units, progress);
    } finally {
      progress.end();
    }
  };
}

async function here(job: SamplingJob, units: number, progress: Progress): Promise<Sampler> {
  const sampler = new Sampler(job);
  for (let unit = 0; unit < units; unit++) {
    for (const _ of sampler.steps(unit)) await breath();
    progress.add();
  }
  return sampler;
}

/** Lets what else is due happen, such as Ctrl-C. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function onWorkers(job: SamplingJob, threads: number, progress: Progress): Promise<Sampler> {
  const workers = Array.from({ length: threads }, (_, first) => {
    return new Worker(WORKER, { workerData: { job, first, step: threads } satisfies Share });
  });
  try {
    const reports = await Promise.all(workers.map((worker) => lastReportOf(worker, progress)));
    const sampler = new Sampler(job);
    const faults = reports.flatMap((report) => ('problems' in report ? [report] : []));
    // Each worker stops at its first fault; the first of all is the same for any number of them.
    if (faults.length > 0) throw new InputError(faults.reduce((a, b) => (a.unit < b.unit ? a : b)).problems);
    for (const report of reports) if ('sample' in report) sampler.merge(report.sample);
    return sampler;
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

function lastReportOf(worker: Worker, progress: Progress): Promise<Report> {
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a thread ended with ${code}`)));
    worker.on('message', (report: Report) => ('done' in report ? progress.add() : resolve(report)));
  });
}

interface Progress {
  readonly add: () => void;
  readonly end: () => void;
}

/** What takes less than this is over before anybody wonders. */
const PATIENCE_MS = 1000;

/** A line on the terminal that says how many runs are made, where that takes long enough to be read. */
function progressOf({ runs }: SamplingJob, io: Io): Progress {
  const begun = Date.now();
  let [made, shown] = [0, 0];
  return {
    add: () => {
      made = Math.min(runs, made + UNIT);
      const now = Date.now();
      if (io.errColumns === null || now - begun < PATIENCE_MS || now - shown < PATIENCE_MS / 4) return;
      shown = now;
      io.err(`\r${count(made)} of ${count(runs)} runs`);
    },
    end: () => {
      if (shown > 0) io.err(`\r${' '.repeat(2 * count(runs).length + 9)}\r`);
    },
  };
}
