import { InputError } from '../errors.ts';
import { AMOUNT, POSITIVE, SHARE } from '../number/range.ts';
import type { Channel, ProofLoop, ReferralLoop, RepeatLoop, Scenario, StageMap } from '../scenario/types.ts';
import type { Numbers } from './active-levers.ts';
import { combined, type Series } from './series.ts';
import type { Formula } from './slots.ts';
import type { Source } from './source.ts';

/** What channels bring per rotation, and referral loops per member and rotation. */
export function freshColumns({ scenario, numbers }: Source): Formula[] {
  const { rotations, channels = [] } = scenario;
  return [
    ...channels.map((channel) => () => volumeOf(channel, numbers, rotations)),
    ...loopsOf(scenario, 'referral').map(
      ({ id, perMember }) =>
        () =>
          numbers.read(`loops.${id}.perMember`, perMember, AMOUNT),
    ),
  ];
}

/** The conversion rate of the link into each stage, without any origin's own. */
export const baseColumns = ({ scenario, numbers }: Source): Formula[] =>
  scenario.stages.map(
    ({ id, conversion }) =>
      () =>
        numbers.read(`stages.${id}.conversion`, conversion ?? 0, SHARE),
  );

export const visitColumns = ({ scenario, numbers }: Source): Formula[] =>
  loopsOf(scenario, 'repeat').map(
    ({ id, perMember }) =>
      () =>
        numbers.read(`loops.${id}.perMember`, perMember, AMOUNT),
  );

export const ceilingColumns = ({ scenario, numbers }: Source): Formula[] =>
  loopsOf(scenario, 'proof').map(
    ({ id, ceiling }) =>
      () =>
        numbers.read(`loops.${id}.ceiling`, ceiling, SHARE),
  );

export const halfColumns = ({ scenario, numbers }: Source): Formula[] =>
  loopsOf(scenario, 'proof').map(
    ({ id, half }) =>
      () =>
        numbers.read(`loops.${id}.half`, half, POSITIVE),
  );

export const stageColumns = ({ scenario, numbers }: Source, key: 'optional' | 'wait'): Formula[] =>
  scenario.stages.map((stage) => () => numbers.read(`stages.${stage.id}.${key}`, stage[key] ?? 0, SHARE));

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
  const revenues = stages.map(({ id, revenue }) => numbers.read(`stages.${id}.revenue`, revenue ?? 0, AMOUNT));
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

/** People in the market. */
export const marketOf = ({ scenario: { market }, numbers }: Source): number =>
  market ? numbers.single('market.size', market.size) : Infinity;

/** The loops of one type, in file order. */
export function loopsOf(scenario: Scenario, type: 'referral'): ReferralLoop[];
export function loopsOf(scenario: Scenario, type: 'repeat'): RepeatLoop[];
export function loopsOf(scenario: Scenario, type: 'proof'): ProofLoop[];
export function loopsOf(scenario: Scenario, type: string) {
  return (scenario.loops ?? []).filter((loop) => loop.type === type);
}

function volumeOf(channel: Channel, numbers: Numbers, rotations: number): Series {
  const path = `channels.${channel.id}`;
  if (channel.budget === undefined) return numbers.read(`${path}.volume`, channel.volume ?? 0, AMOUNT);
  const budget = numbers.read(`${path}.budget`, channel.budget, AMOUNT);
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

/** @param base from `baseColumns` */
export function conversionColumns({ scenario, numbers }: Source, base: readonly Formula[]): Formula[] {
  return mapsOf(scenario).flatMap(({ path, conversion }) =>
    scenario.stages.map(({ id }, s) => overridden(conversion, id, `${path}.conversion`, base[s], numbers)),
  );
}

export function retentionColumns({ scenario, ids, numbers }: Source): Formula[] {
  const stages = scenario.stages.filter(({ id }) => ids.pools.includes(id));
  const base = stages.map(
    ({ id, retention }) =>
      () =>
        numbers.read(`stages.${id}.retention`, retention ?? 1, SHARE),
  );
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
