import { grouped } from '../group-by.ts';
import type { Numbers } from './active-levers.ts';
import { type Series, valueIn } from './series.ts';
import type { LaneColumn, Table } from './table.ts';

/**
 * A place in a plan that numbers of the scenario went to. Slots are recorded while a scenario is compiled; whoever
 * gives one of the numbers another value has them written again.
 */
export interface Slot {
  /** The numbers that it follows from: members by id, as in `loops.word-of-mouth.perMember`. */
  readonly paths: ReadonlySet<string>;
  /** @throws InputError when levers move a number out of its range, or one does not fit with another */
  readonly write: () => void;
}

/** Makes something of the numbers as they stand; it reads all that it depends on, whatever their values are. */
export type Formula<T = Series> = () => T;

/** Puts what is made of numbers into a plan, and records where it went. */
export class Slots {
  private readonly numbers: Numbers;
  private readonly rotations: number;
  private readonly recorded: Slot[] | null;
  private readonly byRotation: boolean;

  /**
   * @param recorded takes the slots in the order in which they are written; null where nobody will ask for them
   * @param byRotation true for tables with a row for every rotation, whatever the numbers are now
   */
  constructor(numbers: Numbers, rotations: number, recorded: Slot[] | null, byRotation: boolean) {
    this.numbers = numbers;
    this.rotations = rotations;
    this.recorded = recorded;
    this.byRotation = byRotation;
  }

  /** Makes something, hands it to `place`, and does so again whenever one of its numbers changes. */
  put<T>(make: Formula<T>, place: (made: T) => void): void {
    place(this.made(make, place));
  }

  /** Puts what is made under a key of a plan, likewise. */
  set<Holder, Key extends keyof Holder>(holder: Holder, key: Key, make: Formula<Holder[Key]>): void {
    this.put(make, (made) => {
      holder[key] = made;
    });
  }

  /** Lays series side by side, rotation by rotation. Columns with the same formula are made once, and hold the same numbers. */
  table(columns: readonly Formula[]): Table {
    const { rotations } = this;
    const width = columns.length;
    // How many rows there are is known when all columns are made; until then there is nothing to write to.
    let values = new Float64Array(0);
    const byLane = new Array<LaneColumn | null>(width).fill(null);
    const writers = Array.from(
      grouped(columns.keys(), (i) => columns[i]),
      ([make, at]) => {
        const place = (series: Series): void => {
          const own = series.lanes > 1 ? { values: series.values, step: series.rows > 1 ? series.lanes : 0 } : null;
          for (const column of at) byLane[column] = own;
          for (let i = 0, t = 0; i < values.length; i += width, t++) {
            for (const column of at) values[i + column] = valueIn(series, t);
          }
        };
        return { place, series: this.made(make, place) };
      },
    );
    const constant = !this.byRotation && writers.every(({ series }) => series.rows === 1);
    values = new Float64Array((constant ? 1 : rotations) * width);
    for (const { place, series } of writers) place(series);
    return { values, step: constant ? 0 : width, byLane };
  }

  private made<T>(make: Formula<T>, place: (made: T) => void): T {
    if (!this.recorded) return make();
    const { made, paths } = this.numbers.traced(make);
    if (paths.size > 0) this.recorded.push({ paths, write: () => place(make()) });
    return made;
  }
}
