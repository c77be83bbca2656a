import { show } from '../../../model/number/scalar.ts';
import { rotationDate, rotationName } from '../../../model/scenario/period.ts';
import type { Scenario } from '../../../model/scenario/types.ts';
import type { CellFault, CellRow, Cells } from './cells.ts';
import { type DateOrder, dateOf, isLocal, rotationOn } from './dates.ts';

export interface NumberedRow {
  readonly row: CellRow;
  /** From 1. */
  readonly rotation: number;
}

/** The rows whose rotation can be told, each rotation once; adds what is wrong with the others to `faults`. */
export function rotationsOf(
  table: Cells,
  rows: readonly CellRow[],
  column: number,
  scenario: Scenario,
  faults: CellFault[],
): NumberedRow[] {
  const known = new Set<number>();
  const cellOf = ({ cells }: CellRow): string => cells[column] ?? '';
  const fault = (row: CellRow, message: string): [] => {
    faults.push({ offset: table.offsetOf(row, column), message });
    return [];
  };
  // The sums below a table are about no rotation.
  const counted = rows.filter((row) => !SUMS.includes(cellOf(row).toLowerCase()));
  const order = orderOf(counted.map(cellOf), scenario);
  const byName = rotationNames(scenario);
  return counted.flatMap((row) => {
    const cell = cellOf(row);
    const isOpen = isLocal(cell) && scenario.start !== undefined;
    if (isOpen && order === 'none') return fault(row, undecided(cell));
    const rotation = rotationIn(cell, byName, order === 'none' ? 'day first' : order, scenario);
    const message = rotationFault(cell, rotation, known, scenario);
    if (message !== null || rotation === null) return fault(row, message ?? '');
    known.add(rotation);
    return [{ row, rotation }];
  });
}

/** What spreadsheets call the row of sums. */
const SUMS = ['total', 'totals', 'sum', 'gesamt', 'summe', 'totaal', 'totale', 'suma'];

function rotationIn(
  cell: string,
  byName: ReadonlyMap<string, number>,
  order: DateOrder,
  scenario: Scenario,
): number | null {
  if (/^\d{1,9}$/.test(cell) && !byName.has(cell)) return Number(cell);
  return byName.get(cell.toLowerCase()) ?? rotationOn(cell, order, scenario);
}

/**
 * Which number of a local date is the day: the order in which all of them are dates of the run, and none lies in the rotation
 * of another one. `none` where both orders are possible and say different things, or neither is.
 */
function orderOf(cells: readonly string[], scenario: Scenario): DateOrder | 'none' {
  const local = cells.filter(isLocal);
  const rotationsBy = (order: DateOrder): (number | null)[] => local.map((cell) => rotationOn(cell, order, scenario));
  const isPossible = (rotations: readonly (number | null)[]): boolean =>
    new Set(rotations).size === rotations.length &&
    rotations.every((rotation) => rotation !== null && rotation >= 1 && rotation <= scenario.rotations);
  const [byDay, byMonth] = [rotationsBy('day first'), rotationsBy('month first')];
  if (isPossible(byDay) === isPossible(byMonth)) {
    return byDay.every((rotation, i) => rotation === byMonth[i]) ? 'day first' : onlyReal(local);
  }
  return isPossible(byDay) ? 'day first' : 'month first';
}

/** The order in which all of them are dates, where only one is: what is wrong then is said of those dates. */
function onlyReal(local: readonly string[]): DateOrder | 'none' {
  const isReal = (order: DateOrder): boolean => local.every((cell) => dateOf(cell, order) !== null);
  if (isReal('day first') === isReal('month first')) return 'none';
  return isReal('day first') ? 'day first' : 'month first';
}

const undecided = (cell: string): string =>
  `${show(cell)} may have its day or its month first, and no other date of the file tells which: write it like 2027-01-31`;

/** What people call the rotations of a scenario with dates: "jan 2027" as in tables, "2027-01" as in its start. */
function rotationNames({ rotations, period, start }: Scenario): Map<string, number> {
  if (period === undefined || start === undefined) return new Map();
  const numbers = Array.from({ length: rotations }, (_, t) => t + 1);
  // Years look like numbers of rotations, and those come first.
  const names = numbers.flatMap((t): [string, number][] => [
    [rotationName(t, period, start).toLowerCase(), t],
    [rotationDate(t, period, start), t],
  ]);
  return new Map(names.filter(([name]) => !(Number(name) <= rotations)));
}

function rotationFault(cell: string, rotation: number | null, known: Set<number>, scenario: Scenario): string | null {
  const { rotations, period, start } = scenario;
  if (rotation === null && dateOf(cell, 'day first') && start === undefined)
    return `this scenario does not say when it starts, so ${show(cell)} may be any rotation: add "period" and "start" to it`;
  const names = new Set([rotationName(1, period, start), rotationDate(1, period, start)].map(show));
  const named = start === undefined ? '' : `, or a name such as ${[...names].join(' or ')}`;
  const wanted = `rotation must be a whole number from 1 to ${rotations}${named}`;
  if (rotation === null) return `${wanted}, got ${cell === '' ? 'nothing' : show(cell)}`;
  const isNumber = /^\d+$/.test(cell);
  if (rotation < 1) return isNumber ? `${wanted}, got ${show(cell)}` : `${show(cell)} is before this run starts`;
  if (rotation > rotations) {
    const which = isNumber ? `rotation ${rotation}` : show(cell);
    return `${which} is beyond the ${rotations === 1 ? 'only rotation' : `${rotations} rotations`} of this run: add --rotations ${rotation}`;
  }
  return known.has(rotation) ? `rotation ${cell} stands here a second time: keep one row of it` : null;
}
