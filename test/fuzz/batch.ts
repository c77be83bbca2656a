import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Session } from '../cli/session.ts';
import { inputs } from './attempt.ts';
import { type Input, packed, unpacked } from './input.ts';
import { type BatchOrder, emptyReport } from './report.ts';
import { faultOf } from './verdict.ts';

// What a process does that tries a batch of inputs. Its parent ends it when it hears nothing for too long.

/** Tries what it is ordered to with a program, and writes down how that went. */
export async function runBatch(order: BatchOrder, program: (input: Input) => Promise<Session>): Promise<void> {
  const report = emptyReport();
  const save = (): void => writeFileSync(order.result, JSON.stringify(report));
  let index = 0;
  let deadline = Number.POSITIVE_INFINITY;
  const tried = async (input: Input): Promise<void> => {
    // What is not tried any more counts as well, so that the smallest input so far is kept.
    if (Date.now() > deadline) return;
    // Said before it is tried: a process that dies or hangs has said it.
    if (report.fault === null) writeFileSync(order.current, `${index++}`);
    process.send?.('alive');
    const before = cpuMs();
    const session = await program(input);
    const [ms, bytes] = [cpuMs() - before, process.memoryUsage.rss()];
    if (report.fault === null) {
      report.tried++;
      report.codes[session.code] = (report.codes[session.code] ?? 0) + 1;
      report.peak = Math.max(report.peak, bytes);
      if (ms > report.slowest.ms) report.slowest = { ms, input: packed(input) };
    }
    const what = faultOf(input, session);
    if (what === null) return;
    if (report.fault === null) deadline = Date.now() + order.patience;
    report.fault = { what, input: packed(input) };
    save();
    throw new Error(what);
  };
  const only = order.only === null ? inputs : fc.constant(unpacked(readFileSync(order.only, 'utf8')));
  const { seed, count } = order;
  await fc.check(fc.asyncProperty(only, tried), { seed, numRuns: count });
  save();
}

/** Computing, and not waiting: the machine may have other things to do. It is told, and never judged. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
