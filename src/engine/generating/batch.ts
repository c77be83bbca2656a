import type { Plan } from '../../model/plan.ts';
import type { Asked, Distribution, Outcome } from '../distribution.ts';
import { grouped } from './grouped.ts';
import { type Limits, sizeOf, tooLarge, tooWide } from './limits.ts';
import { isCertain, type Moments, momentsOf } from './moments.ts';
import { withoutNoise } from './noise.ts';
import { Generating } from './recursion.ts';
import { spectraOf } from './spectrum.ts';
import { Totals } from './totals.ts';
import { type Window, windowsOf } from './window.ts';

interface Task {
  readonly asked: Asked;
  readonly rotation: number;
  readonly moments: Moments;
}

interface WindowedTask extends Task {
  readonly window: Window;
}

type Keep = (asked: Asked, outcome: Outcome) => void;

/** Answers what is asked of one count: about one rotation, the total, or different rotations of a steady plan. */
export function solve(plan: Plan, batch: readonly Asked[], limits: Limits, keep: Keep): void {
  const [{ count, rotation: first }] = batch;
  const rotationOf = (asked: Asked): number => (asked.rotation === 'total' ? plan.rotations : asked.rotation);
  const over = (rotations: readonly number[]): Totals =>
    new Totals(plan, new Generating(plan, count, first === 'total', Math.max(...rotations)), rotations);
  const moments = momentsOf(over(batch.map(rotationOf)));
  const tasks = batch.map((asked, i): Task => ({ asked, rotation: rotationOf(asked), moments: moments[i] }));
  const open = tasks.filter((task) => isOpen(plan, task, limits, keep));
  if (open.length === 0) return;
  const windows = windowsOf(over(open.map(({ rotation }) => rotation)));
  const windowed = open.map((task, i): WindowedTask => ({ ...task, window: windows[i] }));
  const narrow = windowed.filter((task) => isNarrow(plan, task, limits, keep));
  for (const [size, group] of grouped(narrow, ({ window }) => sizeOf(window))) {
    for (const part of partsOf(group, size)) {
      const totals = over(part.map(({ rotation }) => rotation));
      const bounds = part.map(({ window }) => window);
      const spectra = spectraOf(totals, bounds, size);
      for (const [i, task] of part.entries()) keep(task.asked, distributionIn(task, spectra[i], size));
    }
  }
}

/** True when a count has to be looked at closer: it is not certain, and not beyond what the engine can do. */
function isOpen(plan: Plan, { asked, rotation, moments }: Task, limits: Limits, keep: Keep): boolean {
  if (isCertain(moments)) {
    keep(asked, { ...moments, offset: moments.mean, probabilities: Float64Array.of(1), size: 1 });
    return false;
  }
  const reason = tooLarge(plan, rotation, moments, limits);
  if (reason !== null) refuse(asked, reason, moments, keep);
  return reason === null;
}

function isNarrow(plan: Plan, { asked, rotation, moments, window }: WindowedTask, limits: Limits, keep: Keep): boolean {
  const reason = tooWide(plan, rotation, window, limits);
  if (reason !== null) refuse(asked, reason, moments, keep);
  return reason === null;
}

function refuse(asked: Asked, reason: string, { mean, sd }: Moments, keep: Keep): void {
  const known = (number: number): number | null => (Number.isFinite(number) ? number : null);
  keep(asked, { reason, mean: known(mean), sd: known(sd) });
}

/** Spectra held at once are kept to 64 MB. */
const ROOM = 1 << 23;

function partsOf(group: readonly WindowedTask[], size: number): WindowedTask[][] {
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
