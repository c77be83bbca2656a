/**
 * Section 3 of the model, written down as plainly as it reads and with no thought of speed: what the engines are
 * checked against. Shares no code with `src`, so that a misreading there cannot hide here. Levers are ignored;
 * the scenario is taken to be valid. `money.ts` reads section 4 off the same wheel.
 */

import type {
  Channel,
  Loop,
  Quantity,
  ReferralLoop,
  RepeatLoop,
  Scenario,
  Stage,
} from '../../src/model/scenario/types.ts';
import { valueAt } from './numbers.ts';

/** Stage id -> origin id -> people. */
type ByStageAndOrigin = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What rotation t sees; origins are every channel and every referral loop. */
export interface ReferenceRotation {
  readonly arrivals: ByStageAndOrigin;
  readonly gone: ByStageAndOrigin;
  readonly waiting: ByStageAndOrigin;
  readonly lost: ByStageAndOrigin;
  /** Members at the end of the rotation, of all origins and `initial`; only stages that keep a pool are in it. */
  readonly active: Readonly<Record<string, number>>;
  /** Members who left in the rotation; the same stages. */
  readonly lapsed: Readonly<Record<string, number>>;
  /** Repeat visits by stage, 0 where no repeat loop leads. */
  readonly returning: Readonly<Record<string, number>>;
  readonly referred: number;
  /** null when nobody arrives at the first stage. */
  readonly referredShare: number | null;
  readonly gain: number;
  /** Prospects sought or brought by each origin, before the market wastes some. */
  readonly candidates: Readonly<Record<string, number>>;
}

/** Rotation t is at index t - 1. */
export type ReferenceRun = readonly ReferenceRotation[];

/** The expected run of a scenario. */
export function referenceRun(scenario: Scenario): ReferenceRun {
  const wheel = turned(scenario);
  const withoutLoops = turned({ ...scenario, loops: [] });
  return rotationsOf(scenario).map((t) => reported(wheel, withoutLoops, t));
}

export type Origin = Channel | ReferralLoop;

/** People by stage, origin and rotation; nobody until someone is added. */
class People {
  readonly #counts = new Map<string, Map<string, Map<number, number>>>();

  at(stage: Stage, origin: string, t: number): number {
    return this.#counts.get(stage.id)?.get(origin)?.get(t) ?? 0;
  }

  add(stage: Stage, origin: string, t: number, people: number): void {
    const ofStage = this.#counts.get(stage.id) ?? new Map<string, Map<number, number>>();
    const ofOrigin = ofStage.get(origin) ?? new Map<number, number>();
    ofOrigin.set(t, (ofOrigin.get(t) ?? 0) + people);
    ofStage.set(origin, ofOrigin);
    this.#counts.set(stage.id, ofStage);
  }
}

export class Wheel {
  readonly arrivals = new People();
  readonly gone = new People();
  readonly waiting = new People();
  readonly lost = new People();
  readonly active = new People();
  /** Rotation -> origin id -> candidates. */
  readonly candidates = new Map<number, Map<string, number>>();
  /** Rotation -> people who ever arrived fresh. */
  readonly reached = new Map<number, number>();
  readonly scenario: Scenario;
  /** The wheel whose members raise conversions by proof: this one, unless it only follows somebody through another. */
  readonly full: Wheel;

  constructor(scenario: Scenario, full?: Wheel) {
    this.scenario = scenario;
    this.full = full ?? this;
  }
}

export function turned(scenario: Scenario): Wheel {
  return turn(new Wheel(scenario));
}

/**
 * One person of an origin who arrives at a stage in rotation 1, followed through the conversions of the full wheel;
 * with the referral loops on, also those whom this person brings, directly and through others.
 */
export function followed(full: Wheel, origin: Origin, stage: Stage, referring: boolean): Wheel {
  const wheel = new Wheel(deserted(full.scenario, referring), full);
  wheel.arrivals.add(stage, origin.id, 1, 1);
  return turn(wheel);
}

