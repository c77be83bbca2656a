import { InputError } from '../model/errors.ts';
import { suggestion } from '../model/scenario/suggest.ts';

/** A value of a sheet; null is undefined, and never 0. */
export type Cell = string | number | boolean | null;

/** Rows as they are made, some at a time: all at once in a list, or one batch after the other. */
export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

/** Values at full precision below a header: what CSV is drawn from. */
export interface Sheet {
  readonly header: readonly string[];
  readonly batches: Batches<readonly Cell[]>;
}

/** A sheet whose rows are all there. */
export const sheetOf = (header: readonly string[], rows: readonly (readonly Cell[])[]): Sheet => ({
  header,
  batches: [rows],
});

/**
 * The columns that names mean, in the order asked, each once. A name means the column that has it, or else all that begin
 * with it and a point: `active` means `active.member` and `active.advocate`.
 * @param asked the names that were asked for
 * @param names those of all columns
 * @param key the column that says what a row is about: it is there anyway, before the others
 * @throws InputError for a name that means none
 */
export function columnsMeant(asked: readonly string[], names: readonly string[], key: string): string[] {
  const meant = asked.flatMap((name) => {
    const found = names.includes(name) ? [name] : names.filter((one) => one.startsWith(`${name}.`));
    if (found.length > 0 || name === key) return found;
    throw InputError.of(`there is no column ${JSON.stringify(name)}${suggestion(name, names)}`, '--columns');
  });
  return [...new Set(meant)].filter((name) => name !== key);
}
