import type { Insight } from '../../analysis/explanation.ts';
import { isOfMoney, type MoneyKey, SERIES_KEYS, seriesEntry } from '../../model/metric/catalogue.ts';
import { lastMetric } from '../../model/metric/metric.ts';
import type { BandResult, RotationResult, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { labelOf } from '../format/label.ts';
import { metricLabel } from '../format/metric-label.ts';
import { shownMetric, shownRange } from '../format/metric-value.ts';
import { change, count, NOTHING, range, share } from '../format/number.ts';
import type { Column } from '../grid.ts';
import type { View } from './views.ts';

/** One column of a table with a row per rotation: what it says in a row, and in the row of totals. */
export interface Figure extends Column {
  readonly cell: (row: RotationResult) => string;
  readonly total: string;
}

/** The columns of a view that has a row per rotation. */
export function figuresOf(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): Figure[] {
  if (view === 'money') return moneyFigures(scenario, simulation, insight);
  return view === 'origins' ? originFigures(scenario, simulation) : stageFigures(scenario, simulation, insight);
}

const sum = (rows: readonly RotationResult[], value: (row: RotationResult) => number): number =>
  rows.reduce((total, row) => total + value(row), 0);

/** The sums of several columns over all rows, a row at a time: the stages of a row are made anew for each look. */
function sums(
  rows: readonly RotationResult[],
  ids: readonly string[],
  value: (row: RotationResult, id: string) => number,
) {
  const totals = ids.map(() => 0);
  for (const row of rows) for (const [i, id] of ids.entries()) totals[i] += value(row, id);
  return totals;
}

/**
 * Arrivals at every stage, with the gain beside the first, then active members. Where room is short these go first; first
 * stage, gain, customer and last stage stay longest.
 */
function stageFigures(scenario: Scenario, { rotations }: Simulation, { customer }: Insight): Figure[] {
  const { stages } = scenario;
  const last = stages.length - 1;
  const ids = stages.map(({ id }) => id);
  const totals = sums(rotations, ids, (row, id) => row.stages[id].arrivals);
  const figures = stages.map(({ id }, s): Figure => {
    const arrivals = (row: RotationResult): number => row.stages[id].arrivals;
    return {
      header: labelOf(scenario, 'stages', id),
      rank: s === 0 ? 0 : id === customer ? 2 : s === last ? 3 : 3 + s,
      cell: (row) => banded(count(arrivals(row)), row, id),
      total: count(totals[s]),
    };
  });
  const active = activeFigures(scenario, rotations, 3 + last);
  return [...figures.slice(0, 1), gainFigure(scenario, rotations), ...figures.slice(1), ...active];
}

/** The active members of every pool at the end of a rotation. They stay from one to the next, so there is no total. */
function activeFigures(scenario: Scenario, rotations: readonly RotationResult[], rank: number): Figure[] {
  return Object.keys(rotations[0].active).map((stage, p): Figure => {
    const name = `active.${stage}`;
    return {
      header: metricLabel(scenario, lastMetric(name, { kind: 'active', stage })),
      rank: rank + p,
      cell: (row) => banded(count(row.active[stage]), row, name),
      total: NOTHING,
    };
  });
}

/** The gain, which is – as long as nobody could yet have been referred. */
function gainFigure(scenario: Scenario, rotations: readonly RotationResult[]): Figure {
  const loops = (scenario.loops ?? []).filter((loop) => loop.type === 'referral').map((loop) => loop.id);
  const brought = (row: RotationResult): boolean =>
    row.gain !== 0 || scenario.stages.some(({ id }) => loops.some((loop) => row.stages[id].origins[loop] > 0));
  const first = rotations.findIndex(brought);
  const independent = !scenario.market && !(scenario.loops ?? []).some((loop) => loop.type === 'proof');
  const begun = (row: RotationResult): boolean => first !== -1 && row.rotation > first;
  return {
    header: 'Gain',
    rank: 1,
    // Where nobody is in anybody's way the gain is who was referred, and so is its band.
    cell: (row) => (begun(row) ? banded(change(row.gain), row, independent ? 'referred' : 'gain') : NOTHING),
    total: first === -1 ? NOTHING : change(sum(rotations, (row) => row.gain)),
  };
}

/** Arrivals at the first stage by channel and loop, with the share that came by referral. */
function originFigures(scenario: Scenario, { rotations }: Simulation): Figure[] {
  const [first] = scenario.stages;
  const stage = (row: RotationResult) => row.stages[first.id];
  const referrals = (scenario.loops ?? []).filter((loop) => loop.type === 'referral');
  const origins = [
    ...(scenario.channels ?? []).map(({ id }) => ({ id, label: labelOf(scenario, 'channels', id) })),
    ...referrals.map(({ id }) => ({ id, label: labelOf(scenario, 'loops', id) })),
  ];
  const all = sum(rotations, (row) => stage(row).arrivals);
  const ids = origins.map(({ id }) => id);
  const totals = sums(rotations, ids, (row, id) => stage(row).origins[id]);
  return [
    {
      header: labelOf(scenario, 'stages', first.id),
      rank: 0,
      cell: (row) => banded(count(stage(row).arrivals), row, first.id),
      total: count(all),
    },
    ...origins.map(({ id, label }, i): Figure => {
      const people = (row: RotationResult): number => stage(row).origins[id];
      return { header: label, rank: 2 + i, cell: (row) => count(people(row)), total: count(totals[i]) };
    }),
    {
      header: 'Referred',
      rank: 1,
      cell: (row) => share(row.referredShare),
      total: share(all > 0 ? sum(rotations, (row) => row.referred) / all : null),
    },
  ];
}

/** What came in and went out. The totals of cac are those of all customers of the run; cash is a total already. */
function moneyFigures(
  scenario: Scenario,
  { rotations }: Simulation,
  { averageCac, averageMediaCac }: Insight,
): Figure[] {
  const added = (key: MoneyKey): number | null =>
    rotations.reduce<number | null>((total, row) => {
      const money = row[key];
      return total === null || money === null ? null : total + money;
    }, 0);
  const averages: Partial<Record<MoneyKey, number | null>> = { cac: averageCac, mediaCac: averageMediaCac };
  return SERIES_KEYS.filter(isOfMoney).flatMap((key): Figure[] => {
    const { label, rank, isSum, isCumulative } = seriesEntry(key);
    if (rank === undefined) return [];
    const metric = lastMetric(key, { kind: 'series', key });
    const text = (value: number | null): string => shownMetric(metric, value, scenario, 'bare');
    const banded = (band: BandResult | undefined): string =>
      band ? ` (${shownRange(metric, band, scenario, 'bare')})` : '';
    const total = isSum && !isCumulative ? added(key) : (averages[key] ?? null);
    const cell = (row: RotationResult): string => `${text(row[key])}${banded(row.bands?.[key])}`;
    return [{ header: label, rank, cell, total: text(total) }];
  });
}

/** A count with its band, where it has one: "147 (135-160)". */
function banded(text: string, { bands }: RotationResult, name: string | null): string {
  const band = name === null ? undefined : bands?.[name];
  return band ? `${text} (${range(band.p5, band.p95)})` : text;
}
