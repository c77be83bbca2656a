import { InputError } from '../errors.ts';
import { AMOUNT, POSITIVE, SHARE } from '../number/range.ts';
import type { Channel, ProofLoop, ReferralLoop, RepeatLoop, Scenario, StageMap } from '../scenario/types.ts';
import type { Numbers } from './active-levers.ts';
import type { Plan, Source } from './plan.ts';
import { type Prices, pricesOf } from './prices.ts';
import { type Table, tableOf, valueIn } from './table.ts';

/** The parts of a plan that follow from numbers which may differ from rotation to rotation, each by itself. */
export const PARTS = {
  fresh: freshTable,
  conversion: conversionTable,
  base: lastBase,
  optional: (source: Source) => stageTable(source, 'optional'),
  wait: (source: Source) => stageTable(source, 'wait'),
  prompt: isPrompt,
  initial: initialMembers,
  retention: retentionTable,
  visits: visitTable,
  ceiling: ceilingTable,
  half: halfTable,
  customer: customerOf,
  market: ({ scenario }: Source) => scenario.market?.size ?? Infinity,
  prices: pricesIn,
} as const satisfies { readonly [Key in keyof Plan]?: (source: Source) => Plan[Key] };

/** What channels bring per rotation, and referral loops per member and rotation. */
function freshTable({ scenario, numbers }: Source): Table {
  const { rotations, channels = [] } = scenario;
  return tableOf(
    [
      ...channels.map((channel) => volumeOf(channel, numbers, rotations)),
      ...loopsOf(scenario, 'referral').map(({ id, perMember }) =>
        numbers.read(`loops.${id}.perMember`, perMember, AMOUNT),
      ),
    ],
    rotations,
  );
}

function baseOf({ scenario, numbers }: Source): Float64Array[] {
  return scenario.stages.map(({ id, conversion }) => numbers.read(`stages.${id}.conversion`, conversion ?? 0, SHARE));
}

function lastBase(source: Source): Float64Array {
  return Float64Array.from(baseOf(source), (series) => valueIn(series, source.scenario.rotations - 1));
}

/** True when nobody ever waits, travels or bypasses. */
function isPrompt(source: Source): boolean {
  const numbers = [...stageTable(source, 'wait').values, ...stageTable(source, 'optional').values];
  return [...numbers, ...source.scenario.stages.map(({ delay }) => delay ?? 0)].every((number) => number === 0);
}

/** Members of each pool before rotation 1. */
function initialMembers({ scenario, ids }: Source): Float64Array {
  return Float64Array.from(ids.pools, (id) => scenario.stages[ids.stages.indexOf(id)]?.initial ?? 0);
}

function visitTable({ scenario, numbers }: Source): Table {
  const repeats = loopsOf(scenario, 'repeat');
  return tableOf(
    repeats.map(({ id, perMember }) => numbers.read(`loops.${id}.perMember`, perMember, AMOUNT)),
    scenario.rotations,
  );
}

function ceilingTable({ scenario, numbers }: Source): Table {
  const proofs = loopsOf(scenario, 'proof');
  return tableOf(
    proofs.map(({ id, ceiling }) => numbers.read(`loops.${id}.ceiling`, ceiling, SHARE)),
    scenario.rotations,
  );
}

function halfTable({ scenario, numbers }: Source): Table {
  const proofs = loopsOf(scenario, 'proof');
  return tableOf(
    proofs.map(({ id, half }) => numbers.read(`loops.${id}.half`, half, POSITIVE)),
    scenario.rotations,
  );
}

function pricesIn({ scenario, ids, numbers, switches, priced }: Source): Prices | null {
  if (!priced) return null;
  const columns = {
    channels: scenario.channels ?? [],
    referrals: loopsOf(scenario, 'referral'),
    repeats: loopsOf(scenario, 'repeat'),
    pools: scenario.stages.filter(({ id }) => ids.pools.includes(id)),
  };
  return pricesOf(scenario, columns, numbers, switches);
}