/** The scenario without a market, initial members and anybody whom a channel brings. */
function deserted(scenario: Scenario, referring: boolean): Scenario {
  const silenced = (loop: Loop): Loop => (loop.type === 'referral' && !referring ? { ...loop, perMember: 0 } : loop);
  return {
    ...scenario,
    channels: scenario.channels?.map((channel) => ({ ...channel, volume: 0, budget: undefined, response: undefined })),
    stages: scenario.stages.map((stage) => ({ ...stage, initial: 0 })),
    loops: scenario.loops?.map(silenced),
    market: undefined,
  };
}

function turn(wheel: Wheel): Wheel {
  const { scenario } = wheel;
  seatInitialMembers(wheel);
  for (const t of rotationsOf(scenario)) {
    arriveFresh(wheel, t);
    scenario.stages.forEach((_, s) => {
      for (const origin of originsOf(scenario)) goOn(wheel, s, origin, t);
    });
    for (const stage of scenario.stages) keepPool(wheel, stage, t);
  }
  return wheel;
}

function seatInitialMembers(wheel: Wheel): void {
  const { stages } = wheel.scenario;
  for (const stage of stages) wheel.active.add(stage, 'initial', 0, stage.initial ?? 0);
  wheel.reached.set(0, sum(stages.map((stage) => stage.initial ?? 0)));
}

/** Rule 1 and the market (3.5): candidates, and those of them who are new. */
function arriveFresh(wheel: Wheel, t: number): void {
  const newShare = shareOfNew(wheel, t);
  const brought = new Map<string, number>();
  for (const origin of originsOf(wheel.scenario)) {
    const candidates = candidatesOf(wheel, origin, t);
    brought.set(origin.id, candidates);
    wheel.arrivals.add(entryOf(wheel.scenario, origin), origin.id, t, newShare * candidates);
  }
  wheel.candidates.set(t, brought);
  wheel.reached.set(t, reachedBy(wheel, t - 1) + newShare * sum([...brought.values()]));
}

function shareOfNew(wheel: Wheel, t: number): number {
  const { market } = wheel.scenario;
  return market === undefined ? 1 : Math.max(0, 1 - reachedBy(wheel, t - 1) / market.size);
}

function reachedBy(wheel: Wheel, t: number): number {
  return wheel.reached.get(t) ?? 0;
}

function candidatesOf(wheel: Wheel, origin: Origin, t: number): number {
  return isReferral(origin) ? amount(origin.perMember, t) * membersSeenBy(wheel, origin, t) : volumeOf(origin, t);
}

function volumeOf(channel: Channel, t: number): number {
  if (channel.budget !== undefined && channel.response !== undefined) {
    const { most, half, slope } = channel.response;
    const power = amount(slope ?? 1, t);
    const [middle, spent] = [amount(half, t), moneyAtWork(channel, t)].map((money) => money ** power);
    return spent === 0 ? 0 : (amount(most, t) * spent) / (middle + spent);
  }
  return channel.budget === undefined ? amount(channel.volume, t) : amount(channel.budget, t) / amount(channel.cost, t);
}

/** What is spent in rotation t, and what carries over of all that was spent before (3.6). */
function moneyAtWork(channel: Channel, t: number): number {
  if (t < 1) return 0;
  return amount(channel.budget, t) + share(channel.response?.carry ?? 0, t) * moneyAtWork(channel, t - 1);
}

/** The pool that a loop leaves, of all origins, as it stood `delay` rotations ago; empty before rotation 0. */
function membersSeenBy(wheel: Wheel, loop: Loop, t: number): number {
  return membersOf(wheel, stageOf(wheel.scenario, loop.from), t - (loop.delay ?? 1));
}

/** Members of a stage's pool at the end of rotation t, of all origins; in rotation 0 the initial ones. */
export function membersOf(wheel: Wheel, stage: Stage, t: number): number {
  return sum(poolOrigins(wheel.scenario).map((origin) => wheel.active.at(stage, origin, t)));
}

/** Rules 3 to 5. Whoever reaches the last stage stays there. */
function goOn(wheel: Wheel, s: number, origin: Origin, t: number): void {
  const { stages } = wheel.scenario;
  if (s === stages.length - 1) return;
  const stage = stages[s];
  const present = wheel.arrivals.at(stage, origin.id, t) + wheel.waiting.at(stage, origin.id, t - 1);
  const gone = conversionInto(wheel, stages[s + 1], origin, t) * present;
  const wait = share(stage.wait ?? 0, t);
  wheel.gone.add(stage, origin.id, t, gone);
  wheel.waiting.add(stage, origin.id, t, wait * (present - gone));
  wheel.lost.add(stage, origin.id, t, (1 - wait) * (present - gone));
  sendTo(wheel, s + 1, origin, t, gone);
}

