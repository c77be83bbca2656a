import { arrivalsAt, type Flow, goneAt, membersAfter, presentAt } from '../engine/flow.ts';
import type { Plan } from '../model/plan/plan.ts';

/** People on their way round the wheel in one rotation. */
export interface Wheel {
  readonly stages: readonly WheelStage[];
  readonly loops: readonly WheelLoop[];
}

export interface WheelStage {
  readonly id: string;
  /** People who first came by a channel (or were there), and people whom members brought. */
  readonly bought: number;
  readonly brought: number;
  /** Of those bought, whom channels drop here. */
  readonly fresh: readonly { readonly channel: string; readonly people: number }[];
  /** Share of those present at the stage before who went on to here; null for the first stage, or with nobody there. */
  readonly rate: number | null;
}

export interface WheelLoop {
  readonly id: string;
  readonly kind: 'referral' | 'repeat' | 'proof';
  readonly from: number;
  readonly to: number;
  /** Members who act in this rotation, and those whom they bring, or their visits; for proof nothing moves. */
  readonly members: number;
  readonly people: number;
}

/** The wheel in rotation t (from 0) of a run. */
export const wheelAt = (plan: Plan, flow: Flow, t: number): Wheel => ({
  stages: stagesAt(plan, flow, t),
  loops: loopsAt(plan, flow, t),
});

function stagesAt(plan: Plan, flow: Flow, t: number): WheelStage[] {
  const { channels, origins, entry } = plan;
  const added = (from: number, to: number, of: (o: number) => number): number => {
    let total = 0;
    for (let o = from; o < to; o++) total += of(o);
    return total;
  };
  return plan.stages.map((id, s) => {
    const arrivals = (o: number): number => arrivalsAt(plan, flow, t, o, s);
    const present = s === 0 ? 0 : added(0, origins.length, (o) => presentAt(plan, flow, t, o, s - 1));
    const gone = s === 0 ? 0 : added(0, origins.length, (o) => goneAt(plan, flow, t, o, s - 1));
    return {
      id,
      bought: added(0, channels, arrivals),
      brought: added(channels, origins.length, arrivals),
      fresh: origins
        .slice(0, channels)
        .map((channel, o) => ({ channel, people: entry[o] === s ? flow.came[t * origins.length + o] : 0 }))
        .filter(({ people }) => people > 0),
      rate: present > 0 ? gone / present : null,
    };
  });
}

function loopsAt(plan: Plan, flow: Flow, t: number): WheelLoop[] {
  const { channels, origins, entry, driver, driverDelay, repeats, proofs, pools } = plan;
  // Members at the end of the rotation before, or as many before as the loop's delay says.
  const members = (pool: number, delay: number): number =>
    t + 1 - delay >= 0 ? membersAfter(plan, flow, t + 1 - delay, pool) : 0;
  const referrals = origins.slice(channels).map((id, i): WheelLoop => {
    const o = channels + i;
    return {
      id,
      kind: 'referral',
      from: pools[driver[o]],
      to: entry[o],
      members: members(driver[o], driverDelay[o]),
      people: flow.came[t * origins.length + o],
    };
  });
  const side = (kind: 'repeat' | 'proof', people: (l: number) => number) =>
    (kind === 'repeat' ? repeats : proofs).map(({ id, pool, stage, delay }, l): WheelLoop => {
      return { id, kind, from: pools[pool], to: stage, members: members(pool, delay), people: people(l) };
    });
  return [...referrals, ...side('repeat', (l) => flow.returning[t * repeats.length + l]), ...side('proof', () => 0)];
}
