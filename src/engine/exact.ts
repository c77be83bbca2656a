import type { Plan } from '../model/plan.ts';
import type { Count } from './count.ts';
import { Generating } from './generating.ts';
import { jets } from './jet.ts';
import { withoutNoise } from './noise.ts';
import { spectraOf } from './spectrum.ts';
import { isSteady } from './steady.ts';
import { Totals } from './totals.ts';
import { WINDOW_POINTS, type Window, windowsOf } from './window.ts';

/** A count in a rotation (from 1), or added up over all of them. */
export interface Asked {
  readonly count: Count;
  readonly rotation: number | 'total';
}

/** The whole law of a count: `probabilities[i]` is that of `offset + i`. */
export interface Distribution {
  readonly mean: number;
  readonly sd: number;
  readonly offset: number;
  readonly probabilities: Float64Array;
  /** Points of the transform. */
  readonly size: number;
}

/** Why there is no exact answer. Mean and standard deviation are still known, unless people depend on each other. */
export interface Refusal {
  readonly reason: string;
  readonly mean: number | null;
  readonly sd: number | null;
}

/** Up to where the exact engine goes: values of a count, and complex multiplications for one distribution. */
export interface Limits {
  readonly values: number;
  readonly work: number;
}

export const LIMITS: Limits = { values: 65_536, work: 2e9 };

/** The distribution of one count. For several of one plan, `distributionsOf` shares the work. */
export function distributionOf(plan: Plan, count: Count, rotation: Asked['rotation']): Distribution | Refusal {
  const [distribution] = distributionsOf(plan, [{ count, rotation }], (outcome) => outcome);
  return distribution;
}

/**
 * The exact distributions of counts (section 7 of the model). Uncertain numbers stand where the plan has them: with
 * them this is the law of one run's numbers, and the caller has to average.
 * @param take what to keep of each distribution, which may be a hundred thousand numbers
 * @returns in the order asked; never differing from what each would be if asked alone
 */
export function distributionsOf<Taken>(
  plan: Plan,
  asked: readonly Asked[],
  take: (outcome: Distribution | Refusal, asked: Asked) => Taken,
  limits: Limits = LIMITS,
): Taken[] {
  const taken = new Map<Asked, Taken>();
  const keep = (one: Asked, outcome: Distribution | Refusal): void => {
    taken.set(one, take(outcome, one));
  };
  const reason = dependence(plan);
  if (reason !== null) return asked.map((one) => take({ reason, mean: null, sd: null }, one));
  for (const batch of batchesOf(plan, asked)) solve(plan, batch, limits, keep);
  return asked.map((one) => taken.get(one) as Taken);
}

/** What makes people depend on each other, or null. */
function dependence(plan: Plan): string | null {
  if (plan.market !== Infinity) return 'in a market people take prospects from one another';
  return plan.proofs.length > 0 ? 'with a proof loop people change the conversion of others' : null;
}

/** What one recursion can answer: in a steady plan, a count in several rotations. */
function batchesOf(plan: Plan, asked: readonly Asked[]): Asked[][] {
  const steady = isSteady(plan);
  const batches = new Map<string, Asked[]>();
  for (const one of asked) {
    const apart = one.rotation === 'total' || !steady ? one.rotation : '';
    const key = JSON.stringify([one.count, apart]);
    batches.set(key, [...(batches.get(key) ?? []), one]);
  }
  return [...batches.values()];
}

/** A batch on its way: what is asked, with what is known about it. */
interface Task {
  readonly asked: Asked;
  readonly rotation: number;
  readonly mean: number;
  readonly sd: number;
}

type Keep = (asked: Asked, outcome: Distribution | Refusal) => void;