/** Rule 4: people who left in rotation t arrive after the stage's delay, except those who bypass it. */
function sendTo(wheel: Wheel, s: number, origin: Origin, t: number, people: number): void {
  const { stages } = wheel.scenario;
  const bypassing = share(stages[s].optional ?? 0, t) * people;
  wheel.arrivals.add(stages[s], origin.id, t + (stages[s].delay ?? 0), people - bypassing);
  if (s + 1 < stages.length) sendTo(wheel, s + 1, origin, t, bypassing);
}

/** The conversion of the link into a stage for people of one origin, raised by the proof loops there (3.4). */
function conversionInto(wheel: Wheel, stage: Stage, origin: Origin, t: number): number {
  let conversion = share(overridden(origin.conversion, stage) ?? stage.conversion, t);
  for (const loop of loopsOf(wheel.scenario)) {
    if (loop.type !== 'proof' || loop.to !== stage.id) continue;
    const members = membersSeenBy(wheel.full, loop, t);
    const room = Math.max(0, share(loop.ceiling, t) - conversion);
    conversion += (room * members) / (members + amount(loop.half, t));
  }
  return conversion;
}

/** Rule 6, for every origin and for the initial members. */
function keepPool(wheel: Wheel, stage: Stage, t: number): void {
  wheel.active.add(stage, 'initial', t, activeIn(wheel, stage, 'initial', stage.retention, t));
  for (const origin of originsOf(wheel.scenario)) {
    const retention = overridden(origin.retention, stage) ?? stage.retention;
    wheel.active.add(stage, origin.id, t, activeIn(wheel, stage, origin.id, retention, t));
  }
}

function activeIn(wheel: Wheel, stage: Stage, origin: string, retention: Quantity | undefined, t: number): number {
  if (stage.activeFor !== undefined) return joinedLately(wheel, stage, origin, stage.activeFor, t);
  return share(retention ?? 1, t) * wheel.active.at(stage, origin, t - 1) + wheel.arrivals.at(stage, origin, t);
}

/** Those who leave a pool in rotation t: whom retention does not keep, or whose time is over. */
function lapsing(wheel: Wheel, stage: Stage, origin: string, t: number): number {
  const { activeFor } = stage;
  if (activeFor !== undefined) return t < activeFor ? 0 : joinedLately(wheel, stage, origin, 1, t - activeFor);
  const own = originsOf(wheel.scenario).find(({ id }) => id === origin);
  const retention = overridden(own?.retention, stage) ?? stage.retention ?? 1;
  return (1 - share(retention, t)) * wheel.active.at(stage, origin, t - 1);
}

/** Those who joined a pool in the rotations t - length + 1 .. t, the initial members in rotation 0. */
function joinedLately(wheel: Wheel, stage: Stage, origin: string, length: number, t: number): number {
  let joined = 0;
  for (let then = Math.max(0, t - length + 1); then <= t; then += 1) {
    joined += then === 0 ? wheel.active.at(stage, origin, 0) : wheel.arrivals.at(stage, origin, then);
  }
  return joined;
}

function reported(wheel: Wheel, withoutLoops: Wheel, t: number): ReferenceRotation {
  const { scenario } = wheel;
  const first = scenario.stages[0];
  const entered = arrivedAt(wheel, first, t);
  const referred = arrivedAt(wheel, first, t, originsOf(scenario).filter(isReferral));
  return {
    arrivals: byStageAndOrigin(scenario, wheel.arrivals, t),
    gone: byStageAndOrigin(scenario, wheel.gone, t),
    waiting: byStageAndOrigin(scenario, wheel.waiting, t),
    lost: byStageAndOrigin(scenario, wheel.lost, t),
    active: byId(
      scenario.stages.filter((stage) => hasPool(scenario, stage)),
      (stage) => membersOf(wheel, stage, t),
    ),
    lapsed: byId(
      scenario.stages.filter((stage) => hasPool(scenario, stage)),
      (stage) => sum(poolOrigins(scenario).map((origin) => lapsing(wheel, stage, origin, t))),
    ),
    returning: byId(scenario.stages, (stage) => visitsTo(wheel, stage, t)),
    referred,
    referredShare: entered === 0 ? null : referred / entered,
    gain: entered - arrivedAt(withoutLoops, first, t),
    candidates: byId(originsOf(scenario), (origin) => soughtBy(wheel, origin, t)),
  };
}

