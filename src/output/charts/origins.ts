import type { RotationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import { labelOf } from '../label.ts';
import { distinct } from './chart.ts';
import { boughtColour, referredColour } from './colours.ts';

/** A layer of the stack: one origin, or several small ones together. */
export interface OriginSeries {
  readonly label: string;
  readonly colour: string;
  readonly referred: boolean;
  /** Arrivals at the first stage in a rotation. */
  readonly peopleIn: (row: RotationResult) => number;
}

interface Origin {
  readonly id: string;
  readonly label: string;
  readonly total: number;
}

/** A legend of more than this many of a kind is a list, and nobody can tell its colours apart. */
const MOST_OF_A_KIND = 5;

/** Who arrives at the first stage: channels, then loops, without those who never do; the small ones of many together. */
export function originsOf(scenario: Scenario, rotations: readonly RotationResult[]): OriginSeries[] {
  const [first] = scenario.stages;
  const total = (id: string): number => rotations.reduce((sum, row) => sum + row.stages[first.id].origins[id], 0);
  const of = (list: 'channels' | 'loops', ids: readonly string[]): Origin[] =>
    ids.map((id) => ({ id, label: labelOf(scenario, list, id), total: total(id) }));
  const referrals = (scenario.loops ?? []).filter(({ type }) => type === 'referral').map(({ id }) => id);
  const channels = (scenario.channels ?? []).map(({ id }) => id);
  const [bought, referred] = [of('channels', channels), of('loops', referrals)];
  const present = (origins: Origin[]): Origin[] => origins.filter((origin) => origin.total > 0);
  const someone = [...bought, ...referred].some((origin) => origin.total > 0);
  const shown = someone ? [present(bought), present(referred)] : [bought, referred];
  const labels = distinct(shown.flat());
  return [
    ...seriesOf(shown[0], false, labels, first.id, 'Other channels'),
    ...seriesOf(shown[1], true, labels, first.id, 'Other referrals'),
  ];
}

function seriesOf(
  origins: readonly Origin[],
  referred: boolean,
  labels: ReadonlyMap<string, string>,
  stage: string,
  others: string,
): OriginSeries[] {
  const bySize = [...origins].sort((a, b) => b.total - a.total);
  const small = origins.length > MOST_OF_A_KIND ? bySize.slice(MOST_OF_A_KIND - 1) : [];
  const groups = origins
    .filter((origin) => !small.includes(origin))
    .map(({ id }) => ({ label: labels.get(id) ?? id, ids: [id] }));
  if (small.length > 0) groups.push({ label: `${others} (${small.length})`, ids: small.map(({ id }) => id) });
  const colour = referred ? referredColour : boughtColour;
  return groups.map(({ label, ids }, i) => ({
    label,
    colour: colour(i),
    referred,
    peopleIn: (row) => ids.reduce((sum, id) => sum + row.stages[stage].origins[id], 0),
  }));
}
