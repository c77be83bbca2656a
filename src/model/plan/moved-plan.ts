import type { Range } from '../number/range.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Move, Switch } from './active-levers.ts';
import { planOf } from './compile.ts';
import { type Effect, effectsOf, type Part, sourceFor, tableIn, widthOf } from './effects.ts';
import type { Plan, Source } from './plan.ts';
import { remake, withNumber } from './rebind.ts';
import { numberAt, type Table, valueIn } from './table.ts';

/** A number of a scenario, and what it may be. */
export interface Movable {
  /** Members by id: `loops.word-of-mouth.perMember`. */
  readonly path: string;
  readonly range: Range;
  /** Its values by rotation, of length 1 when they are all the same. */
  readonly series: Float64Array;
  /** True for a number that cannot vary by rotation. */
  readonly plain: boolean;
}

/** The parts of a plan that follow from numbers which cannot vary by rotation. */
const PLAIN_PARTS: readonly Part[] = ['initial', 'market', 'prices'];

/**
 * The plan of a scenario in which one number at a time is moved, before levers act on it. The scenario is compiled once;
 * a move touches what follows from that number, and the next one puts it back first.
 */
export class MovedPlan {
  /** As the scenario is, between two moves. */
  private readonly plan: Plan;
  private readonly source: Source;
  private readonly moves = new Map<string, Move>();
  private readonly effects: ReadonlyMap<string, readonly Effect[]>;
  private undo: (() => void)[] = [];

  /**
   * @param numbers those that may be moved
   * @throws InputError when levers move a number out of its range in the scenario as it is
   */
  constructor(scenario: Scenario, switches: readonly Switch[], numbers: readonly Movable[]) {
    this.source = sourceFor(scenario, switches, { moves: this.moves });
    this.plan = planOf(this.source);
    const varying = numbers.filter(({ plain }) => !plain).map(({ path }) => path);
    const effects = effectsOf(this.source, varying);
    this.effects = new Map(varying.map((path, i) => [path, effects[i]]));
  }

  /**
   * The plan with one number moved, as if it had been written so. It is valid until the next call, which changes it in
   * place; room made for it serves as long as its `prompt` stays the same.
   * @throws InputError when levers then move the number out of its range
   */
  with(number: Movable, move: Move): Plan {
    for (const restore of this.undo) restore();
    this.undo = [];
    if (number.plain) this.rewrite(number, move(number.series, number.range)[0]);
    else this.move(number, move);
    return this.plan;
  }

  private rewrite({ path }: Movable, value: number): void {
    const source = { ...this.source, scenario: withNumber(this.source.scenario, path, value) };
    for (const part of PLAIN_PARTS) this.remade(part, source);
  }

  private move({ path, range, series }: Movable, move: Move): void {
    this.moves.set(path, move);
    try {
      for (const { part, columns } of this.effects.get(path) ?? []) {
        const table = tableIn(this.plan[part]);
        if (columns && table) this.patched(table, columns, move(series, range));
        else this.remade(part, this.source);
      }
    } finally {
      this.moves.delete(path);
    }
  }

  private remade(part: Part, source: Source): void {
    const before = this.plan[part];
    const values = tableIn(before)?.values.slice();
    this.undo.push(() => {
      // Whoever holds on to the table finds in it what stood there.
      if (values) tableIn(before)?.values.set(values);
      (this.plan as Record<Part, unknown>)[part] = before;
    });
    remake(this.plan, part, source);
  }

  private patched(table: Table, columns: readonly number[], series: Float64Array): void {
    const width = widthOf(table);
    const rows = table.values.length / width;
    const before = columns.map((column) => Float64Array.from({ length: rows }, (_, t) => numberAt(table, t, column)));
    const write = (of: (i: number) => Float64Array): void => {
      for (const [i, column] of columns.entries()) {
        const values = of(i);
        // A single row of numbers that vary is that of the last rotation.
        for (let t = 0; t < rows; t++)
          table.values[t * width + column] = valueIn(values, rows === 1 ? values.length - 1 : t);
      }
    };
    this.undo.push(() => write((i) => before[i]));
    write(() => series);
  }
}
