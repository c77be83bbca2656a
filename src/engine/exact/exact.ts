import { grouped } from '../../model/group-by.ts';
import type { Plan } from '../../model/plan/plan.ts';
import { marksOf } from '../countable.ts';
import { kindsOf } from '../interchangeable-origins.ts';
import {
  type Batch,
  guessed,
  measuredTasks,
  partsOf,
  refused,
  solved,
  type Task,
  type TaskGroup,
  type WindowedTask,
  windowed,
  workOfLook,
} from './batch.ts';
import type { AskedCount, ExactAnswer } from './distribution.ts';
import { LIMITS, type Limits, tooLarge, tooWide } from './limits.ts';
import { isConstant } from './moments.ts';
import { isSteady } from './stationary.ts';
import { finished, type Steps } from './steps.ts';
import { workOf } from './work.ts';

/**
 * The exact distributions of counts, see `ExactCounts`.
 * @param take what to keep of each outcome, which may be tens of thousands of numbers
 * @returns in the order asked; to the last bit what each would be if asked alone
 */
export function distributionsOf<Taken>(
  plan: Plan,
  asked: readonly AskedCount[],
  take: (outcome: ExactAnswer, asked: AskedCount) => Taken,
  limits: Limits = LIMITS,
): Taken[] {
  const taken = new Map<AskedCount, Taken>();
  const counts = new ExactCounts(plan, asked, (outcome, one) => taken.set(one, take(outcome, one)), limits);
  finished(counts.look());
  finished(counts.answer());
  return asked.map((one) => taken.get(one) as Taken);
}

/**
 * The exact distributions of counts (section 7 of the model): generating functions of what one person leaves, from the
 * horizon back (`generating-function`); their product over all who come from outside (`product`), at real points for the
 * values that matter (`window`) and at roots of unity for their probabilities (`evaluate`). Uncertain numbers stand where
 * the plan has them. First `look`, which tells how much work the answers are, then `answer`.
 */
export class ExactCounts {
  readonly #plan: Plan;
  readonly #limits: Limits;
  readonly #twins: ReadonlyMap<string, readonly AskedCount[]>;
  readonly #batches: readonly Batch[];
  readonly #keep: (outcome: ExactAnswer, asked: AskedCount) => void;
  readonly #look: number;
  #work: number;
  #parts: readonly TaskGroup[] = [];

  /** @param keep called once for everything asked; an outcome is let go of afterwards */
  constructor(
    plan: Plan,
    asked: readonly AskedCount[],
    keep: (outcome: ExactAnswer, asked: AskedCount) => void,
    limits: Limits = LIMITS,
  ) {
    this.#plan = plan;
    this.#limits = limits;
    this.#twins = grouped(asked, keyOf);
    this.#keep = keep;
    const reason = dependence(plan);
    if (reason !== null) for (const one of asked) keep({ reason, mean: null, sd: null }, one);
    const once = [...this.#twins.values()].map(([one]) => one);
    this.#batches = reason === null ? batchesOf(plan, once) : [];
    this.#look = this.#batches.reduce((sum, batch) => sum + workOfLook(plan, batch), 0);
    this.#work = this.#look;
  }

  /**
   * Complex multiplications, as far as is known: at first those of the look, soon with a guess of those of the answers,
   * and after the look with these.
   */
  get work(): number {
    return this.#work;
  }

  /** How large every count is, and how widely it may vary. Answers what is certain, or beyond the limits. */
  *look(): Steps<void> {
    const open = new Map<Batch, Task[]>();
    for (const batch of this.#batches) {
      const tasks = yield* measuredTasks(this.#plan, batch);
      open.set(
        batch,
        tasks.filter((task) => this.#isOpen(batch, task)),
      );
    }
    this.#expect([...open].flatMap(([batch, tasks]) => this.#guess(batch, tasks)));
    const parts: TaskGroup[] = [];
    for (const [batch, tasks] of open) {
      const found = yield* windowed(this.#plan, batch, tasks);
      const narrow = found.filter((task) => this.#isNarrow(batch, task));
      parts.push(...partsOf(batch, narrow));
    }
    this.#expect(parts);
    this.#parts = parts;
  }

  #expect(parts: readonly TaskGroup[]): void {
    this.#work = this.#look + parts.reduce((sum, { work }) => sum + work, 0);
  }

  /** Answers the rest. */
  *answer(): Steps<void> {
    for (const part of this.#parts) {
      const outcomes = yield* solved(this.#plan, part);
      for (const [i, { asked }] of part.tasks.entries()) this.#settle(asked, outcomes[i]);
    }
  }

  #guess(batch: Batch, tasks: readonly Task[]): TaskGroup[] {
    const likely = tasks.map(guessed);
    return partsOf(
      batch,
      likely.filter(({ rotation, window }) => tooWide(batch.work, rotation, window, this.#limits) === null),
    );
  }

  #isOpen({ work }: Batch, task: Task): boolean {
    const { asked, rotation, moments } = task;
    if (isConstant(moments)) {
      this.#settle(asked, { ...moments, offset: moments.mean, probabilities: Float64Array.of(1), size: 1 });
      return false;
    }
    return this.#isWithin(task, tooLarge(work, rotation, moments, this.#limits));
  }

  #isNarrow({ work }: Batch, task: WindowedTask): boolean {
    return this.#isWithin(task, tooWide(work, task.rotation, task.window, this.#limits));
  }

  #isWithin(task: Task, reason: string | null): boolean {
    if (reason !== null) this.#settle(task.asked, refused(task, reason));
    return reason === null;
  }

  #settle(asked: AskedCount, outcome: ExactAnswer): void {
    for (const one of this.#twins.get(keyOf(asked)) ?? []) this.#keep(outcome, one);
  }
}

const keyOf = ({ count, rotation }: AskedCount): string => JSON.stringify([count, rotation]);

/** What makes people depend on each other, or null. */
function dependence(plan: Plan): string | null {
  if (plan.market !== Infinity) return 'in a market people take prospects from one another';
  return plan.proofs.length > 0 ? 'with proof, members change the conversion rate of others' : null;
}

/** What one recursion can answer: in a steady plan, a count in several rotations. */
function batchesOf(plan: Plan, asked: readonly AskedCount[]): Batch[] {
  const steady = isSteady(plan);
  const apart = ({ rotation }: AskedCount): AskedCount['rotation'] | null =>
    steady && rotation !== 'total' ? null : rotation;
  return [...grouped(asked, ({ count }) => JSON.stringify(count)).values()].flatMap((alike) => {
    const work = workOf(plan, kindsOf(plan, marksOf(plan, alike[0].count)));
    return [...grouped(alike, apart).values()].map((batch) => ({ asked: batch, work }));
  });
}
