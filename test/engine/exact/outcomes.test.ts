import { describe, expect, test } from 'vitest';
import type { Count } from '../../../src/engine/countable.ts';
import type { ExactAnswer } from '../../../src/engine/exact/distribution.ts';
import { distributionsOf } from '../../../src/engine/exact/exact.ts';
import { compile } from '../../../src/model/plan/compile.ts';
import type { Plan } from '../../../src/model/plan/plan.ts';
import type { Channel, ReferralLoop, RepeatLoop, Scenario, Stage } from '../../../src/model/scenario/types.ts';
import { sized } from '../../cases.ts';
import { type Chances, Outcomes } from '../../reference/outcomes.ts';

type Counts = Readonly<Record<string, number>>;
type Loop = ReferralLoop | RepeatLoop;

const paid: Channel = { id: 'paid', volume: 0.7 };
const once: Channel = { id: 'paid', volume: [1.4, 0] };
const bring: ReferralLoop = { id: 'bring', type: 'referral', from: 'b', to: 'a', perMember: 0.7, offspring: 'fixed' };
const visit: RepeatLoop = { id: 'visit', type: 'repeat', from: 'b', to: 'a', perMember: 0.4 };
const a: Stage = { id: 'a' };
const b: Stage = { id: 'b', conversion: 0.6 };

/** Two stages, a channel and a loop, three rotations; and what is different. */
function wheel({ rotations = 3, channels = [paid], stages = [a, b], loops = [bring] as Loop[] } = {}): Scenario {
  return { rotations, channels, stages, loops };
}

type Wheel = readonly [string, Scenario];

const WHEELS: readonly Wheel[] = [
  ['people who go on and bring others', wheel({ loops: [{ ...bring, perMember: 1.3 }] })],
  ['members who bring two or three', wheel({ channels: [once], loops: [{ ...bring, perMember: 2.2 }] })],
  ['people who wait', wheel({ stages: [{ ...a, wait: 0.5 }, b] })],
  ['people on the way', wheel({ stages: [a, { ...b, delay: 1 }] })],
  [
    'people who wait and are on the way',
    wheel({
      stages: [
        { ...a, wait: 0.7 },
        { ...b, delay: 1 },
      ],
    }),
  ],
  [
    'people who bypass a stage, on ways of different lengths',
    wheel({
      stages: [{ ...a, wait: 0.4 }, { id: 'm', conversion: 0.7, optional: 0.4, delay: 1 }, b],
      channels: [{ id: 'paid', volume: [1, 0] }],
    }),
  ],
  [
    'people who bypass two stages',
    wheel({
      stages: [a, { id: 'm', conversion: 0.7, optional: 0.4 }, { id: 'n', conversion: 0.5, optional: 0.3 }, b],
      channels: [{ id: 'paid', volume: [1, 0] }],
    }),
  ],
  ['members who stay one rotation', wheel({ stages: [a, { ...b, activeFor: 1 }] })],
  [
    'members who stay two rotations, of four',
    wheel({ stages: [a, { ...b, activeFor: 2 }], rotations: 4, channels: [once] }),
  ],
  ['members who stay longer than the run', wheel({ stages: [a, { ...b, activeFor: 9 }] })],
  ['members who lapse', wheel({ stages: [a, { ...b, retention: 0.7 }] })],
  [
    'members who lapse and convert as their origin does',
    wheel({
      stages: [a, { ...b, retention: 0.7 }],
      channels: [
        { ...paid, volume: [1, 0], retention: { b: 0.2 } },
        { id: 'other', volume: [0, 0.5, 0], to: 'b' },
      ],
      loops: [{ ...bring, conversion: { b: 0.9 } }],
    }),
  ],
  ['initial members', wheel({ channels: [once], stages: [a, { ...b, initial: 0.6, retention: 0.8 }] })],
  [
    'initial members who stay two rotations',
    wheel({ channels: [once], stages: [a, { ...b, initial: 1.6, activeFor: 2 }] }),
  ],
  ['initial members only', wheel({ channels: [], stages: [a, { ...b, initial: 2 }] })],
  ['Poisson arrivals', wheel({ rotations: 2, channels: [{ ...paid, volume: 0.1, arrival: 'poisson' }] })],
  [
    'Poisson referrals',
    wheel({
      rotations: 2,
      channels: [{ ...paid, volume: [1, 0] }],
      loops: [{ ...bring, perMember: 0.3, offspring: 'poisson' }],
    }),
  ],
  [
    'geometric referrals',
    wheel({
      rotations: 2,
      channels: [{ ...paid, volume: 1.3 }],
      loops: [{ ...bring, perMember: 0.1, offspring: 'geometric' }],
    }),
  ],
  ['referrals two rotations later', wheel({ loops: [{ ...bring, delay: 2 }], rotations: 4, channels: [once] })],
  [
    'two loops out of one pool, one to a later stage, and one out of the first',
    wheel({
      channels: [{ ...paid, volume: [1, 0.5, 0] }],
      stages: [{ ...a, retention: 0.5 }, b],
      loops: [
        { ...bring, perMember: 0.8 },
        { ...bring, id: 'later', to: 'b', delay: 2, perMember: 0.5 },
        { ...bring, id: 'early', from: 'a', perMember: 0.3 },
      ],
    }),
  ],
  [
    'numbers that change with the rotation',
    wheel({
      channels: [{ ...paid, volume: [1, 0.5, 0] }],
      stages: [
        { ...a, wait: [0.2, 0.8] },
        { ...b, conversion: [0.3, 0.6, 0.9], retention: [1, 0.5, 0.4], initial: 0.5 },
      ],
      loops: [{ ...bring, perMember: [0.4, 0, 0.7] }],
    }),
  ],
  [
    'members who come back',
    wheel({ rotations: 2, stages: [a, { ...b, initial: 1 }], loops: [bring, visit], channels: [once] }),
  ],
  [
    'members who come back two rotations later, to their own stage',
    wheel({ channels: [{ ...paid, volume: 1 }], loops: [{ ...visit, to: 'b', delay: 2, perMember: [0.1, 0.2, 0.3] }] }),
  ],
];

