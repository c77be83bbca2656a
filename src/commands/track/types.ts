import type { Counted } from '../../analysis/chance/estimate.ts';
import type { BandResult, Method } from '../../model/result.ts';
import type { Verdict } from './deviation.ts';
import type { Forecast } from './forecast/forecast.ts';
import type { Actual } from './reading/actuals.ts';

/** An actual value beside what was planned, and how unusual it is. */
export interface TrackedValue {
  readonly actual: Actual;
  /** The expected value; null where it has none. */
  readonly plan: number | null;
  readonly band: BandResult;
  readonly verdict: Verdict;
  /** The chance that a wheel which runs to plan comes out at least as far on its side; inside, on the rarer side. */
  readonly tail: number;
  /** The runs that came as far as the tail says; null where it is exact. */
  readonly counted: Counted | null;
  /** True where the plan leaves nothing to chance, as far as can be told: such a value is not judged. */
  readonly certain: boolean;
  /** What the tail would be if the fixed volumes in the value were Poisson; null without any, and for a value inside. */
  readonly loose: number | null;
}

/** A plan held against what happened. */
export interface Tracking {
  readonly method: Method;
  /** Null where every answer is exact. */
  readonly runs: number | null;
  readonly comparisons: readonly TrackedValue[];
  /** How many of those that are left to chance would not be inside by chance alone, on average. */
  readonly expectedOutside: number;
  /** What the rest of the run now comes to; null where nothing is left to come, or none can be told. */
  readonly forecast: Forecast | null;
  /** What could not be compared or judged, and what has no value in some runs. */
  readonly notes: readonly string[];
}
