import type { Insight } from '../../analysis/explanation.ts';
import { isOfMoney, SERIES_KEYS, type SeriesKey, seriesEntry } from '../../model/metric/catalogue.ts';
import { lastMetric } from '../../model/metric/metric.ts';
import type { RotationResult, Simulation } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { bandNames } from '../band-csv.ts';
import { columnsMeant } from '../chosen-columns.ts';
import { labelOf } from '../format/label.ts';
import { metricLabel } from '../format/metric-label.ts';
import { shownMetric, shownRange } from '../format/metric-value.ts';
import { change, count, NOTHING, range, share } from '../format/number.ts';
import type { Column } from '../grid.ts';
import { bandsOf, rotationColumns } from './sheet.ts';
import type { View } from './views.ts';

/** One column of a table with a row per rotation: what it says in a row, and in the row of totals. */
export interface Figure extends Column {
  /** As CSV names its column. */
  readonly name: string;
  readonly isMoney?: boolean;
  readonly cell: (row: RotationResult) => string;
  readonly total: string;
}

/** The columns of a view that has a row per rotation. */
export function figuresOf(scenario: Scenario, simulation: Simulation, insight: Insight, view: View): Figure[] {
  if (view === 'money') {
    const shown = SERIES_KEYS.filter((key) => isOfMoney(key) && seriesEntry(key).rank !== undefined);
    return seriesFigures(shown, scenario, simulation, insight);
  }
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
      name: id,
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
      name,
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
  const begun = (row: RotationResult): boolean => first !== -1 && row.rotation > first;
  return {
    name: 'gain',
    header: 'Gain',
    rank: 1,
    cell: (row) => (begun(row) ? banded(change(row.gain), row, 'gain') : NOTHING),
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
      name: first.id,
      header: labelOf(scenario, 'stages', first.id),
      rank: 0,
      cell: (row) => banded(count(stage(row).arrivals), row, first.id),
      total: count(all),
    },
    ...origins.map(({ id, label }, i): Figure => {
      const people = (row: RotationResult): number => stage(row).origins[id];
      const name = `${first.id}.${id}`;
      return { name, header: label, rank: 2 + i, cell: (row) => count(people(row)), total: count(totals[i]) };
    }),
    {
      name: 'referredShare',
      header: 'Referred',
      rank: 1,
      cell: (row) => share(row.referredShare),
      total: share(all > 0 ? sum(rotations, (row) => row.referred) / all : null),
    },
  ];
}

const FIRST_TO_GO = 9;

/** Figures of the catalogue. The totals of cac are those of all customers of the run; cash is a total already. */
function seriesFigures(
  keys: readonly SeriesKey[],
  scenario: Scenario,
  { rotations }: Simulation,
  { averageCac, averageMediaCac }: Insight,
): Figure[] {
  const added = (key: SeriesKey): number | null =>
    rotations.reduce<number | null>((total, row) => {
      const money = row[key];
      return total === null || money === null ? null : total + money;
    }, 0);
  const averages: Partial<Record<SeriesKey, number | null>> = { cac: averageCac, mediaCac: averageMediaCac };
  return keys.map((key): Figure => {
    const { label, rank = FIRST_TO_GO, isSum, isCumulative } = seriesEntry(key);
    const metric = lastMetric(key, { kind: 'series', key });
    const text = (value: number | null): string => shownMetric(metric, value, scenario, 'bare');
    const band = ({ bands }: RotationResult): string =>
      bands?.[key] ? ` (${shownRange(metric, bands[key], scenario, 'bare')})` : '';
    const total = isSum && !isCumulative ? added(key) : (averages[key] ?? null);
    return {
      name: key,
      isMoney: isOfMoney(key),
      header: label,
      rank,
      cell: (row) => `${text(row[key])}${band(row)}`,
      total: text(total),
    };
  });
}

/** The columns of CSV that stand in a figure: a cell shows its band as well. */
export const columnIdsOf = ({ name }: Figure, { rotations: [first] }: Simulation): string[] =>
  bandsOf(first)?.[name] ? [name, ...bandNames(name)] : [name];

/**
 * The columns that somebody asked for, of whatever view.
 * @param asked names as CSV has them, or the beginnings of several (`active`)
 * @throws InputError for a name that no column has
 */
export function figuresNamed(
  asked: readonly string[],
  scenario: Scenario,
  simulation: Simulation,
  insight: Insight,
  view: View,
): Figure[] {
  const columns = columnsMeant(asked, rotationColumns(simulation), ['rotation']);
  const bands = Object.keys(bandsOf(simulation.rotations[0]) ?? {});
  const names = [...new Set(columns.map((id) => bands.find((name) => bandNames(name).includes(id)) ?? id))];
  const found = new Map<string, Figure>();
  const groups = [
    () => figuresOf(scenario, simulation, insight, view),
    () => stageFigures(scenario, simulation, insight),
    () => seriesFigures(SERIES_KEYS, scenario, simulation, insight),
    () => activeFigures(scenario, simulation.rotations, FIRST_TO_GO),
    () => partFigures(names, scenario, simulation),
  ];
  for (const group of groups) {
    if (names.every((name) => found.has(name))) break;
    for (const figure of group()) if (!found.has(figure.name)) found.set(figure.name, figure);
  }
  return names.flatMap((name) => found.get(name) ?? []);
}

/** Who arrived at a stage from a channel or loop, or by coming back: those of the names that say so, `engage.paid`. */
function partFigures(names: readonly string[], scenario: Scenario, { rotations }: Simulation): Figure[] {
  const { stages, channels = [] } = scenario;
  const parts = names.filter((name) => stages.some(({ id }) => name.startsWith(`${id}.`)));
  const people = (row: RotationResult, name: string): number => {
    const [id, part] = name.split('.');
    return row.stages[id].origins[part] ?? row.stages[id].returning;
  };
  const totals = sums(rotations, parts, people);
  return parts.map((name, i) => {
    const [id, part] = name.split('.');
    const list = channels.some((channel) => channel.id === part) ? 'channels' : 'loops';
    return {
      name,
      header: `${labelOf(scenario, 'stages', id)}: ${part === 'returning' ? part : labelOf(scenario, list, part)}`,
      rank: 0,
      cell: (row) => count(people(row, name)),
      total: count(totals[i]),
    };
  });
}

/** A count with its band, where it has one: "147 (135-160)". */
function banded(text: string, row: RotationResult, name: string): string {
  const band = bandsOf(row)?.[name];
  return band ? `${text} (${range(band.p5, band.p95)})` : text;
}
