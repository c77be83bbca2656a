import { parentPort, workerData } from 'node:worker_threads';
import { drawn, samplerOf, type ThreadReport, type ThreadShare } from './sampling-threads.ts';
import { SharedBlocks } from './shared-blocks.ts';

// A thread that makes some of the runs of a job; started by `sampling-threads.ts`.
const { job, pass, state, threads }: ThreadShare = workerData;
const say = (report: ThreadReport, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(report, moved);

function draw(): void {
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

draw();
