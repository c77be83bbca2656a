import { show } from '../number/scalar.ts';
import { idsOf } from './members.ts';
import { type Resolution, resolvePath } from './path.ts';
import { poolIds } from './pools.ts';
import { suggestion } from './suggest.ts';

/** The flags that change one number, in the words of the command line, and where that number stands. */
export type Knob = 'rotations' | 'referral-rate' | 'volume' | 'budget' | 'conversion' | 'retention';

/** Where a knob's candidates stand, which of them count, and the key that it turns. */
interface Target {
  readonly list: string;
  readonly key: string;
  readonly noun: string;
  readonly candidates: (root: unknown) => string[];
}

const TARGETS: Readonly<Record<Exclude<Knob, 'rotations'>, Target>> = {
  'referral-rate': {
    list: 'loops',
    key: 'perMember',
    noun: 'referral loop',
    candidates: (root) => idsOf(root, 'loops', (loop) => loop.type === 'referral'),
  },
  volume: { list: 'channels', key: 'volume', noun: 'channel', candidates: (root) => idsOf(root, 'channels') },
  budget: {
    list: 'channels',
    key: 'budget',
    noun: 'channel with a budget',
    candidates: (root) => idsOf(root, 'channels', ({ budget }) => budget !== undefined),
  },
  conversion: {
    list: 'stages',
    key: 'conversion',
    noun: 'link into a stage',
    candidates: (root) => idsOf(root, 'stages').slice(1),
  },
  retention: {
    list: 'stages',
    key: 'retention',
    noun: 'stage with active members',
    candidates: poolIds,
  },
};

/** Finds the number that a knob turns; `of` names its loop, channel, link or pool, and may be left out where there is one. */
export function locateKnob(root: unknown, knob: Knob, of: string | null): Resolution {
  if (knob === 'rotations') return { path: ['rotations'] };
  const { list, key, noun, candidates } = TARGETS[knob];
  const ids = candidates(root);
  const clash = clashing(root, knob, of ?? (ids.length === 1 ? ids[0] : null));
  if (clash !== null) return { fault: clash };
  if (of !== null && !ids.includes(of)) return { fault: notThat(root, of, ids, TARGETS[knob]) };
  if (of !== null) return resolvePath(root, `${list}.${of}.${key}`);
  if (ids.length === 0) return { fault: none(root, knob) };
  const [only] = ids;
  if (ids.length === 1 && knob !== 'conversion') return resolvePath(root, `${list}.${only}.${key}`);
  const links = idsOf(root, 'stages');
  const named = (id: string, i: number): string => (knob === 'conversion' ? `${links[i]} -> ${id}: ` : '');
  const choices = ids.map((id, i) => `${named(id, i)}--${knob} ${id}=...`);
  return { fault: `say which ${noun}: ${choices.join(', ')}` };
}

/** A channel has a volume or a budget: what to do where the other one was asked for. */
function clashing(root: unknown, knob: Knob, channel: string | null): string | null {
  const has = (key: string): boolean =>
    idsOf(root, 'channels', (one) => one.id === channel && one[key] !== undefined).length > 0;
  if (knob === 'volume' && has('budget') && !has('volume')) {
    return `${channel} has a budget, and its volume follows from that: change it with --budget ${channel}=...`;
  }
  if (knob !== 'budget' || !has('volume') || has('budget')) return null;
  return `${channel} has a volume and no budget: change it with --volume ${channel}=..., or ${TO_BUDGET}`;
}

const TO_BUDGET =
  'write "budget": 1000, "cost": 2 in the file in place of its volume (money per rotation, and per prospect)';

function none(root: unknown, knob: Exclude<Knob, 'rotations'>): string {
  const [first, ...more] = knob === 'budget' ? idsOf(root, 'channels') : [];
  const whose = more.length === 0 ? first : 'a channel';
  return `this scenario has no ${TARGETS[knob].noun}${first === undefined ? '' : `: for ${whose}, ${TO_BUDGET}`}`;
}

function notThat(root: unknown, of: string, ids: readonly string[], { noun, key }: Target): string {
  const first = key === 'conversion' && idsOf(root, 'stages')[0] === of;
  const why = first ? `nobody converts into ${of}, the first stage` : `there is no ${noun} ${show(of)}`;
  return `${why}${suggestion(of, ids)}`;
}

/** The paths of all numbers that a knob may turn, or of those that have this key: `perMember` as well as `referral-rate`. */
export function pathsTurnedBy(root: unknown, word: string): string[] {
  const target = Object.entries(TARGETS).find(([knob, { key }]) => knob === word || key === word)?.[1];
  return target ? target.candidates(root).map((id) => `${target.list}.${id}.${target.key}`) : [];
}
