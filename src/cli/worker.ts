import { parentPort, workerData } from 'node:worker_threads';
import { unitsOf } from '../analysis/drawing.ts';
import { InputError } from '../model/errors.ts';
import { type Report, type Share, samplerOf } from './sampling.ts';

// A thread that makes some of the runs of a job; started by `sampling.ts`.
const { job, first, step }: Share = workerData;
const say = (report: Report): void => parentPort?.postMessage(report);
let unit = first;
try {
  const sampler = samplerOf(job);
  for (; unit < unitsOf(job); unit += step) {
    for (const _ of sampler.steps(unit));
    say({ done: unit });
  }
  say({ sample: sampler.toSample() });
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  say({ problems: error.problems, unit });
}
