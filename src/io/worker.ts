import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../model/errors.ts';
import {
  drawn,
  type JobReport,
  outcomeOf,
  samplerOf,
  type ThreadJobs,
  type ThreadReport,
  type ThreadShare,
} from './sampling-threads.ts';
import { SharedBlocks } from './shared-blocks.ts';

// A thread that makes some of the runs of a job, or all of some jobs; started by `sampling-threads.ts`.
const task: ThreadShare | ThreadJobs = workerData;
if ('jobs' in task) drawJobs(task);
else drawShare(task);

function drawShare({ job, pass, state, threads }: ThreadShare): void {
  const say = (report: ThreadReport, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(report, moved);
  const sampler = samplerOf(job);
  const blocks = new SharedBlocks(state, threads);
  sampler.begin(pass);
  for (const block of blocks.taken()) {
    const fault = drawn(sampler, block, blocks);
    say(fault ? { fault } : 'done');
    if (fault) return;
  }
  const sample = sampler.toSample();
  // Values are moved rather than copied: they may take a quarter of a gigabyte.
  const kept = sample.tallies.flatMap((tally) => (tally.kept instanceof Float64Array ? [tally.kept.buffer] : []));
  say({ sample }, kept as ArrayBuffer[]);
}

function drawJobs({ jobs }: ThreadJobs): void {
  const say = (report: JobReport): void => parentPort?.postMessage(report);
  for (const [number, job] of jobs) {
    try {
      say({ job: number, outcome: outcomeOf(job) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      say({ job: number, problems: error.problems });
    }
  }
  say('done');
}
