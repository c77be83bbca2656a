import { InputError, type Place } from '../../model/errors.ts';
import type { MetricValue } from '../../model/result.ts';
import { parseJson } from '../../model/text/json.ts';
import { type Document, isMapping, placeAt } from '../../model/text/source.ts';
import { type Inputs, inLine } from './inputs.ts';

/** Values by the name of their metric, in the order of the file. No name stands in two series. */
export type Series = ReadonlyMap<string, MetricValue>;

/** What a scenario came to, for `flywheel check` to hold later runs against. */
export interface Snapshot {
  /** The numbers that it was made with; null in a snapshot of an earlier flywheel, which did not keep them. */
  readonly inputs: Inputs | null;
  /** Figures of the whole run: `npv`, `rules.smooth.weakest`; or the metrics that the scenario names for its snapshot. */
  readonly summary: Series;
  /** Figures of every rotation: `engage@1`. */
  readonly rotations: Series;
  /**
   * What chance makes of the last rotation: `engage.p95@5`, and how that was found. Empty where the scenario does not speak
   * of chance.
   */
  readonly bands: Series;
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

/**
 * Reads the text of a snapshot.
 * @param remedy the command that writes it anew
 * @throws SnapshotError when it is none, or damaged
 */
export function readSnapshot(text: string, source: string, remedy: string): Snapshot {
  const replaceable = isOurs(text);
  const fail = (message: string, place = placeAt(source, text, 0)): SnapshotError => {
    const what = replaceable ? `${remedy} writes it anew` : `move the file away, then ${remedy} writes one`;
    return new SnapshotError(place, `${message}: ${what}`, replaceable);
  };
  const { root, repeated } = parsed(text, source, fail);
  if (!isMapping(root) || root.flywheel !== 1 || typeof root.snapshot !== 'number') {
    throw fail('this is not a snapshot of flywheel');
  }
  if (root.snapshot > FORMAT) {
    throw fail('this snapshot was written by a newer flywheel, so update the program, or else');
  }
  const { inputs: written } = root;
  if (written !== undefined && !isMapping(written)) throw fail('the inputs of this snapshot are damaged');
  const sections = SECTIONS.map((name) => Object.entries(root[name] ?? {}));
  const [odd] = sections.flat().filter(([, value]) => !isValue(value));
  if (odd) throw fail(`${JSON.stringify(odd[0])} has no value to compare`);
  // A merge that was settled by keeping both sides.
  const [twice] = repeated;
  if (twice) throw fail('a key is written twice in this snapshot', placeAt(source, text, twice.offset));
  const inputs = written === undefined ? null : new Map(Object.entries(written));
  const [summary, rotations, bands] = sections.map((entries) => new Map(entries) as Series);
  return { inputs, summary, rotations, bands };
}

/** True for an empty file, and one that begins as ours do, whatever came after. */
const isOurs = (text: string): boolean =>
  text.trim() === '' || (/"flywheel": *1\b/.test(text.slice(0, 1000)) && /"snapshot": *\d/.test(text.slice(0, 1000)));

function parsed(text: string, source: string, fail: (message: string, place?: Place) => SnapshotError): Document {
  try {
    return parseJson(text, source);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw fail('this snapshot is damaged', error.problems[0].place ?? undefined);
  }
}

const isValue = (value: unknown): value is MetricValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** The text of a snapshot: strict JSON, one value per line, so that a review of its diff reads well. */
export function snapshotText(snapshot: Snapshot): string {
  const inputs = snapshot.inputs === null ? [] : [sectionText('inputs', snapshot.inputs)];
  const sections = SECTIONS.filter((name) => snapshot[name].size > 0).map((name) => sectionText(name, snapshot[name]));
  return `{\n${['  "flywheel": 1', `  "snapshot": ${FORMAT}`, ...inputs, ...sections].join(',\n')}\n}\n`;
}

function sectionText(name: string, values: ReadonlyMap<string, unknown>): string {
  const lines = Array.from(values, ([key, value]) => `    ${JSON.stringify(key)}: ${inLine(value)}`);
  return `  "${name}": {\n${lines.join(',\n')}\n  }`;
}
