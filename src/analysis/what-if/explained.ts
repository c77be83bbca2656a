import { runExpected } from '../../engine/expected.ts';
import { createFlow, type Flow } from '../../engine/flow.ts';
import { UncertainNumbers } from '../../engine/montecarlo/uncertain.ts';
import { InputError } from '../../model/errors.ts';
import type { Metric } from '../../model/metric/metric.ts';
import { clip } from '../../model/number/range.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { byLane } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { RunMetrics } from '../chance/run-metrics.ts';
import { BLOCK } from '../chance/runs.ts';
import type { FreeInput } from './uncertain-inputs.ts';
import { type VarianceShare, VarianceShareSums } from './variance-shares.ts';
import { lanesFor } from './what-if.ts';

export interface ExplainSettings {
  readonly switches: readonly Switch[];
  /** How many draws of all uncertain numbers, an even number: each is paired with another one. */
  readonly runs: number;
  readonly seed: string;
  /** Called now and then with the what-ifs that are done, so that whoever waits can be told, or can stop it. */
  readonly pause?: (done: number, total: number) => Promise<void>;
}

/** How far a metric differs where the uncertain numbers do, by expected values, and which of them explains how much. */
export interface Explained {
  readonly mean: number | null;
  /** Standard deviation; null where the metric has a value in fewer than two runs. */
  readonly sd: number | null;
  /** Runs in which the metric has no value. */
  readonly undefined: number;
  /** In the order of the numbers; null where the metric does not differ. */
  readonly shares: readonly (VarianceShare | null)[];
}

/**
 * Draws the uncertain numbers of a scenario and looks at what a metric comes to by expected values: in the draws as they
 * are, which are those of `chance` with the same seed, and with one number after the other exchanged between the two draws of
 * a pair.
 * @throws InputError when with some of the numbers people or amounts grow past what can be counted, or a lever does not fit
 */
export async function explainedBy(
  numbers: readonly FreeInput[],
  scenario: Scenario,
  metric: Metric,
  { switches, runs, seed, pause }: ExplainSettings,
): Promise<Explained> {
  const draws = new UncertainNumbers(seed);
  const metricOf = new MetricInLanes(scenario, switches, metric);
  const sums = numbers.map(() => new VarianceShareSums());
  const values = new Values();
  const most = evenly(Math.min(BLOCK, lanesFor(scenario)));
  const whatIfs = numbers.length + 1;
  for (let first = 0; first < runs; first += BLOCK) {
    draws.begin(first / BLOCK);
    const last = Math.min(runs, first + BLOCK);
    for (let run = first; run < last; run += most) {
      await pause?.(run * whatIfs, runs * whatIfs);
      const lanes = Math.min(most, last - run);
      const drawn = draws.next(lanes);
      const columns = numbers.map(({ key, quantity, range }) =>
        drawn(key, quantity).map((value) => clip(value, range)),
      );
      for (const [i, { key }] of numbers.entries()) metricOf.put(key, columns[i]);
      const plain = metricOf.values(lanes);
      values.add(plain);
      for (const [i, { key }] of numbers.entries()) {
        metricOf.put(key, exchanged(columns[i]));
        addPairs(sums[i], plain, metricOf.values(lanes));
        metricOf.put(key, columns[i]);
      }
    }
  }
  const spread = values.spread();
  return { ...spread, shares: sums.map((sum) => (spread.sd === 0 ? null : sum.share())) };
}

const evenly = (lanes: number): number => Math.max(2, lanes - (lanes % 2));

/** The numbers of the second half of the lanes in the first, and the other way round: lane r is paired with lane r + half. */
function exchanged(column: Float64Array): Float64Array {
  const half = column.length / 2;
  const other = new Float64Array(column.length);
  other.set(column.subarray(half));
  other.set(column.subarray(0, half), half);
  return other;
}

/** Pairs in which the metric has no value somewhere are left out. */
function addPairs(sums: VarianceShareSums, plain: Float64Array, exchanged: Float64Array): void {
  const half = plain.length / 2;
  for (let r = 0; r < half; r++) {
    const pair = { a: plain[r], b: plain[r + half], aWithB: exchanged[r], bWithA: exchanged[r + half] };
    if (!Number.isNaN(pair.a + pair.b + pair.aWithB + pair.bWithA)) sums.add(pair);
  }
}

/** A metric by expected values in lanes whose numbers differ. */
class MetricInLanes {
  private readonly plan: VariablePlan;
  private readonly metric: Metric;
  private made: { readonly flow: Flow; readonly reader: RunMetrics; readonly prompt: boolean } | null = null;

  constructor(scenario: Scenario, switches: readonly Switch[], metric: Metric) {
    this.plan = new VariablePlan(scenario, switches);
    this.metric = metric;
  }

  put(key: string, column: Float64Array): void {
    this.plan.put(key, byLane(column));
  }

  /** The metric in each lane, NaN where it is undefined. */
  values(lanes: number): Float64Array {
    try {
      return this.read(lanes);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const advice = 'give the uncertain numbers a law with bounds, such as uniform or pert';
      throw InputError.of(`with some of the uncertain numbers drawn, ${error.message}; or ${advice}`);
    }
  }

  private read(lanes: number): Float64Array {
    const plan = this.plan.current();
    if (this.made?.flow.lanes !== lanes || this.made.prompt !== plan.prompt) {
      const flow = createFlow(plan, lanes);
      this.made = { flow, reader: new RunMetrics(plan, flow, [this.metric], true), prompt: plan.prompt };
    }
    const { flow, reader } = this.made;
    runExpected(plan, flow);
    let values = new Float64Array(0);
    reader.read((_, read) => {
      values = read.slice();
    });
    return values;
  }
}

/** Mean and deviation of values as they come (Welford, Technometrics 4, 1962). */
class Values {
  private defined = 0;
  private undefined = 0;
  private mean = 0;
  private squares = 0;

  add(values: Float64Array): void {
    for (const value of values) {
      if (Number.isNaN(value)) {
        this.undefined++;
        continue;
      }
      this.defined++;
      const apart = value - this.mean;
      this.mean += apart / this.defined;
      this.squares += apart * (value - this.mean);
    }
  }

  /** A deviation that is rounding only is 0. */
  spread(): Pick<Explained, 'mean' | 'sd' | 'undefined'> {
    const { defined, mean, squares } = this;
    const sd = defined > 1 ? Math.sqrt(squares / (defined - 1)) : null;
    const isRounding = sd !== null && sd <= ROUNDING * Math.abs(mean);
    return { mean: defined > 0 ? mean : null, sd: isRounding ? 0 : sd, undefined: this.undefined };
  }
}

/** Relative to the mean: two runs of the same wheel differ by less. */
const ROUNDING = 1e-12;
