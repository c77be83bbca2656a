import type { Switch } from '../../model/plan/active-levers.ts';
import type { Channel, LeverChange, Scenario } from '../../model/scenario/types.ts';

/** Less than this drowns in the rounding to whole people. */
export const LEAST_SPREAD = 0.0001;

/** A lever that no scenario has: ids have no spaces. */
const ID = 'the spread';

/**
 * The scenario with every channel's volume spread: in each run it is multiplied, after all levers, by one factor of the
 * channel's own, which is lognormal with mean 1. It acts as the multiplying of a lever does: on lists and growth in every
 * rotation alike, on an uncertain number beside its own uncertainty.
 * @param cv coefficient of variation of the factor, above 0
 * @returns the scenario and the levers that are on, for making runs only
 */
export function withSpread(scenario: Scenario, switches: readonly Switch[], cv: number) {
  const changes = (scenario.channels ?? []).map((channel) => spreading(channel, cv));
  return {
    scenario: { ...scenario, levers: [...(scenario.levers ?? []), { id: ID, changes }] },
    switches: [...switches, { lever: ID, from: 1 }],
  };
}

/**
 * A budget is spent whatever it buys, so there it is the price that is divided by the factor. One over a lognormal factor
 * with mean 1 and coefficient of variation v is lognormal with mean 1 + v^2 and the same v (Johnson, Kotz & Balakrishnan,
 * Continuous Univariate Distributions 1, chapter 14: the logarithm changes its sign).
 */
function spreading({ id, budget, response }: Channel, cv: number): LeverChange {
  if (response) return { path: `channels.${id}.response.most`, multiply: { lognormal: [1, cv] } };
  if (budget === undefined) return { path: `channels.${id}.volume`, multiply: { lognormal: [1, cv] } };
  const mean = 1 + cv * cv;
  return { path: `channels.${id}.cost`, multiply: { lognormal: [mean, cv * mean] } };
}

/** Says that volumes were spread, and how. */
export function spreadNote({ channels = [] }: Scenario, cv: number): string {
  const percent = Number((100 * cv).toPrecision(6));
  const budgets = channels.some(({ budget }) => budget !== undefined) ? ' A budget stays, and buys more or fewer.' : '';
  return `Volumes are spread by ${percent}%: in each run every channel's is multiplied by a factor of its own, with mean 1.${budgets}`;
}