/** What the plan can count, and how the enumeration calls it. */
function countsOf(plan: Plan): { count: Count; read: (counts: Counts) => number }[] {
  const summed = (counts: Counts, wanted: (key: string) => boolean): number =>
    Object.keys(counts).reduce((all, key) => (wanted(key) ? all + counts[key] : all), 0);
  const loops = plan.origins.slice(plan.channels);
  return [
    ...plan.stages.flatMap((id, stage) => [
      {
        count: { kind: 'arrivals', stage, origin: null } as const,
        read: (counts: Counts) => summed(counts, (key) => key.startsWith(`arrivals.${id}.`)),
      },
      ...plan.origins.map((name, origin) => ({
        count: { kind: 'arrivals', stage, origin } as const,
        read: (counts: Counts) => counts[`arrivals.${id}.${name}`] ?? 0,
      })),
    ]),
    {
      count: { kind: 'referred' },
      read: (counts) => summed(counts, (key) => loops.some((name) => key === `arrivals.${plan.stages[0]}.${name}`)),
    },
    ...[...plan.pools].map((stage, pool) => ({
      count: { kind: 'active', pool } as const,
      read: (counts: Counts) => counts[`active.${plan.stages[stage]}`],
    })),
    ...[...plan.pools].map((stage, pool) => ({
      count: { kind: 'lapsed', pool } as const,
      read: (counts: Counts) => counts[`lapsed.${plan.stages[stage]}`],
    })),
    ...plan.repeats.map(({ id, stage }) => ({
      count: { kind: 'returning', stage } as const,
      read: (counts: Counts) => counts[`returning.${id}`],
    })),
  ];
}

/** The enumeration leaves out what is less likely than 1e-14, in each of some dozen draws with a long tail. */
const TOLERANCE = 1e-12;

function expectSame(distribution: ExactAnswer, chances: Chances, what: string): void {
  if ('reason' in distribution) throw new Error(`${what}: ${distribution.reason}`);
  const { offset, probabilities } = distribution;
  const values = new Set([...chances.keys(), ...Array.from(probabilities, (_, i) => offset + i)]);
  for (const value of values) {
    const error = Math.abs((probabilities[value - offset] ?? 0) - (chances.get(value) ?? 0));
    if (!(error <= TOLERANCE))
      expect.fail(`${what} = ${value}: ${probabilities[value - offset]}, not ${chances.get(value)}`);
  }
  const mean = [...chances].reduce((all, [value, chance]) => all + value * chance, 0);
  const variance = [...chances].reduce((all, [value, chance]) => all + (value - mean) * (value - mean) * chance, 0);
  expect(Math.abs(distribution.mean - mean), `mean of ${what}`).toBeLessThan(1e-11);
  expect(Math.abs(distribution.sd * distribution.sd - variance), `variance of ${what}`).toBeLessThan(1e-10);
}

describe('every count of a small wheel has the chances that going through all outcomes gives it', () => {
  // Of two loops there are more outcomes than of all the others.
  const few = WHEELS.filter(([name]) => !name.startsWith('two loops'));

  test.each(sized(few, WHEELS))('%s', (_name, scenario) => {
    const plan = compile(scenario);
    const outcomes = new Outcomes(scenario);
    const rotations = Array.from({ length: scenario.rotations }, (_, t) => t + 1);
    for (const { count, read } of countsOf(plan)) {
      const { at, total } = outcomes.chancesOf(read);
      const asked = [...rotations, 'total' as const].map((rotation) => ({ count, rotation }));
      const found = distributionsOf(plan, asked, (outcome) => outcome);
      for (const [i, { rotation }] of asked.entries()) {
        expectSame(found[i], rotation === 'total' ? total : at[i], `${JSON.stringify(count)} in ${rotation}`);
      }
    }
  });
});
