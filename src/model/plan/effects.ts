import type { Scenario } from '../scenario/types.ts';
import { type Deviations, type Move, type NumberReader, numbersOf, type Switch } from './active-levers.ts';
import { sourceOf } from './compile.ts';
import type { Plan, Source } from './plan.ts';
import type { Table } from './table.ts';
import { PARTS } from './tables.ts';

export type Part = keyof typeof PARTS;

const ALL_PARTS = Object.keys(PARTS) as Part[];

/** A part of a plan that follows from a number. `columns` hold it as it is; null where the part is made anew. */
export interface Effect {
  readonly part: Part;
  readonly columns: readonly number[] | null;
}

/**
 * What follows from each of some numbers, in their order. Each of them is given two values of its own, all at once: a
 * column that shows both values of one number holds that number and nothing else. What a lever that is on changes may
 * be clipped or replaced, so the parts that read it are made anew.
 */
export function effectsOf({ scenario, switches }: Source, paths: readonly string[]): Effect[][] {
  const changed = changedBy(scenario, switches);
  const tagged = paths.filter((path) => !changed.has(path));
  const [one, other] = TAGS.map((tags) => marked(scenario, switches, tagged, tags));
  const effects = new Map(paths.map((path): [string, Effect[]] => [path, []]));
  for (const [part, { made, reads }] of one) {
    const columns = columnsHolding(made, other.get(part)?.made ?? null, tagged);
    for (const path of reads) {
      effects.get(path)?.push({ part, columns: columns && !changed.has(path) ? (columns.get(path) ?? []) : null });
    }
  }
  return paths.map((path) => effects.get(path) ?? []);
}

function changedBy({ levers = [] }: Scenario, switches: readonly Switch[]): Set<string> {
  const on = levers.filter(({ id }) => switches.some(({ lever }) => lever === id));
  return new Set(on.flatMap(({ changes = [] }) => changes.map(({ path }) => path)));
}

/** Two values for the i-th of n numbers that no other number has, within every range. */
const TAGS = [(i: number, n: number) => (i + 1) / (n + 1), (i: number, n: number) => (i + 0.5) / (n + 1)] as const;

/** A part of a plan, and the paths that it looks at. */
interface Marked {
  readonly made: Plan[Part];
  readonly reads: ReadonlySet<string>;
}

/** All parts of a plan in which these numbers have values to know them by. */
function marked(
  scenario: Scenario,
  switches: readonly Switch[],
  paths: readonly string[],
  tags: (typeof TAGS)[number],
): Map<Part, Marked> {
  const moves = new Map(paths.map((path, i): [string, Move] => [path, () => Float64Array.of(tags(i, paths.length))]));
  const source = sourceFor(scenario, switches, { moves });
  return new Map(
    ALL_PARTS.map((part) => {
      const reads = new Set<string>();
      const read: NumberReader = (path, quantity, range) => {
        reads.add(path);
        return source.numbers.read(path, quantity, range);
      };
      return [part, { made: PARTS[part]({ ...source, numbers: { ...source.numbers, read } }), reads }];
    }),
  );
}

export const sourceFor = (scenario: Scenario, switches: readonly Switch[], deviations: Deviations): Source =>
  sourceOf(scenario, switches, numbersOf(scenario, switches, deviations));

/** The columns that hold each number; null where a column depends on numbers in any other way, or there are none. */
function columnsHolding(one: Plan[Part], other: Plan[Part], paths: readonly string[]): Map<string, number[]> | null {
  const [a, b] = [tableIn(one), tableIn(other)];
  if (!a || !b || a.values.length !== b.values.length) return null;
  const width = widthOf(a);
  const known = new Map(paths.map((path, i) => [TAGS[0](i, paths.length), { path, second: TAGS[1](i, paths.length) }]));
  const columns = new Map<string, number[]>();
  for (let i = 0; i < a.values.length; i++) {
    const top = i % width;
    // What a column holds in the first rotation it has to hold in all of them.
    if (a.values[i] !== a.values[top] && a.values[top] !== b.values[top]) return null;
    if (a.values[i] === b.values[i]) continue;
    const number = known.get(a.values[i]);
    if (number?.second !== b.values[i] || a.values[i] !== a.values[top]) return null;
    if (i >= width) continue;
    const held = columns.get(number.path) ?? [];
    held.push(i);
    columns.set(number.path, held);
  }
  return columns;
}

/** A part that is a table; a list of numbers is one of a single row. */
export function tableIn(part: Plan[Part]): Table | null {
  if (part instanceof Float64Array) return { values: part, step: 0 };
  return typeof part === 'object' && part !== null && 'step' in part ? part : null;
}

export const widthOf = ({ values, step }: Table): number => (step === 0 ? values.length : step);
