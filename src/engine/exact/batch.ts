import { grouped } from '../../model/group-by.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { AskedCount, Distribution, Refusal } from './distribution.ts';
import { spectraOf } from './evaluate.ts';
import { Generating } from './generating-function.ts';
import { pointsOf, sizeOf } from './limits.ts';
import { type CountMoments, momentsOf } from './moments.ts';
import { Totals } from './product.ts';
import { withoutNoise } from './rounding-noise.ts';
import type { Steps } from './steps.ts';
import { WINDOW_POINTS, type Window, windowsOf } from './window.ts';
import { type Work, workOfTransforms, workOver } from './work.ts';

/** What is asked of one count: about one rotation, the total, or different rotations of a steady plan. */
export interface Batch {
  readonly asked: readonly AskedCount[];
  readonly work: Work;
}

/** Something asked, in its rotation (of a total, the last), with what is known of it. */
export interface Task {
  readonly asked: AskedCount;
  readonly rotation: number;
  readonly moments: CountMoments;
}

export interface WindowedTask extends Task {
  readonly window: Window;
}

/** Tasks of one batch that one transform of a size answers. */
export interface TaskGroup {
  readonly tasks: readonly WindowedTask[];
  readonly size: number;
  readonly batch: Batch;
  /** Complex multiplications. */
  readonly work: number;
}

/** What moments and windows of a batch take, in complex multiplications. */
export const workOfLook = (plan: Plan, { asked, work }: Batch): number =>
  workOver(work, rotationsOf(plan, asked), 1 + WINDOW_POINTS);

export function* measuredTasks(plan: Plan, batch: Batch): Steps<Task[]> {
  const rotations = rotationsOf(plan, batch.asked);
  const moments = yield* momentsOf(totalsOf(plan, batch, rotations));
  return batch.asked.map((asked, i) => ({ asked, rotation: rotations[i], moments: moments[i] }));
}

export function* windowed(plan: Plan, batch: Batch, tasks: readonly Task[]): Steps<WindowedTask[]> {
  if (tasks.length === 0) return [];
  const rotations = tasks.map(({ rotation }) => rotation);
  const windows = yield* windowsOf(totalsOf(plan, batch, rotations));
  return tasks.map((task, i) => ({ ...task, window: windows[i] }));
}

/** About where a count lies, by Chernoff's bound for a normal law: e^(-z z / 2) = 1e-14 beyond z = 8.03 deviations. */
export function guessed(task: Task): WindowedTask {
  const { mean, sd } = task.moments;
  return { ...task, window: { low: Math.max(0, Math.floor(mean - 8.03 * sd)), high: Math.ceil(mean + 8.03 * sd) } };
}

/** What answers the tasks of a batch. */
export function partsOf(batch: Batch, tasks: readonly WindowedTask[]): TaskGroup[] {
  return [...grouped(tasks, ({ window }) => sizeOf(window))].flatMap(([size, group]) =>
    split(group, size).map((some): TaskGroup => {
      const rotations = some.map(({ rotation }) => rotation);
      const work = workOver(batch.work, rotations, pointsOf(size)) + workOfTransforms(some.length, size);
      return { tasks: some, size, batch, work };
    }),
  );
}

export function* solved(plan: Plan, { tasks, size, batch }: TaskGroup): Steps<Distribution[]> {
  const rotations = tasks.map(({ rotation }) => rotation);
  const bounds = tasks.map(({ window }) => window);
  const spectra = yield* spectraOf(totalsOf(plan, batch, rotations), bounds, size);
  return tasks.map((task, i) => distributionIn(task, spectra[i], size));
}

/** A task without an answer. */
export function refused({ moments: { mean, sd } }: Task, reason: string): Refusal {
  const known = (number: number): number | null => (Number.isFinite(number) ? number : null);
  return { reason, mean: known(mean), sd: known(sd) };
}

const rotationsOf = (plan: Plan, asked: readonly AskedCount[]): number[] =>
  asked.map(({ rotation }) => (rotation === 'total' ? plan.rotations : rotation));

function totalsOf(plan: Plan, { asked: [{ count, rotation }], work }: Batch, over: readonly number[]): Totals {
  const generating = new Generating(plan, count, rotation === 'total', Math.max(...over));
  return new Totals(plan, generating, over, work);
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
