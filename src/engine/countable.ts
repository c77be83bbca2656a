import type { SeriesFrom, SeriesKey } from '../model/metric/catalogue.ts';
import type { Subject } from '../model/metric/metric.ts';
import type { Plan } from '../model/plan/plan.ts';

/** Something whole that a rotation has one number of; stages, origins and pools are indices of the plan. */
export type Count =
  | { readonly kind: 'arrivals'; readonly stage: number; readonly origin: number | null }
  | { readonly kind: 'referred' }
  | { readonly kind: 'returning'; readonly stage: number }
  | { readonly kind: 'active'; readonly pool: number }
  | { readonly kind: 'lapsed'; readonly pool: number };

/** Which steps of a person a count marks. */
export interface Marks {
  readonly arrival: (origin: number, stage: number) => boolean;
  readonly member: (pool: number) => boolean;
  /** Leaving the pool. */
  readonly lapse: (pool: number) => boolean;
  /** By the index of the repeat loop. */
  readonly visit: (loop: number) => boolean;
}

const nothing = (): boolean => false;

export function marksOf(plan: Plan, count: Count): Marks {
  const marks: Marks = { arrival: nothing, member: nothing, lapse: nothing, visit: nothing };
  switch (count.kind) {
    case 'arrivals':
      return { ...marks, arrival: (o, s) => s === count.stage && (count.origin === null || count.origin === o) };
    case 'referred':
      return { ...marks, arrival: (o, s) => s === 0 && o >= plan.channels };
    case 'returning':
      return { ...marks, visit: (loop) => plan.repeats[loop].stage === count.stage };
    case 'active':
      return { ...marks, member: (pool) => pool === count.pool };
    case 'lapsed':
      return { ...marks, lapse: (pool) => pool === count.pool };
  }
}

/** The figures of a rotation that the catalogue says are counts. */
const COUNTED: Readonly<Record<SeriesFrom<'count'>, Count>> = {
  referred: { kind: 'referred' },
  gain: { kind: 'referred' },
};

/**
 * The count that a metric asks for, null when it is none (an amount, a ratio, a figure of the run). Under chance, and
 * without market and proof, gain is the number referred.
 */
export function countOf(plan: Plan, subject: Subject): Count | null {
  switch (subject.kind) {
    case 'arrivals': {
      const origin = subject.origin === null ? null : plan.origins.indexOf(subject.origin);
      return { kind: 'arrivals', stage: plan.stages.indexOf(subject.stage), origin };
    }
    case 'returning':
      return { kind: 'returning', stage: plan.stages.indexOf(subject.stage) };
    case 'active':
    case 'lapsed':
      return { kind: subject.kind, pool: plan.pools.indexOf(plan.stages.indexOf(subject.stage)) };
    case 'series':
      return (COUNTED as Partial<Record<SeriesKey, Count>>)[subject.key] ?? null;
    default:
      return null;
  }
}
