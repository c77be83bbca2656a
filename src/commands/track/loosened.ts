import { answersTo, type ChanceSettings, type Sampling } from '../../analysis/chance/estimate.ts';
import { withFewerRotations } from '../../analysis/fewer-rotations.ts';
import type { Plan } from '../../model/plan/plan.ts';
import type { Channel, Scenario } from '../../model/scenario/types.ts';
import { hasFixedPart } from './certain.ts';
import { countedAs, sideOf, tailsOf } from './deviation.ts';
import type { TrackedValue } from './types.ts';

/**
 * Fixed volumes are the plan's own, and real traffic varies: what lies outside is looked at once more with Poisson arrivals,
 * where fixed volumes are a part of it. What is as planned then is no news.
 */
export async function loosened(
  scenario: Scenario,
  plan: Plan,
  comparisons: readonly TrackedValue[],
  options: ChanceSettings,
  sampling: Sampling,
): Promise<readonly TrackedValue[]> {
  const doubtful = comparisons.filter(({ actual, certain, verdict }) => {
    return !certain && verdict !== 'inside' && hasFixedPart(plan, actual.metric);
  });
  if (doubtful.length === 0) return comparisons;
  const goals = doubtful.map(({ actual, verdict }) => {
    const [atLeast, atMost] = tailsOf(actual, countedAs(plan, actual));
    return verdict === 'above' ? atLeast : atMost;
  });
  const last = doubtful.reduce((most, { actual }) => Math.max(most, actual.rotation), 1);
  const shorter = withFewerRotations(scenario, last, plan);
  const varying = { ...shorter, channels: (scenario.channels ?? []).map(poisson) };
  const answers = await answersTo({ metrics: [], goals }, varying, options, sampling);
  const tails = new Map(doubtful.map((one, g) => [one, sideOf(answers.goals[g], answers.counted[g]).tail]));
  return comparisons.map((one) => ({ ...one, loose: tails.get(one) ?? null }));
}

const poisson = (channel: Channel): Channel =>
  (channel.arrival ?? 'fixed') === 'fixed' ? { ...channel, arrival: 'poisson' } : channel;
