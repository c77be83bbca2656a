import { LEVER_NOTE } from '../../analysis/caveats.ts';
import type { Insight } from '../../analysis/explanation.ts';
import type { Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { memberRemarks } from './members.ts';
import { customerRemark, journeyRemarks, moneyRemarks } from './money-sentences.ts';
import { headingRemark, resultRemark } from './outlook-sentences.ts';
import { ruleRemarks } from './rule-sentences.ts';
import { hasBands, type View } from './views.ts';

/** What the brackets of a table with bands mean. */
export const BAND_REMARK =
  'In brackets: what chance makes of a number. At most 5% of such wheels come to less, and at most 5% to more.';

/** The sentences under a table of `simulate`, a line each: those of the view, the rules, and what levers rest on. */
export function remarksOn(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): string[] {
  const lines = [
    simulation.method !== 'expected' && hasBands(view) ? BAND_REMARK : '',
    ...viewRemarks(scenario, simulation, insight, view),
    ...ruleRemarks(scenario, simulation, insight),
    ...insight.heldLists,
    simulation.scenario.with.length > 0 ? LEVER_NOTE : leversToTry(scenario),
  ];
  return lines.filter((line) => line !== '');
}

function viewRemarks(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): string[] {
  const hasMoney = simulation.journey !== null;
  if (view === 'money' || view === 'journey') {
    if (!hasMoney) return ['There is no money in this scenario: give it a cost or a revenue to see amounts.'];
    return view === 'money' ? moneyRemarks(scenario, simulation, insight) : journeyRemarks(scenario, simulation);
  }
  if (view === 'members') return memberRemarks(scenario, simulation);
  return [
    resultRemark(scenario, simulation),
    headingRemark(scenario, simulation, insight.outlook),
    hasMoney ? customerRemark(scenario, simulation, insight) : '',
  ];
}

function leversToTry({ levers = [] }: Scenario): string {
  return levers.length === 0 ? '' : `To try with --with: ${levers.map(({ id }) => id).join(', ')}.`;
}
