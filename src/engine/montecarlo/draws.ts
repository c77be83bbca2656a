import type { Law, Plan } from '../../model/plan/plan.ts';
import type { Table } from '../../model/plan/table.ts';
import { drawBinomial } from './sampler/binomial.ts';
import { binomialSampler, type CountSampler, geometricSampler, poissonSampler } from './sampler/counts.ts';
import { drawNegativeBinomial } from './sampler/negative-binomial.ts';
import { drawPoisson } from './sampler/poisson.ts';
import { type Stream, stream } from './streams.ts';

/** Samplers keep tables for reuse; a number that takes more values than this is drawn without. */
const MOST_SAMPLERS = 256;

type Kind = 'binomial' | Exclude<Law, 'fixed'>;

const SAMPLERS: Readonly<Record<Kind, (number: number) => CountSampler>> = {
  binomial: binomialSampler,
  poisson: poissonSampler,
  geometric: geometricSampler,
};

type DrawOne = (n: number, number: number, uniform: number) => number;

const SINGLE: Readonly<Record<Kind, DrawOne>> = {
  binomial: drawBinomial,
  poisson: (n, mean, uniform) => drawPoisson(n * mean, uniform),
  geometric: drawNegativeBinomial,
};

/** Draws of one kind with the numbers of a table: how many of n do it, or how often n do it. */
export class Draws {
  private readonly numbers: Float64Array;
  /** One for each number; null where the numbers of its column never leave anything to chance. */
  private readonly samplers: readonly (CountSampler | null)[] | null;
  private readonly single: DrawOne;

  /** @param once true when no number stays long enough for tables to be worth their making */
  constructor(kind: Kind, { values, step }: Table, once: boolean) {
    this.numbers = values;
    this.single = SINGLE[kind];
    this.samplers = once ? null : shared(values, step || values.length, kind);
  }

  /**
   * Draws for some runs side by side, each with a count n of its own. Takes one number from the stream for each,
   * whatever n is, where the column of number i leaves anything to chance.
   */
  draw(i: number, n: Float64Array, at: number, drawn: Float64Array, to: number, runs: number, from: Stream): void {
    const number = this.numbers[i];
    const sampler = this.samplers?.[i];
    if (sampler) sampler.drawEach(n, at, drawn, to, runs, from);
    else if (sampler === null) allOrNone(number, n, at, drawn, to, runs);
    else drawApart(this.single, number, n, at, drawn, to, runs, from);
  }
}

/** What nothing is left to chance in: everybody, or nobody. */
function allOrNone(share: number, n: Float64Array, at: number, drawn: Float64Array, to: number, runs: number): void {
  if (share === 0) drawn.fill(0, to, to + runs);
  else if (drawn !== n || to !== at) drawn.set(n.subarray(at, at + runs), to);
}

function drawApart(
  single: DrawOne,
  number: number,
  n: Float64Array,
  at: number,
  drawn: Float64Array,
  to: number,
  runs: number,
  from: Stream,
): void {
  const uniforms = from.forRuns(runs);
  for (let r = 0; r < runs; r++) drawn[to + r] = single(n[at + r], number, uniforms[r]);
}

/** One sampler for equal numbers; null when there are too many different ones. */
function shared(numbers: Float64Array, width: number, kind: Kind): (CountSampler | null)[] | null {
  const made = new Map<number, CountSampler>();
  const certain = Array.from({ length: width }, (_, column) => isCertain(numbers, column, width, kind));
  const samplers: (CountSampler | null)[] = [];
  for (const [i, number] of numbers.entries()) {
    const known = made.get(number);
    if (!known) made.set(number, SAMPLERS[kind](number));
    if (made.size > MOST_SAMPLERS) return null;
    samplers.push(certain[i % width] ? null : (made.get(number) ?? null));
  }
  return samplers;
}

/** True when a column is 0 in every rotation, or for shares 0 or 1: nobody does it, or everybody. */
function isCertain(numbers: Float64Array, column: number, width: number, kind: Kind): boolean {
  for (let i = column; i < numbers.length; i += width) {
    if (numbers[i] !== 0 && !(kind === 'binomial' && numbers[i] === 1)) return false;
  }
  return true;
}

/** How everything in a plan is drawn. It keeps no random numbers: the same laws serve any number of runs. */
export interface Laws {
  /** O wide: what comes beyond the whole part of a fixed number, and counts that are not fixed. */
  readonly part: Draws;
  /** P wide: the fraction of a person among the initial members. */
  readonly initial: Draws;
  readonly fresh: readonly Draws[];
  readonly conversion: Draws;
  readonly optional: Draws;
  readonly wait: Draws;
  readonly retention: Draws;
  readonly visits: Draws;
}

/** @param once true when the numbers of this plan are for one run only */
export function lawsOf(plan: Plan, once: boolean): Laws {
  const of = (kind: Kind, table: Table): Draws => new Draws(kind, table, once);
  const kinds: Readonly<Record<Exclude<Law, 'fixed'>, Draws>> = {
    poisson: of('poisson', plan.fresh),
    geometric: of('geometric', plan.fresh),
  };
  const part = of('binomial', {
    values: plan.fresh.values.map((number) => number - Math.floor(number)),
    step: plan.fresh.step,
  });
  return {
    part,
    initial: of('binomial', { values: plan.initial.map((number) => number - Math.floor(number)), step: 0 }),
    fresh: plan.law.map((law) => (law === 'fixed' ? part : kinds[law])),
    conversion: of('binomial', plan.conversion),
    optional: of('binomial', plan.optional),
    wait: of('binomial', plan.wait),
    retention: of('binomial', plan.retention),
    visits: of('poisson', plan.visits),
  };
}

/**
 * The random numbers of one block of runs: a stream for every place where a draw is made. Origins of one class go on
 * together, under the name of the first of them.
 */
export interface Streams {
  readonly initial: readonly Stream[];
  readonly fresh: readonly Stream[];
  readonly unreached: readonly Stream[];
  /** Cells (o, s): into stage s, past it, still at it. */
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
export function streamsOf(plan: Plan, seed: string): Streams {
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
