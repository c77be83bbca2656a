import { InputError, type Problem } from '../model/errors.ts';
import { suggestion } from '../model/scenario/suggest.ts';
import { bandNames } from './band-csv.ts';
import { type Column, type Grid, withOwnHeaders } from './grid.ts';
import type { Publication } from './publication.ts';
import type { Batches, Cell, Sheet } from './sheet.ts';

/**
 * A publication whose tables and CSV have the columns that were asked for, after those that say what a row is about.
 * @param asked names as CSV has them; undefined for all that there are
 * @throws InputError, once it is drawn, for a name that no column has
 */
export function withColumns(publication: Publication, asked: readonly string[] | undefined): Publication {
  if (asked === undefined) return publication;
  return {
    ...publication,
    csv: () => sheetWith(publication.csv(), asked),
    grid: async () => {
      const grids = [await publication.grid(asked)].flat();
      return grids.map((grid) => gridWith(grid, asked, () => publication.csv().header));
    },
  };
}

/**
 * The columns that names mean, in the order asked, each once. A name means the column that has it, with the parts of its
 * band, or else all that begin with it and a point: `active` means `active.member` and `active.advocate`.
 * @param asked the names that were asked for
 * @param names those of all columns
 * @param keys the columns that say what a row is about: they are there anyway, before the others
 * @throws InputError with every name that means none
 */
export function columnsMeant(
  asked: readonly string[],
  names: readonly string[],
  keys: readonly string[] = [],
): string[] {
  const known = new Set(names);
  const unknown = unknownAmong(asked, known);
  if (unknown.length > 0) throw new InputError(unknown.map((name) => noColumn(name, suggestion(name, [...known]))));
  const meant = asked.flatMap((name) => meantBy(name, known));
  return [...new Set(meant)].filter((name) => !keys.includes(name));
}

const unknownAmong = (asked: readonly string[], known: ReadonlySet<string>): string[] =>
  [...new Set(asked)].filter((name) => meantBy(name, known).length === 0);

const noColumn = (name: string, more: string): Problem => ({
  place: null,
  flag: '--columns',
  message: `there is no column ${JSON.stringify(name)}${more}`,
});

const meantBy = (name: string, known: ReadonlySet<string>): string[] =>
  known.has(name)
    ? [name, ...bandNames(name).filter((part) => known.has(part))]
    : [...known].filter((one) => one.startsWith(`${name}.`));

function sheetWith({ header, keys = 1, batches }: Sheet, asked: readonly string[]): Sheet {
  const own = header.slice(0, keys);
  const chosen = [...own, ...columnsMeant(asked, header, own)];
  const places = chosen.map((name) => header.indexOf(name));
  return { header: chosen, keys, batches: cellsAt(places, batches) };
}

function cellsAt(places: readonly number[], batches: Batches<readonly Cell[]>): Batches<readonly Cell[]> {
  const kept = (rows: readonly (readonly Cell[])[]) => rows.map((row) => places.map((i) => row[i]));
  return Symbol.asyncIterator in batches ? mappedLater(batches, kept) : mapped(batches, kept);
}

function* mapped<A, B>(all: Iterable<A>, map: (one: A) => B): Generator<B> {
  for (const one of all) yield map(one);
}

async function* mappedLater<A, B>(all: AsyncIterable<A>, map: (one: A) => B): AsyncGenerator<B> {
  for await (const one of all) yield map(one);
}

/** A grid that no column of CSV stands in is about something else, and stays. */
function gridWith(grid: Grid, asked: readonly string[], inCsv: () => readonly string[]): Grid {
  const { columns, rows, total, heat, strong, keys = 1 } = grid;
  const names = columns.flatMap(({ ids = [] }) => ids);
  if (names.length === 0) return grid;
  refuseUnknown(asked, names, inCsv);
  const own = columns.slice(0, keys);
  const others = [...columns.keys()].slice(keys);
  const meant = columnsMeant(asked, names).flatMap((name) => others.filter((i) => columns[i].ids?.includes(name)));
  const chosen = [...new Set(meant)];
  const kept = <T>(row: readonly T[]): T[] => [...row.slice(0, keys), ...chosen.map((i) => row[i])];
  const keptRows = rows.map(kept);
  return withOwnHeaders({
    ...grid,
    columns: [
      // What nobody asked for goes first, and then the last that was.
      ...own.map((column) => ranked(column, column.rank && column.rank + chosen.length)),
      ...chosen.map((i, place) => ranked(columns[i], place)),
    ],
    rows: keptRows,
    total: total && kept(total),
    ...(heat && { heat: heat.map(kept) }),
    ...(strong && { strong: new Set(keptRows.filter((_, i) => strong.has(rows[i]))) }),
  });
}

/** What CSV alone has was no mistake of typing. */
function refuseUnknown(asked: readonly string[], names: readonly string[], inCsv: () => readonly string[]): void {
  const unknown = unknownAmong(asked, new Set(names));
  if (unknown.length === 0) return;
  const csv = new Set(inCsv());
  throw new InputError(
    unknown.map((name) => {
      const isOfCsv = meantBy(name, csv).length > 0;
      return noColumn(name, isOfCsv ? ' in a table, only in CSV (--format csv)' : suggestion(name, names));
    }),
  );
}

/** A column of another rank, whose cells are cut as far as they may be before any column goes. */
const ranked = ({ cutTo, ...column }: Column, rank: number): Column => ({
  ...column,
  rank,
  ...(cutTo && { cutTo: () => cutTo(0) }),
});
