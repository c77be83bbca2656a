import { parentPort, workerData } from 'node:worker_threads';
import { unitsOf } from '../analysis/drawing.ts';
import { Sampler } from '../analysis/sampling.ts';
import { InputError } from '../model/errors.ts';
import type { Report, Share } from './sampling.ts';

// A thread that makes some of the runs of a job; started by `sampling.ts`.
const { job, first, step }: Share = workerData;
const say = (report: Report): void => parentPort?.postMessage(report);
let unit = first;
try {
  const sampler = new Sampler(job);
  for (; unit < unitsOf(job); unit += step) {
    sampler.add(unit);
    say({ done: unit });
  }
  say({ sample: sampler.toSample() });
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  say({ problems: error.problems, unit });
}
