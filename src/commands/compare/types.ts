import type { Switch } from '../../model/plan/active-levers.ts';
import type { BandResult, Method, MetricValue } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';

/** A scenario to compare, and what tells it from the others. */
export interface Contestant {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  readonly label: string;
}

/** How a metric did against the first scenario, run for run under the same luck. */
export interface Beats {
  /** The share of runs in which it was better: more, or less where less is better. A tie is no win. */
  readonly probability: number;
  readonly standardError: number;
  readonly ties: number;
  /** The value less that of the first. */
  readonly difference: Omit<BandResult, 'method'>;
  readonly method: 'monte-carlo';
}

/** One metric, with an entry for each scenario in everything. */
export interface ComparedMetric {
  readonly metric: string;
  readonly values: readonly MetricValue[];
  /** Value less the first; null where either is undefined, or no number, or the two are in different currencies. */
  readonly change: readonly (number | null)[];
  /** The change over the size of the first value; null where that is 0 as well. */
  readonly relative: readonly (number | null)[];
  /** Of a metric of chance: how far each value may be off; null for an exact one. */
  readonly standardErrors?: readonly (number | null)[];
  readonly bands?: readonly (BandResult | null)[];
  readonly beats?: readonly (Beats | null)[];
}

/** What `compare` finds out: the shape of its JSON document, without its header. */
export interface ComparisonResult {
  readonly scenarios: readonly {
    readonly name: string | null;
    readonly label: string;
    readonly rotations: number;
    readonly with: readonly string[];
  }[];
  readonly method: 'expected' | Method;
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  readonly metrics: readonly ComparedMetric[];
  readonly notes: readonly string[];
}

/** True where metrics have bands, and are held against the first scenario run for run. */
export const hasBands = ({ metrics }: Pick<ComparisonResult, 'metrics'>): boolean =>
  metrics.some(({ bands }) => bands !== undefined);

/** A comparison, what was compared, and the metric that its closing sentences are about. */
export interface Comparison {
  readonly contestants: readonly Contestant[];
  readonly result: ComparisonResult;
  /** Null where nothing differs and nothing was asked for. */
  readonly lead: string | null;
  /** Of the notes, those that have to be known before anything is read. */
  readonly first: readonly string[];
}
