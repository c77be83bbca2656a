import { InputError } from '../errors.ts';
import { AMOUNT, BELOW_ONE, POSITIVE, type Range, SHARE } from '../number/range.ts';
import type {
  Channel,
  ChannelResponse,
  ProofLoop,
  Quantity,
  ReferralLoop,
  RepeatLoop,
  Scenario,
  StageMap,
} from '../scenario/types.ts';
import type { Numbers } from './active-levers.ts';
import { type ResponseNumbers, responseVolumes } from './response.ts';
import { combined, type Series } from './series.ts';
import type { Formula } from './slots.ts';
import type { Source } from './source.ts';

/** A number of each member of a list; one that does not write it has another one there. */
export function numbersOfEach<Key extends string>(
  { read }: Numbers,
  list: 'stages' | 'channels' | 'loops',
  members: readonly ({ readonly id: string } & { readonly [K in Key]?: Quantity | undefined })[],
  key: Key,
  range: Range,
  missing = 0,
): Formula[] {
  return members.map((member) => () => read(`${list}.${member.id}.${key}`, member[key] ?? missing, range));
}

/** What channels bring per rotation, and referral loops per member and rotation. */
export function freshColumns({ scenario, numbers }: Source): Formula[] {
  return [
    ...(scenario.channels ?? []).map((channel) => () => volumeOf(channel, numbers, scenario.rotations)),
    ...numbersOfEach(numbers, 'loops', loopsOf(scenario, 'referral'), 'perMember', AMOUNT),
  ];
}

/** True when nobody ever waits, travels or bypasses. */
export function isPrompt({ stages }: Scenario, shares: readonly Formula[]): boolean {
  return (
    shares.every((share) => share().values.every((number) => number === 0)) &&
    stages.every(({ delay = 0 }) => delay === 0)
  );
}

/** Members of each pool before rotation 1. */
export const initialMembers = ({ scenario, ids, numbers }: Source): number[] =>
  ids.pools.map((id) => numbers.single(`stages.${id}.initial`, scenario.stages[ids.stages.indexOf(id)]?.initial ?? 0));

/**
 * The stage that the scenario names, else the first that earns anything in some rotation, else the second: one for all lanes,
 * or one for each where that may differ.
 */
export function customerOf({ scenario, numbers }: Source): Int32Array {
  const { stages, customer } = scenario;
  if (customer !== undefined) return Int32Array.of(stages.findIndex((stage) => stage.id === customer));
  const revenues = numbersOfEach(numbers, 'stages', stages, 'revenue', AMOUNT).map((read) => read());
  const lanes = Math.max(...revenues.map((series) => series.lanes));
  return Int32Array.from({ length: lanes }, (_, lane) => {
    const earning = revenues.findIndex((series) => earnsIn(series, lane));
    return earning === -1 ? 1 : earning;
  });
}

function earnsIn({ values, lanes }: Series, lane: number): boolean {
  for (let i = lanes > 1 ? lane : 0; i < values.length; i += lanes) if (values[i] > 0) return true;
  return false;
}

/** The loops of one type, in file order. */
export function loopsOf(scenario: Scenario, type: 'referral'): ReferralLoop[];
export function loopsOf(scenario: Scenario, type: 'repeat'): RepeatLoop[];
export function loopsOf(scenario: Scenario, type: 'proof'): ProofLoop[];
export function loopsOf(scenario: Scenario, type: string) {
  return (scenario.loops ?? []).filter((loop) => loop.type === type);
}

/** The numbers of a channel's response; `carry` is null where nothing carries over, ever. */
function responseNumbers({ id }: Channel, response: ChannelResponse, { read }: Numbers): ResponseNumbers {
  const path = `channels.${id}.response`;
  const carry = read(`${path}.carry`, response.carry ?? 0, BELOW_ONE);
  const nothing = carry.values.length === 1 && carry.values[0] === 0;
  return {
    most: read(`${path}.most`, response.most, AMOUNT),
    half: read(`${path}.half`, response.half, POSITIVE),
    slope: read(`${path}.slope`, response.slope ?? 1, POSITIVE),
    // One that is written may be given another value later, for which there has to be room in every rotation.
    carry: response.carry === undefined && nothing ? null : carry,
  };
}

function volumeOf(channel: Channel, numbers: Numbers, rotations: number): Series {
  const path = `channels.${channel.id}`;
  if (channel.budget === undefined) return numbers.read(`${path}.volume`, channel.volume ?? 0, AMOUNT);
  const budget = numbers.read(`${path}.budget`, channel.budget, AMOUNT);
  if (channel.response) return responseVolumes(budget, responseNumbers(channel, channel.response, numbers), rotations);
  const cost = numbers.read(`${path}.cost`, channel.cost ?? 0, AMOUNT);
  const rows = budget.rows === 1 && cost.rows === 1 ? 1 : rotations;
  return combined(budget, cost, rows, (money, each, t) => {
    if (each > 0) return money / each;
    // The file itself was checked: only levers, and uncertain numbers as drawn, get here.
    throw InputError.of(`${path}.budget needs a cost above 0, and it comes to 0 in rotation ${t + 1}`);
  });
}

/** The channels and referral loops, in the order of `Plan.origins`, with where their maps stand. */
function mapsOf(scenario: Scenario): { path: string; conversion: StageMap; retention: StageMap }[] {
  const named = (list: string) => (origin: Channel | ReferralLoop) => {
    return { path: `${list}.${origin.id}`, conversion: origin.conversion ?? {}, retention: origin.retention ?? {} };
  };
  return [...(scenario.channels ?? []).map(named('channels')), ...loopsOf(scenario, 'referral').map(named('loops'))];
}

/** @param base rates of the links into each stage, without any origin's own */
export function conversionColumns({ scenario, numbers }: Source, base: readonly Formula[]): Formula[] {
  return mapsOf(scenario).flatMap(({ path, conversion }) =>
    scenario.stages.map(({ id }, s) => overridden(conversion, id, `${path}.conversion`, base[s], numbers)),
  );
}

export function retentionColumns({ scenario, ids, numbers }: Source): Formula[] {
  const stages = scenario.stages.filter(({ id }) => ids.pools.includes(id));
  const base = numbersOfEach(numbers, 'stages', stages, 'retention', SHARE, 1);
  const columns = mapsOf(scenario).flatMap(({ path, retention }) =>
    stages.map(({ id }, p) => overridden(retention, id, `${path}.retention`, base[p], numbers)),
  );
  return [...columns, ...base];
}

/** A stage's number for one origin: the origin's own where its map has one, else the stage's. */
function overridden(map: StageMap, id: string, path: string, base: Formula, numbers: Numbers): Formula {
  const own = Object.hasOwn(map, id) ? map[id] : undefined;
  return own === undefined ? base : () => numbers.read(`${path}.${id}`, own, SHARE);
}