/** Arrivals at a stage, of all origins or of some. */
export function arrivedAt(wheel: Wheel, stage: Stage, t: number, origins = originsOf(wheel.scenario)): number {
  return sum(origins.map((origin) => wheel.arrivals.at(stage, origin.id, t)));
}

/** Prospects whom an origin sought or brought, those wasted by the market included. */
export function soughtBy(wheel: Wheel, origin: Origin, t: number): number {
  return wheel.candidates.get(t)?.get(origin.id) ?? 0;
}

/** Repeat visits (3.3) to a stage. */
function visitsTo(wheel: Wheel, stage: Stage, t: number): number {
  return sum(repeatsTo(wheel.scenario, stage).map((loop) => visitsOf(wheel, loop, t)));
}

export function repeatsTo(scenario: Scenario, stage: Stage): RepeatLoop[] {
  return loopsOf(scenario)
    .filter((loop) => loop.type === 'repeat')
    .filter((loop) => loop.to === stage.id);
}

/** The visits that one repeat loop brings. */
export function visitsOf(wheel: Wheel, loop: RepeatLoop, t: number): number {
  return amount(loop.perMember, t) * membersSeenBy(wheel, loop, t);
}

function hasPool(scenario: Scenario, stage: Stage): boolean {
  const left = loopsOf(scenario).some((loop) => loop.from === stage.id);
  return left || stage.memberRevenue !== undefined || stage.memberCost !== undefined;
}

function byStageAndOrigin(scenario: Scenario, people: People, t: number): ByStageAndOrigin {
  return byId(scenario.stages, (stage) => byId(originsOf(scenario), (origin) => people.at(stage, origin.id, t)));
}

function byId<Thing extends { readonly id: string }, Value>(
  things: readonly Thing[],
  value: (thing: Thing) => Value,
): Record<string, Value> {
  return Object.fromEntries(things.map((thing) => [thing.id, value(thing)]));
}

export function rotationsOf(scenario: Scenario): number[] {
  return Array.from({ length: scenario.rotations }, (_, index) => index + 1);
}

export function originsOf(scenario: Scenario): Origin[] {
  return [...(scenario.channels ?? []), ...loopsOf(scenario).filter((loop) => loop.type === 'referral')];
}

function poolOrigins(scenario: Scenario): string[] {
  return ['initial', ...originsOf(scenario).map((origin) => origin.id)];
}

function loopsOf(scenario: Scenario): readonly Loop[] {
  return scenario.loops ?? [];
}

export function isReferral(origin: Origin): origin is ReferralLoop {
  return 'type' in origin;
}

export function entryOf(scenario: Scenario, origin: Origin): Stage {
  return origin.to === undefined ? scenario.stages[0] : stageOf(scenario, origin.to);
}

export function stageOf(scenario: Scenario, id: string): Stage {
  const found = scenario.stages.find((stage) => stage.id === id);
  if (found === undefined) throw new Error(`no stage "${id}"`);
  return found;
}

/** An origin's own number for a stage. A stage may be called `constructor`, which every object inherits. */
function overridden(map: Origin['conversion'], stage: Stage): Quantity | undefined {
  return map !== undefined && Object.hasOwn(map, stage.id) ? map[stage.id] : undefined;
}

/** A share in rotation t, clipped as the mean of an uncertain number is. */
export function share(quantity: Quantity | undefined, t: number): number {
  return Math.min(1, amount(quantity, t));
}

/** An amount, a volume or a rate in rotation t, clipped as the mean of an uncertain number is. */
export function amount(quantity: Quantity | undefined, t: number): number {
  if (quantity === undefined) throw new Error('a number that the model requires is missing');
  return Math.max(0, valueAt(quantity, t));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
