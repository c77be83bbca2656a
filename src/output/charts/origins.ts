import type { RotationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { distinct } from './chart.ts';
import { boughtColour, referredColour } from './colours.ts';

/** A layer of the stack: one origin, or several small ones together. */
export interface OriginSeries {
  readonly label: string;
  readonly colour: string;
  /** Arrivals at the first stage in a rotation. */
  readonly peopleIn: (row: RotationResult) => number;
}

/** A legend of more than this many of a kind is a list, and nobody can tell its colours apart. */
const MOST_OF_A_KIND = 5;

/**
 * Who arrives at the first stage: channels, then loops, without those who never do. Who has a colour, and which, is
 * decided by the place in the file alone: an origin keeps its colour while the numbers change. Of many the first have a
 * colour of their own, and the rest one together.
 */
export function originsOf(scenario: Scenario, rotations: readonly RotationResult[]): OriginSeries[] {
  const referrals = (scenario.loops ?? []).filter(({ type }) => type === 'referral');
  const [bought, referred] = [scenario.channels ?? [], referrals].map((members) => members.map(({ id }) => id));
  const labels = distinct([
    ...bought.map((id) => ({ id, label: labelOf(scenario, 'channels', id) })),
    ...referred.map((id) => ({ id, label: labelOf(scenario, 'loops', id) })),
  ]);
  const stage = scenario.stages[0].id;
  const all = [
    ...seriesOf(bought, boughtColour, labels, stage, 'Other channels'),
    ...seriesOf(referred, referredColour, labels, stage, 'Other referrals'),
  ];
  const present = all.filter(({ peopleIn }) => rotations.some((row) => peopleIn(row) > 0));
  return present.length > 0 ? present : all;
}

function seriesOf(
  ids: readonly string[],
  colour: (i: number) => string,
  labels: ReadonlyMap<string, string>,
  stage: string,
  others: string,
): OriginSeries[] {
  const alone = ids.length > MOST_OF_A_KIND ? MOST_OF_A_KIND - 1 : ids.length;
  const groups = ids.slice(0, alone).map((id) => ({ label: labels.get(id) ?? id, ids: [id] }));
  const rest = ids.slice(alone);
  if (rest.length > 0) groups.push({ label: `${others} (${rest.length})`, ids: rest });
  return groups.map((group, i) => ({
    label: group.label,
    colour: colour(i),
    peopleIn: (row) => group.ids.reduce((sum, id) => sum + row.stages[stage].origins[id], 0),
  }));
}
