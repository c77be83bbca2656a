import { AMOUNT, POSITIVE, SHARE } from '../number/range.ts';
import { metricIds } from '../scenario/expect-faults.ts';
import type { ProofLoop, RepeatLoop, Scenario } from '../scenario/types.ts';
import { type Deviations, type Numbers, numbersOf, type Switch } from './active-levers.ts';
import type { Plan, SideLoop } from './plan.ts';
import { hasMoney, pricesOf } from './prices.ts';
import { type Slot, Slots } from './slots.ts';
import type { Source } from './source.ts';
import {
  conversionColumns,
  customerOf,
  freshColumns,
  initialMembers,
  isPrompt,
  loopsOf,
  numbersOfEach,
  retentionColumns,
} from './tables.ts';

/**
 * Compiles a scenario, with levers on.
 * @param deviations what the numbers of this run are instead, if not what the scenario says
 * @throws InputError when a lever is unknown or moves a number out of its range
 */
export function compile(scenario: Scenario, switches: readonly Switch[] = [], deviations: Deviations = {}): Plan {
  return planOf(sourceOf(scenario, numbersOf(scenario, switches, deviations)));
}

export function sourceOf(scenario: Scenario, numbers: Numbers): Source {
  return { scenario, ids: metricIds(scenario), numbers, priced: hasMoney(scenario) };
}

/**
 * Compiles what `sourceOf` gives.
 * @param recorded takes where each number went, for those who will put others there; see `VariablePlan`
 * @param byRotation true for room for a number in every rotation, whatever there is now
 */
export function planOf(source: Source, recorded: Slot[] | null = null, byRotation = false): Plan {
  const { scenario, ids, numbers } = source;
  const { rotations, stages, market, channels = [] } = scenario;
  const slots = new Slots(numbers, rotations, recorded, byRotation);
  const referrals = loopsOf(scenario, 'referral');
  const pools = ids.pools.map((id) => ids.stages.indexOf(id));
  const side = ({ id, from, to, delay }: RepeatLoop | ProofLoop): SideLoop => {
    return { id, pool: ids.pools.indexOf(from), stage: ids.stages.indexOf(to), delay: delay ?? 1 };
  };
  const [repeats, proofs] = [loopsOf(scenario, 'repeat'), loopsOf(scenario, 'proof')];
  const base = numbersOfEach(numbers, 'stages', stages, 'conversion', SHARE);
  const optional = numbersOfEach(numbers, 'stages', stages, 'optional', SHARE);
  const wait = numbersOfEach(numbers, 'stages', stages, 'wait', SHARE);
  const plan: { -readonly [Key in keyof Plan]: Plan[Key] } = {
    rotations,
    stages: ids.stages,
    origins: ids.origins,
    channels: channels.length,
    entry: Int32Array.from([...channels, ...referrals], ({ to }) => (to === undefined ? 0 : ids.stages.indexOf(to))),
    fresh: slots.table(freshColumns(source)),
    law: [
      ...channels.map(({ arrival }) => arrival ?? 'fixed'),
      ...referrals.map(({ offspring }) => offspring ?? 'poisson'),
    ],
    driver: Int32Array.from([...channels.map(() => -1), ...referrals.map(({ from }) => ids.pools.indexOf(from))]),
    driverDelay: Int32Array.from([...channels.map(() => 0), ...referrals.map(({ delay }) => delay ?? 1)]),
    conversion: slots.table(conversionColumns(source, base)),
    base: slots.table(base),
    optional: slots.table(optional),
    wait: slots.table(wait),
    delay: Int32Array.from(stages, (stage) => stage.delay ?? 0),
    prompt: false,
    pools: Int32Array.from(pools),
    initial: new Float64Array(pools.length),
    activeFor: Int32Array.from(pools, (stage) => stages[stage]?.activeFor ?? 0),
    retention: slots.table(retentionColumns(source)),
    repeats: repeats.map(side),
    visits: slots.table(numbersOfEach(numbers, 'loops', repeats, 'perMember', AMOUNT)),
    proofs: proofs.map(side),
    ceiling: slots.table(numbersOfEach(numbers, 'loops', proofs, 'ceiling', SHARE)),
    half: slots.table(numbersOfEach(numbers, 'loops', proofs, 'half', POSITIVE)),
    customer: 1,
    customerByLane: null,
    market: Infinity,
    prices: null,
  };
  slots.set(plan, 'prompt', () => isPrompt(scenario, [...wait, ...optional]));
  slots.put(
    () => initialMembers(source),
    (members) => plan.initial.set(members),
  );
  slots.put(
    () => customerOf(source),
    (customers) => {
      [plan.customer] = customers;
      plan.customerByLane = customers.every((stage) => stage === plan.customer) ? null : customers;
    },
  );
  if (market) slots.set(plan, 'market', () => numbers.single('market.size', market.size));
  if (source.priced) plan.prices = pricesOf(source, slots);
  return plan;
}
