import { withFewerRotations } from '../../analysis/fewer-rotations.ts';
import { thousands } from '../../model/number/scalar.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Contestant } from './types.ts';

/**
 * Scenarios as they are compared: over the rotations that all of them have, so that no difference comes of their length
 * alone. Metrics without a rotation, such as `cash` and `ltv`, are those of a run so long.
 */
export function overCommonRotations(contestants: readonly Contestant[]) {
  const common = Math.min(...contestants.map(({ scenario }) => scenario.rotations));
  const compared = contestants.map(({ scenario, switches, label }): Contestant => {
    return { scenario: withFewerRotations(scenario, common, compile(scenario, switches)), switches, label };
  });
  return { contestants: compared, lengthNotes: lengthNotes(contestants, common) };
}

function lengthNotes(contestants: readonly Contestant[], common: number): string[] {
  const longer = contestants.filter(({ scenario }) => scenario.rotations > common);
  if (longer.length === 0) return [];
  const whose = longer.map(({ label, scenario }) => `${label} has ${thousands(scenario.rotations)}`);
  const both = contestants.length === 2 ? 'both' : 'all';
  const over = common === 1 ? 'the one rotation' : `the ${thousands(common)} rotations`;
  return [`Compared over ${over} that ${both} have (${whose.join(', ')}).`];
}
