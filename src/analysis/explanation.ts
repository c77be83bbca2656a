import type { Switch } from '../model/plan/active-levers.ts';
import type { Scenario } from '../model/scenario/types.ts';
import type { ExpectedRun } from './expected-run.ts';
import { type Outlook, outlookOf } from './growth/outlook.ts';
import { linkRates } from './growth/rules.ts';
import { easierTrend, efficiencyTrend, type Trend } from './growth/trends.ts';
import { heldNotes } from './held-lists.ts';
import { averageCac, averageMediaCac } from './money/ledger.ts';

/** What the sentences under a table say beyond the figures of the run itself. */
export interface Insight {
  readonly outlook: Outlook;
  /** Share that went on over the weakest link in the last rotation. */
  readonly weakestRate: number;
  /** The same of the link where one more point adds most; null where there is none. */
  readonly bestRate: number | null;
  /** The referred share, and what a customer takes. */
  readonly easier: Trend | null;
  readonly efficiency: Trend | null;
  /** The stage at which a person counts as a customer. */
  readonly customer: string;
  /** What a customer cost on average over the run, all in and by the spend alone. */
  readonly averageCac: number | null;
  readonly averageMediaCac: number | null;
  /** Which lists end before the run does. */
  readonly heldLists: readonly string[];
}

/** @param run that of the scenario with these levers on */
export function insightInto(scenario: Scenario, switches: readonly Switch[], run: ExpectedRun): Insight {
  const { plan, flow, ledger, rotations, summary, bestPoint } = run;
  const rates = linkRates(plan, flow);
  const { smooth, easier, moreEfficient } = summary.rules;
  return {
    outlook: outlookOf(plan, flow, summary),
    weakestRate: rates[plan.stages.indexOf(smooth.weakest) - 1],
    bestRate: bestPoint && rates[plan.stages.indexOf(bestPoint.link) - 1],
    easier: easierTrend(plan, flow, rotations, easier.brokenAt),
    efficiency: efficiencyTrend(plan, flow, rotations, ledger, moreEfficient.brokenAt),
    customer: plan.stages[plan.customer],
    averageCac: ledger && averageCac(ledger),
    averageMediaCac: ledger && averageMediaCac(ledger),
    heldLists: heldNotes(scenario, switches),
  };
}