/** The stage that the scenario names, else the first that earns anything in some rotation, else the second. */
function customerOf({ scenario, numbers }: Source): number {
  const { stages, customer } = scenario;
  if (customer !== undefined) return stages.findIndex((stage) => stage.id === customer);
  const earns = stages.map(({ id, revenue }) =>
    numbers.read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT).some((amount) => amount > 0),
  );
  const earning = earns.indexOf(true);
  return earning === -1 ? 1 : earning;
}

/** The loops of one type, in file order. */
export function loopsOf(scenario: Scenario, type: 'referral'): ReferralLoop[];
export function loopsOf(scenario: Scenario, type: 'repeat'): RepeatLoop[];
export function loopsOf(scenario: Scenario, type: 'proof'): ProofLoop[];
export function loopsOf(scenario: Scenario, type: string) {
  return (scenario.loops ?? []).filter((loop) => loop.type === type);
}

function volumeOf(channel: Channel, numbers: Numbers, rotations: number): Float64Array {
  const path = `channels.${channel.id}`;
  if (channel.budget === undefined) return numbers.read(`${path}.volume`, channel.volume ?? 0, AMOUNT);
  const budget = numbers.read(`${path}.budget`, channel.budget, AMOUNT);
  const cost = numbers.read(`${path}.cost`, channel.cost ?? 0, AMOUNT);
  const length = budget.length === 1 && cost.length === 1 ? 1 : rotations;
  return Float64Array.from({ length }, (_, t) => {
    if (valueIn(cost, t) > 0) return valueIn(budget, t) / valueIn(cost, t);
    // The file itself was checked: only levers, and uncertain numbers as drawn, get here.
    throw InputError.of(`${path}.budget needs a cost above 0, and it comes to 0 in rotation ${t + 1}`);
  });
}

function stageTable({ scenario, numbers }: Source, key: 'optional' | 'wait'): Table {
  const columns = scenario.stages.map((stage) => numbers.read(`stages.${stage.id}.${key}`, stage[key] ?? 0, SHARE));
  return tableOf(columns, scenario.rotations);
}

/** The channels and referral loops, in the order of `Plan.origins`, with where their maps stand. */
function mapsOf(scenario: Scenario): { path: string; conversion: StageMap; retention: StageMap }[] {
  const named = (list: string) => (origin: Channel | ReferralLoop) => {
    return { path: `${list}.${origin.id}`, conversion: origin.conversion ?? {}, retention: origin.retention ?? {} };
  };
  return [...(scenario.channels ?? []).map(named('channels')), ...loopsOf(scenario, 'referral').map(named('loops'))];
}

function conversionTable(source: Source): Table {
  const { scenario, numbers } = source;
  const base = baseOf(source);
  const columns = mapsOf(scenario).flatMap(({ path, conversion }) =>
    scenario.stages.map(({ id }, s) => overridden(conversion, id, `${path}.conversion`, base[s], numbers)),
  );
  return tableOf(columns, scenario.rotations);
}

function retentionTable({ scenario, ids, numbers }: Source): Table {
  const stages = scenario.stages.filter(({ id }) => ids.pools.includes(id));
  const base = stages.map(({ id, retention }) => numbers.read(`stages.${id}.retention`, retention ?? 1, SHARE));
  const columns = mapsOf(scenario).flatMap(({ path, retention }) =>
    stages.map(({ id }, p) => overridden(retention, id, `${path}.retention`, base[p], numbers)),
  );
  return tableOf([...columns, ...base], scenario.rotations);
}

/** A stage's number for one origin: the origin's own where its map has one, else the stage's. */
function overridden(map: StageMap, id: string, path: string, base: Float64Array | undefined, numbers: Numbers) {
  const own = Object.hasOwn(map, id) ? map[id] : undefined;
  return own === undefined ? (base ?? new Float64Array(1)) : numbers.read(`${path}.${id}`, own, SHARE);
}
