import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { inputs } from './attempt.ts';
import { packed } from './input.ts';
import { type BatchOrder, type BatchReport, emptyReport, type Fault } from './report.ts';

/** Inputs that one process tries; whatever leaks shows after so many. */
const BATCH = 100;

const MOST_HEAP_MIB = 1024;

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  /** The module of a process, which gets its order as an argument. */
  readonly process: string;
  readonly processes: number;
  /** So many milliseconds without a word are a hang, whatever else the machine has to do. */
  readonly silence: number;
  /** Milliseconds for making the input of a fault smaller; that of a hang costs a silence for each try. */
  readonly patience: number;
  /** Hears of each fault as soon as it is found. */
  readonly tell: (fault: Fault) => void;
}

export interface FuzzReport extends Omit<BatchReport, 'fault'> {
  faults: number;
}

/** Tries so many random inputs, in processes of their own, so that nothing that happens to one goes unseen. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { count, seed, processes, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-fuzz-'));
  const report: FuzzReport = { ...emptyReport(), faults: 0 };
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, i) => i);
  const work = async (): Promise<void> => {
    for (let i = batches.shift(); i !== undefined; i = batches.shift()) {
      const size = Math.min(BATCH, count - i * BATCH);
      const done = await batch({ seed: seed * 1_000_003 + i, count: size, only: null }, `${i}`, folder, options);
      add(report, done);
      if (done.fault) tell(done.fault);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  rmSync(folder, { recursive: true });
  return report;
}

function add(report: FuzzReport, { tried, codes, slowest, peak, fault }: BatchReport): void {
  report.tried += tried;
  for (const [code, times] of Object.entries(codes)) report.codes[code] = (report.codes[code] ?? 0) + times;
  if (slowest.ms > report.slowest.ms) report.slowest = slowest;
  report.peak = Math.max(report.peak, peak);
  if (fault) report.faults++;
}

type Task = Pick<BatchOrder, 'seed' | 'count' | 'only'>;

async function batch(task: Task, name: string, folder: string, options: FuzzOptions): Promise<BatchReport> {
  const order = {
    ...task,
    patience: options.patience,
    current: join(folder, `${name}.at`),
    result: join(folder, `${name}.json`),
  };
  const end = await endOf(order, options);
  const report = existsSync(order.result) ? JSON.parse(readFileSync(order.result, 'utf8')) : emptyReport();
  if (end === null || report.fault !== null || task.only !== null) {
    return end !== null && report.fault === null ? { ...report, fault: { what: end, input: '' } } : report;
  }
  // It died or hangs, so that it could not say itself what happened, nor make the input smaller.
  const index = existsSync(order.current) ? readFileSync(order.current, 'utf8') : '0';
  report.tried = Number(index);
  return { ...report, fault: { what: end, input: await smallest(task.seed, index, name, folder, options) } };
}

/** The smallest input that was found which ends the process as one of a batch did. */
async function smallest(
  seed: number,
  index: string,
  name: string,
  folder: string,
  options: FuzzOptions,
): Promise<string> {
  let found = packed(fc.sample(inputs, { seed, path: index, numRuns: 1 })[0]);
  const only = join(folder, `${name}.only`);
  const fine = fc.asyncProperty(inputs, async (input) => {
    writeFileSync(only, packed(input));
    const { fault } = await batch({ seed: 1, count: 1, only }, `${name}.alone`, folder, options);
    if (fault) found = packed(input);
    return fault === null;
  });
  await fc.check(fine, { seed, path: index, interruptAfterTimeLimit: options.patience });
  return found;
}

/** Runs a process to its end; why it did not come to a good one, or null. */
function endOf(order: BatchOrder, { process: module, silence }: FuzzOptions): Promise<string | null> {
  rmSync(order.result, { force: true });
  return new Promise((resolve) => {
    const heap = `--max-old-space-size=${MOST_HEAP_MIB}`;
    const child = fork(module, [JSON.stringify(order)], {
      execArgv: [heap],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let [said, hangs] = ['', false];
    const giveUp = (): void => {
      hangs = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(giveUp, 2 * silence);
    child.stderr?.on('data', (text) => {
      said = (said + text).slice(-2000);
    });
    child.on('message', () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (hangs) resolve(`it hangs: nothing for ${silence / 1000} s`);
      else resolve(code === 0 ? null : `the process dies (${signal ?? code}): ${said.trim()}`);
    });
  });
}