function solve(plan: Plan, batch: readonly Asked[], limits: Limits, keep: Keep): void {
  const [{ count, rotation: first }] = batch;
  const rotations = batch.map(({ rotation }) => (rotation === 'total' ? plan.rotations : rotation));
  const over = (chosen: readonly number[]) =>
    new Totals(plan, new Generating(plan, count, first === 'total', Math.max(...chosen)), chosen);
  const moments = momentsOf(over(rotations), rotations);
  const tasks = batch.map((asked, i): Task => ({ asked, rotation: rotations[i], ...moments[i] }));
  const light = tasks.filter((task) => {
    const fits = workOf(plan, task.rotation, WINDOW_POINTS) <= limits.work;
    if (!fits) keep(task.asked, refused(task, tooMuch(limits)));
    return fits;
  });
  if (light.length === 0) return;
  const chosen = light.map((task) => task.rotation);
  const windows = windowsOf(over(chosen), chosen);
  for (const [size, group] of groupsOf(plan, light, windows, limits, keep)) {
    for (const part of partsOf(group, size)) {
      const spectra = spectraOf(
        over(part.map(({ task }) => task.rotation)),
        part.map(({ window }) => window),
        size,
      );
      for (const [i, { task, window }] of part.entries()) keep(task.asked, trimmed(task, window, spectra[i], size));
    }
  }
}

/** Mean and standard deviation from the derivatives at 1. */
function momentsOf(totals: Totals, rotations: readonly number[]): { mean: number; sd: number }[] {
  const numbers = jets(totals.size);
  totals.run(numbers);
  return rotations.map((_, index) => {
    const at = totals.slot(index) * numbers.width;
    return { mean: numbers.store[at], sd: Math.sqrt(Math.max(0, numbers.store[at + 1])) };
  });
}

interface Windowed {
  readonly task: Task;
  readonly window: Window;
}

/** Tasks by the size of their transform: the smallest power of 2 that covers the window. */
function groupsOf(
  plan: Plan,
  tasks: readonly Task[],
  windows: readonly Window[],
  limits: Limits,
  keep: Keep,
): Map<number, Windowed[]> {
  const groups = new Map<number, Windowed[]>();
  for (const [i, task] of tasks.entries()) {
    const window = windows[i];
    const size = sizeOf(window, limits.values);
    if (size === null) keep(task.asked, refused(task, `the count may take more than ${limits.values} values`));
    else if (workOf(plan, task.rotation, size / 2 + 1) > limits.work) keep(task.asked, refused(task, tooMuch(limits)));
    else groups.set(size, [...(groups.get(size) ?? []), { task, window }]);
  }
  return groups;
}

function sizeOf({ low, high }: Window, most: number): number | null {
  if (!(high - low < most)) return null;
  let size = 1;
  while (size < high - low + 1) size *= 2;
  return size;
}

const tooMuch = ({ work }: Limits): string => `it would take more than ${work} complex multiplications`;

const refused = ({ mean, sd }: Task, reason: string): Refusal => {
  return { reason, mean, sd };
};

/** About how many complex multiplications a distribution takes: one for each step of a person, 16 for each law. */
function workOf(plan: Plan, rotation: number, points: number): number {
  const { origins, stages, pools, repeats } = plan;
  const steps = origins.length * stages.length + (origins.length + 1) * pools.length;
  return rotation * points * (steps + 16 * (origins.length + repeats.length));
}

/** Spectra held at once are kept to 64 MB. */
const ROOM = 1 << 23;

function partsOf(group: readonly Windowed[], size: number): Windowed[][] {
  const most = Math.max(1, Math.floor(ROOM / (size + 2)));
  return Array.from({ length: Math.ceil(group.length / most) }, (_, i) => group.slice(i * most, (i + 1) * most));
}

/** A distribution without the zeros at its ends. */
function trimmed({ mean, sd }: Task, { low }: Window, spectrum: Float64Array, size: number): Distribution {
  const probabilities = withoutNoise(spectrum, mean, sd, size);
  const first = Math.max(
    0,
    probabilities.findIndex((probability) => probability > 0),
  );
  const last = probabilities.findLastIndex((probability) => probability > 0);
  return { mean, sd, offset: low + first, probabilities: probabilities.slice(first, last + 1), size };
}
