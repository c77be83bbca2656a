import { metricIds } from '../scenario/expect-faults.ts';
import type { ProofLoop, RepeatLoop, Scenario } from '../scenario/types.ts';
import { type Deviations, type Numbers, numbersOf, type Switch } from './active-levers.ts';
import type { Plan, SideLoop, Source } from './plan.ts';
import { hasMoney } from './prices.ts';
import { loopsOf, PARTS } from './tables.ts';

/**
 * Compiles a scenario, with levers on.
 * @param deviations what the numbers of this run are instead, if not what the scenario says
 * @throws InputError when a lever is unknown or moves a number out of its range
 */
export function compile(scenario: Scenario, switches: readonly Switch[] = [], deviations: Deviations = {}): Plan {
  return planOf(sourceOf(scenario, switches, numbersOf(scenario, switches, deviations)));
}

export function sourceOf(scenario: Scenario, switches: readonly Switch[], numbers: Numbers): Source {
  return { scenario, ids: metricIds(scenario), numbers, switches, priced: hasMoney(scenario) };
}

/** Compiles what `sourceOf` gives. */
export function planOf(source: Source): Plan {
  const { scenario, ids } = source;
  const { rotations, stages, channels = [] } = scenario;
  const referrals = loopsOf(scenario, 'referral');
  const pools = ids.pools.map((id) => ids.stages.indexOf(id));
  const side = ({ id, from, to, delay }: RepeatLoop | ProofLoop): SideLoop => {
    return { id, pool: ids.pools.indexOf(from), stage: ids.stages.indexOf(to), delay: delay ?? 1 };
  };
  return {
    rotations,
    stages: ids.stages,
    origins: ids.origins,
    channels: channels.length,
    entry: Int32Array.from([...channels, ...referrals], ({ to }) => (to === undefined ? 0 : ids.stages.indexOf(to))),
    fresh: PARTS.fresh(source),
    law: [
      ...channels.map(({ arrival }) => arrival ?? 'fixed'),
      ...referrals.map(({ offspring }) => offspring ?? 'poisson'),
    ],
    driver: Int32Array.from([...channels.map(() => -1), ...referrals.map(({ from }) => ids.pools.indexOf(from))]),
    driverDelay: Int32Array.from([...channels.map(() => 0), ...referrals.map(({ delay }) => delay ?? 1)]),
    conversion: PARTS.conversion(source),
    base: PARTS.base(source),
    optional: PARTS.optional(source),
    wait: PARTS.wait(source),
    delay: Int32Array.from(stages, (stage) => stage.delay ?? 0),
    prompt: PARTS.prompt(source),
    pools: Int32Array.from(pools),
    initial: PARTS.initial(source),
    activeFor: Int32Array.from(pools, (stage) => stages[stage]?.activeFor ?? 0),
    retention: PARTS.retention(source),
    repeats: loopsOf(scenario, 'repeat').map(side),
    visits: PARTS.visits(source),
    proofs: loopsOf(scenario, 'proof').map(side),
    ceiling: PARTS.ceiling(source),
    half: PARTS.half(source),
    customer: PARTS.customer(source),
    market: PARTS.market(source),
    prices: PARTS.prices(source),
  };
}
