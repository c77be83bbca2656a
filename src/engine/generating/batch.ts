import type { Plan } from '../../model/plan.ts';
import type { Count } from '../count.ts';
import type { Asked, Distribution, Refusal } from '../distribution.ts';
import { grouped } from './grouped.ts';
import { pointsOf, sizeOf } from './limits.ts';
import { type Moments, momentsOf } from './moments.ts';
import { withoutNoise } from './noise.ts';
import { Generating } from './recursion.ts';
import { spectraOf } from './spectrum.ts';
import type { Steps } from './steps.ts';
import { Totals } from './totals.ts';
import { WINDOW_POINTS, type Window, windowsOf } from './window.ts';
import { workOf } from './work.ts';

/** What is asked of one count: about one rotation, the total, or different rotations of a steady plan. */
export type Batch = readonly Asked[];

/** Something asked, in its rotation (of a total, the last), with what is known of it. */
export interface Task {
  readonly asked: Asked;
  readonly rotation: number;
  readonly moments: Moments;
}

export interface WindowedTask extends Task {
  readonly window: Window;
}

/** Tasks of one count that one transform of a size answers. */
export interface Part {
  readonly tasks: readonly WindowedTask[];
  readonly size: number;
  /** Complex multiplications. */
  readonly work: number;
}

/** What moments and windows of a batch take, in complex multiplications. */
export const workOfLook = (plan: Plan, batch: Batch): number =>
  (1 + WINDOW_POINTS) *
  workOf(
    plan,
    batch.map((asked) => rotationOf(plan, asked)),
  );

export function* measured(plan: Plan, batch: Batch): Steps<Task[]> {
  const rotations = batch.map((asked) => rotationOf(plan, asked));
  const moments = yield* momentsOf(totalsOf(plan, batch[0], rotations));
  return batch.map((asked, i) => ({ asked, rotation: rotations[i], moments: moments[i] }));
}

/** @param tasks of one batch */
export function* windowed(plan: Plan, tasks: readonly Task[]): Steps<WindowedTask[]> {
  if (tasks.length === 0) return [];
  const windows = yield* windowsOf(
    totalsOf(
      plan,
      tasks[0].asked,
      tasks.map(({ rotation }) => rotation),
    ),
  );
  return tasks.map((task, i) => ({ ...task, window: windows[i] }));
}

/** About where a count lies, by Chernoff's bound for a normal law: e^(-z z / 2) = 1e-14 beyond z = 8.03 deviations. */
export function guessed(task: Task): WindowedTask {
  const { mean, sd } = task.moments;
  return { ...task, window: { low: Math.max(0, Math.floor(mean - 8.03 * sd)), high: Math.ceil(mean + 8.03 * sd) } };
}

/** @param tasks of one batch */
export function partsOf(plan: Plan, tasks: readonly WindowedTask[]): Part[] {
  return [...grouped(tasks, ({ window }) => sizeOf(window))].flatMap(([size, group]) =>
    split(group, size).map((some) => {
      const rotations = some.map(({ rotation }) => rotation);
      return { tasks: some, size, work: pointsOf(size) * workOf(plan, rotations) };
    }),
  );
}

export function* solved(plan: Plan, { tasks, size }: Part): Steps<Distribution[]> {
  const rotations = tasks.map(({ rotation }) => rotation);
  const bounds = tasks.map(({ window }) => window);
  const spectra = yield* spectraOf(totalsOf(plan, tasks[0].asked, rotations), bounds, size);
  return tasks.map((task, i) => distributionIn(task, spectra[i], size));
}

/** A task without an answer. */
export function refused({ moments: { mean, sd } }: Task, reason: string): Refusal {
  const known = (number: number): number | null => (Number.isFinite(number) ? number : null);
  return { reason, mean: known(mean), sd: known(sd) };
}

const rotationOf = (plan: Plan, { rotation }: Asked): number => (rotation === 'total' ? plan.rotations : rotation);

function totalsOf(
  plan: Plan,
  { count, rotation }: { count: Count; rotation: unknown },
  over: readonly number[],
): Totals {
  return new Totals(plan, new Generating(plan, count, rotation === 'total', Math.max(...over)), over);
}

/** Spectra held at once are kept to 64 MB. */
const ROOM = 1 << 23;

function split(group: readonly WindowedTask[], size: number): WindowedTask[][] {
  const most = Math.max(1, Math.floor(ROOM / (size + 2)));
  return Array.from({ length: Math.ceil(group.length / most) }, (_, i) => group.slice(i * most, (i + 1) * most));
}

/** Without the zeros at its ends. */
function distributionIn({ moments, window }: WindowedTask, spectrum: Float64Array, size: number): Distribution {
  const probabilities = withoutNoise(spectrum, moments, size);
  let first = 0;
  let end = probabilities.length;
  while (probabilities[first] === 0) first++;
  while (probabilities[end - 1] === 0) end--;
  return { ...moments, offset: window.low + first, probabilities: probabilities.slice(first, end), size };
}
