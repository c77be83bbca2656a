import type { MeasureEvaluator } from '../../analysis/measure/evaluator.ts';
import { numberIn } from '../../analysis/metric-value.ts';
import { unlessInvalid } from '../../analysis/overflow.ts';
import { ExpectedMetrics, lanesFor } from '../../analysis/what-if/what-if.ts';
import { InputError } from '../../model/errors.ts';
import { hasRotations, type Metric } from '../../model/metric/metric.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import { inAllLanes } from '../../model/plan/series.ts';
import { VariablePlan } from '../../model/plan/variable-plan.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { type Budgets, written } from './budgets.ts';

/** Says what a metric comes to with other budgets; null where it has no value. */
export interface Valuer {
  readonly valuesOf: (plans: readonly Budgets[]) => Promise<(number | null)[]>;
}

/** A scenario whose budgets are given other values. */
export interface Varied {
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
  /** By channel with a budget; null for one whose budget stays what the scenario says. */
  readonly ids: readonly (string | null)[];
}

/** The scenario with other budgets for some of its channels. */
export function withBudgets(scenario: Scenario, ids: readonly (string | null)[], budgets: Budgets): Scenario {
  const channels = scenario.channels?.map((channel) => {
    const at = ids.indexOf(channel.id);
    return at === -1 ? channel : { ...channel, budget: written(budgets[at]) };
  });
  return { ...scenario, channels };
}

/** By expected values, hundreds of plans side by side where every rotation has the metric. */
export class ExpectedValuer implements Valuer {
  private readonly plan: VariablePlan;
  private readonly ids: readonly (string | null)[];
  private readonly metric: Metric;
  private readonly block: number;
  private readonly byLanes = new Map<number, ExpectedMetrics>();

  constructor({ scenario, switches, ids }: Varied, metric: Metric) {
    // Written as lists, budgets have room for a number in every rotation.
    const listed = scenario.channels?.map((channel) =>
      ids.includes(channel.id) ? { ...channel, budget: new Array<number>(scenario.rotations).fill(0) } : channel,
    );
    this.plan = new VariablePlan({ ...scenario, channels: listed }, switches);
    this.ids = ids;
    this.metric = metric;
    this.block = hasRotations(metric.subject) ? lanesFor(scenario) : 1;
  }

  async valuesOf(plans: readonly Budgets[]): Promise<(number | null)[]> {
    const values: (number | null)[] = [];
    for (let from = 0; from < plans.length; from += this.block) {
      values.push(...this.together(plans.slice(from, from + this.block)));
    }
    return values;
  }

  /** Where one of them has no result they are computed one by one. */
  private together(plans: readonly Budgets[]): (number | null)[] {
    const found = unlessInvalid(() => this.inLanes(plans));
    if (found) return found;
    return plans.length === 1 ? [null] : plans.flatMap((plan) => this.together([plan]));
  }

  private inLanes(plans: readonly Budgets[]): (number | null)[] {
    const lanes = lanesFrom(plans.length, this.block);
    for (const [c, id] of this.ids.entries()) {
      if (id === null) continue;
      this.plan.put(`channels.${id}.budget`, lanes === 1 ? inAllLanes(plans[0][c]) : sideBySide(plans, c, lanes));
    }
    const metrics = this.byLanes.get(lanes) ?? new ExpectedMetrics([this.metric], lanes);
    this.byLanes.set(lanes, metrics);
    return metrics
      .inLanes(this.plan.current())
      .slice(0, plans.length)
      .map(([value]) => numberIn(value));
  }
}

/** A power of two of lanes, so that a few sizes serve all: the last plan fills the rest. */
function lanesFrom(plans: number, most: number): number {
  let lanes = 1;
  while (lanes < plans) lanes *= 2;
  return Math.min(lanes, most);
}

function sideBySide(plans: readonly Budgets[], channel: number, lanes: number) {
  const rows = plans[0][channel].length;
  const values = new Float64Array(rows * lanes);
  for (let lane = 0; lane < lanes; lane++) {
    const budget = plans[Math.min(lane, plans.length - 1)][channel];
    for (let t = 0; t < rows; t++) values[t * lanes + lane] = budget[t];
  }
  return { values, rows, lanes };
}

/** By whatever the evaluator measures, every plan on the same random numbers. */
export class MeasuredValuer implements Valuer {
  private readonly varied: Varied;
  private readonly evaluator: MeasureEvaluator;

  /** @param evaluator of one measure */
  constructor(varied: Varied, evaluator: MeasureEvaluator) {
    this.varied = varied;
    this.evaluator = evaluator;
  }

  async valuesOf(plans: readonly Budgets[]): Promise<(number | null)[]> {
    const { scenario, switches, ids } = this.varied;
    const variants = plans.map((budgets) => ({ scenario: withBudgets(scenario, ids, budgets), switches }));
    const found = await this.evaluator.ofEach(variants);
    return found.map((estimates) => (estimates instanceof InputError ? null : estimates[0].value));
  }
}
