import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { plainEnvironment } from '../machine.ts';

// The built command, interrupted in the middle of something.

export const FLYWHEEL = fileURLToPath(new URL('../../bin/flywheel.js', import.meta.url));
const ON_TERMINAL = fileURLToPath(new URL('on-terminal.py', import.meta.url));

/** What a command is in the middle of: `work` keeps the processor busy, `wait` waits for somebody. */
export type Middle = 'work' | 'wait';

/** Null where Ctrl-C can be pressed on a terminal here, else what is missing. */
export const noTerminal = (): string | null =>
  spawnSync('python3', ['-c', 'import pty']).status === 0
    ? null
    : 'python3 with its module pty is not here (apt-get install python3): nobody can press Ctrl-C on a terminal';

export const CTRL_C = '\u0003';

/** Runs a command line on a terminal and presses Ctrl-C in the middle of it; returns what `typed` does. */
export const ctrlC = (args: readonly string[], middle: Middle, cwd: string) => typed(CTRL_C, args, middle, cwd);

/**
 * Runs a command line on a terminal and presses one key after the other, each in the middle of it.
 * @returns how it ended, as a shell says it, and what was on the screen
 */
export async function typed(keys: string, args: readonly string[], middle: Middle, cwd: string) {
  const command = [ON_TERMINAL, middle, keys, process.execPath, FLYWHEEL, ...args];
  const { stdout } = await promisify(execFile)('python3', command, { cwd, env: plainEnvironment(cwd) });
  return JSON.parse(stdout) as { readonly code: number; readonly pressed: boolean; readonly screen: string };
}

/**
 * Runs a command line, nobody writing to its standard input, and sends it a signal in the middle.
 * @returns how it ended, as a shell says it
 */
export async function signalled(args: readonly string[], signal: NodeJS.Signals, middle: Middle, cwd: string) {
  const child = spawn(process.execPath, [FLYWHEEL, ...args], {
    cwd,
    env: plainEnvironment(cwd),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  await underWay(child, middle);
  const sent = child.kill(signal);
  const deaf = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const [code, by] = await ended;
  clearTimeout(deaf);
  return { code: by === null ? code : 128 + constants.signals[by], sent, err };
}

/** Far longer than an end takes on a busy machine; whoever goes on after that does not listen. */
const PATIENCE_MS = 60_000;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits as `on-terminal.py` does. */
async function underWay(child: ChildProcess, middle: Middle): Promise<void> {
  let [quiet, before] = [0, ''];
  for (let tries = 0; child.exitCode === null; tries++) {
    const stat = statOf(child);
    if (stat === null && tries > 60) return;
    if (stat !== null && middle === 'work' && stat.ticks >= 100) return;
    quiet = stat !== null && stat.state === 'S' && before === `${stat.ticks}` ? quiet + 1 : 0;
    if (middle === 'wait' && quiet >= 20) return;
    before = `${stat?.ticks}`;
    await pause(50);
  }
}

/** The state of a process and the hundredths of a second of the processor that it has used; null elsewhere than Linux. */
function statOf({ pid }: ChildProcess): { state: string; ticks: number } | null {
  try {
    const fields = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
    return { state: fields[0], ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const stages = many(200, (i) => ({ id: `s${i}`, ...(i > 0 && { conversion: 0.99 }) }));
const channels = many(5, (i) => ({ id: `c${i}`, volume: 100 }));

/** As large as a wheel may be: seconds of work in one go. */
export const LARGE = JSON.stringify({ name: 'Large', rotations: 10_000, channels, stages });

/** A thousand promises, each with levers of its own. */
export const PROMISES = JSON.stringify({
  ...{ name: 'Promises', rotations: 500, channels, stages },
  levers: many(100, (i) => ({ id: `l${i}`, changes: [{ path: 'channels.c0.volume', multiply: 1 + i / 100 }] })),
  expect: many(1000, (i) => ({
    ...{ metric: `s${i % 200}@${1 + (i % 500)}`, atLeast: 0 },
    with: [`l${i % 100}`, `l${((i % 100) + 1 + Math.floor(i / 100)) % 100}`],
  })),
});
