import type { SamplingEach } from '../../analysis/chance/estimate.ts';
import type { EvaluatorSettings } from '../../analysis/measure/evaluator.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Simulation } from '../../model/result.ts';
import type { Limits } from './budgets.ts';

/** Why a channel gets no more, or no less, than it does. */
export type Bound = 'min' | 'max' | 'nothing' | 'kept';

/** A channel with a budget: what the plan gives it and what it would get, per rotation. */
export interface AllocatedChannel {
  readonly channel: string;
  /** One number, or one for each rotation where they differ. */
  readonly before: number | readonly number[];
  readonly budget: number | readonly number[];
  /** What one more unit of money adds to the metric; null where that has no value. */
  readonly marginal: number | null;
  /** With a budget for each rotation: what one more unit in each of them adds. */
  readonly marginals?: readonly (number | null)[];
  /** Null where nothing holds it. */
  readonly bound: Bound | null;
}

/** What `allocate` finds out: the shape of its JSON document, without its header. */
export interface Allocation {
  readonly scenario: Simulation['scenario'];
  readonly metric: string;
  readonly by: 'channel' | 'rotation';
  /** The metric with the plan as it is, and with the money spread so. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  /** Of `before` and `after` where they come from runs. */
  readonly standardError: { readonly before: number | null; readonly after: number | null } | null;
  /** The money per rotation, in the mean: of all channels with a budget, and of the levers that are to be switched on. */
  readonly spend: { readonly before: number; readonly after: number };
  readonly allocation: readonly AllocatedChannel[];
  /** Levers to switch on within the same money, beside those that are on; empty where nobody asked. */
  readonly levers: readonly string[];
  /** How many levers were looked at; null where nobody asked. */
  readonly tried: number | null;
  /** What these cost per rotation, setup included, in the mean: that much less is left for the channels. */
  readonly leverCost: number;
  readonly method: string;
  /** How many splits were looked at. */
  readonly looked: number;
  readonly runs?: number;
  readonly seed?: string;
  readonly notes: readonly string[];
}

/** The levers that are on in the plan that was found. */
export const leversOn = ({ scenario, levers }: Pick<Allocation, 'scenario' | 'levers'>): string[] => [
  ...scenario.with,
  ...levers,
];

/** What one asks of an allocation. */
export interface AllocationRequest extends Limits {
  readonly switches: readonly Switch[];
  /** Money per rotation, all channels together; null for what the plan spends. */
  readonly spend: number | null;
  readonly byRotation: boolean;
  /** True to look for levers as well. */
  readonly withLevers: boolean;
  /** Called before each step of the work. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** How runs are made, where a measure needs them. */
export interface RunOptions {
  readonly settings: Omit<EvaluatorSettings, 'variants'>;
  readonly sampling: SamplingEach;
}
