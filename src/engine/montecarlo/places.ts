import type { Plan } from '../../model/plan/plan.ts';
import { type Stream, stream } from './streams.ts';

/**
 * The random numbers of one block of runs: a stream for every place where a draw is made, so that a change in one place
 * leaves the draws of the others as they are. Origins of one class go on together, under the name of the first of them.
 */
export interface Places {
  readonly initial: readonly Stream[];
  readonly fresh: readonly Stream[];
  readonly unreached: readonly Stream[];
  /** Cells (o, s). */
  readonly conversion: readonly Stream[];
  readonly optional: readonly Stream[];
  readonly wait: readonly Stream[];
  /** Cells (o, p), the last origin being `initial`. */
  readonly retention: readonly Stream[];
  readonly visits: readonly Stream[];
  readonly begin: (block: number) => void;
}

/**
 * @returns streams for one block after the other, the same ones each time: `begin` before a block is drawn
 */
export function placesOf(plan: Plan, seed: string): Places {
  const all: Stream[] = [];
  const at = (what: string, ...ids: string[]): Stream => {
    const place = stream(seed, 0, [what, ...ids].join(' '));
    all.push(place);
    return place;
  };
  const pools = Array.from(plan.pools, (stage) => plan.stages[stage]);
  const cells = (what: string): Stream[] => plan.origins.flatMap((o) => plan.stages.map((s) => at(what, o, s)));
  return {
    initial: pools.map((stage) => at('initial', stage)),
    fresh: plan.origins.map((origin) => at('fresh', origin)),
    unreached: plan.origins.map((origin) => at('unreached', origin)),
    conversion: cells('conversion'),
    optional: cells('optional'),
    wait: cells('wait'),
    retention: [...plan.origins, 'initial'].flatMap((origin) => pools.map((stage) => at('retention', origin, stage))),
    visits: plan.repeats.map(({ id }) => at('visits', id)),
    begin: (block) => {
      for (const place of all) place.restart(seed, block);
    },
  };
}
