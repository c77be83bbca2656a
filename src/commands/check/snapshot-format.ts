import { InputError, type Place } from '../../model/errors.ts';
import type { MetricValue } from '../../model/result.ts';
import { parseJson } from '../../model/text/json.ts';
import { isMapping, placeAt } from '../../model/text/source.ts';

/** Values by the name of their metric, in the order of the file. No name stands in two series. */
export type Series = ReadonlyMap<string, MetricValue>;

/** What a scenario came to, for `flywheel check` to hold later runs against. */
export interface Snapshot {
  /** Figures of the whole run: `npv`, `rules.smooth.weakest`. */
  readonly summary: Series;
  /** Figures of every rotation: `engage@1`. */
  readonly rotations: Series;
  /** What chance makes of the last rotation: `engage.p95@5`. Empty where the scenario does not speak of chance. */
  readonly bands: Series;
}

/** A snapshot as a file has it, which may be written in more ways than one. */
export interface SnapshotFile {
  readonly snapshot: Snapshot;
  /** The values that stand on a line of their own, as they are written there. */
  readonly written: ReadonlyMap<string, string>;
  readonly lineBreak: '\n' | '\r\n';
}

/** A snapshot that cannot be read. */
export class SnapshotError extends InputError {
  override readonly name = 'SnapshotError';
  /** True where nothing is lost when the file is written anew; false for a file that may be somebody else's. */
  readonly replaceable: boolean;

  constructor(place: Place | null, message: string, replaceable: boolean) {
    super([{ place, flag: null, message }]);
    this.replaceable = replaceable;
  }
}

const SECTIONS = ['summary', 'rotations', 'bands'] as const;
const FORMAT = 1;

/** A value on a line of its own: key, value, perhaps a comma. */
const LINE = /^\s*("(?:[^"\\]|\\.)*")\s*:\s*(null|true|false|-?[\d.eE+-]+|"[^"\\]*")\s*,?\s*$/;

/** A key, wherever it stands; texts are never followed by a colon otherwise. */
const KEY = /"(?:[^"\\]|\\.)*"\s*:/g;

/** What `git merge` leaves at the start of a line; JSON never has it there. */
const CONFLICT = /^(?:<{7}|>{7}|\|{7}|={7})(?=\s|$)/m;

/**
 * Reads the text of a snapshot.
 * @param remedy the command that writes it anew
 * @throws SnapshotError when it is none, or damaged
 */
export function readSnapshot(text: string, source: string, remedy: string): SnapshotFile {
  const replaceable = isOurs(text);
  const fail = (offset: number | null, message: string): SnapshotError => {
    const place = placeAt(source, text, offset ?? 0);
    const what = replaceable ? `${remedy} writes it anew` : `move the file away, then ${remedy} writes one`;
    return new SnapshotError(place, `${message}: ${what}`, replaceable);
  };
  const conflict = CONFLICT.exec(text);
  if (conflict) throw fail(conflict.index, `a merge left ${conflict[0]} in this snapshot`);
  const root = parsed(text, source, fail);
  if (!isMapping(root) || root.flywheel !== 1 || typeof root.snapshot !== 'number') {
    throw fail(null, 'this is not a snapshot of flywheel');
  }
  if (root.snapshot > FORMAT)
    throw fail(null, 'this snapshot was written by a newer flywheel, so update the program, or else');
  const odd = Object.keys(root).find((key) => !['flywheel', 'snapshot', ...SECTIONS].includes(key));
  if (odd !== undefined) throw fail(placeOf(text, odd), `a snapshot has no ${JSON.stringify(odd)}`);
  const [summary, rotations, bands] = SECTIONS.map((name) => seriesIn(root[name], text, fail));
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const written = linesOf(text, fail);
  const keys = Object.keys(root).length + summary.size + rotations.size + bands.size;
  if ((text.match(KEY) ?? []).length > keys) throw fail(null, 'a key is written twice in this snapshot');
  return { snapshot: { summary, rotations, bands }, written, lineBreak };
}

type Fail = (offset: number | null, message: string) => SnapshotError;

/** True for an empty file, and one that begins as ours do, whatever came after. */
const isOurs = (text: string): boolean =>
  text.trim() === '' || (/"flywheel": *1\b/.test(text.slice(0, 1000)) && /"snapshot": *\d/.test(text.slice(0, 1000)));

function parsed(text: string, source: string, fail: Fail): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw fail(syntaxOffset(text, source), 'this snapshot is damaged');
  }
}

/** Where a text stops being JSON. The engine's own parser is fast, and does not say. */
function syntaxOffset(text: string, source: string): number | null {
  try {
    parseJson(text, source);
    return null;
  } catch (error) {
    const place = error instanceof InputError ? error.problems[0].place : null;
    if (!place) return null;
    const before = text.split('\n', place.line - 1);
    return before.reduce((sum, line) => sum + line.length + 1, place.column - 1);
  }
}

function seriesIn(raw: unknown, text: string, fail: Fail): Series {
  if (raw !== undefined && !isMapping(raw)) throw fail(null, 'this snapshot is damaged');
  const series = new Map(Object.entries(raw ?? {}));
  for (const [key, value] of series) {
    if (!isValue(value)) throw fail(placeOf(text, key), `${JSON.stringify(key)} has no value to compare`);
  }
  return series as Series;
}

/** Where a key first stands as it is usually written; null where it is written otherwise. */
function placeOf(text: string, key: string): number | null {
  const offset = text.indexOf(JSON.stringify(key));
  return offset === -1 ? null : offset;
}

const isValue = (value: unknown): value is MetricValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** The values on lines of their own. A merge that was settled by hand may have left one of them twice. */
function linesOf(text: string, fail: Fail): Map<string, string> {
  const written = new Map<string, string>();
  let offset = 0;
  for (const line of text.split('\n')) {
    const [, quoted, value] = LINE.exec(line) ?? [];
    if (quoted !== undefined && value !== undefined) {
      const key = String(JSON.parse(quoted));
      if (written.has(key)) throw fail(offset + line.indexOf(quoted), `${quoted} is written twice in this snapshot`);
      written.set(key, value);
    }
    offset += line.length + 1;
  }
  return written;
}

/**
 * The text of a snapshot: strict JSON, one value per line, so that a review of its diff reads well.
 * @param kept values that are to stay as they are written
 */
export function snapshotText(
  snapshot: Snapshot,
  kept: ReadonlyMap<string, string> = new Map(),
  lineBreak: '\n' | '\r\n' = '\n',
): string {
  const sections = SECTIONS.filter((name) => snapshot[name].size > 0).map((name) => {
    const lines = Array.from(
      snapshot[name],
      ([key, value]) => `    ${JSON.stringify(key)}: ${kept.get(key) ?? JSON.stringify(value)}`,
    );
    return `  "${name}": {${lineBreak}${lines.join(`,${lineBreak}`)}${lineBreak}  }`;
  });
  const head = ['  "flywheel": 1', `  "snapshot": ${FORMAT}`];
  return `{${lineBreak}${[...head, ...sections].join(`,${lineBreak}`)}${lineBreak}}${lineBreak}`;
}
