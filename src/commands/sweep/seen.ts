import { sampledBy } from '../../output/chance.ts';
import { capitalised } from '../../output/format/label.ts';
import { count } from '../../output/format/number.ts';
import type { Sweep, SweepResult } from './sweep.ts';
import type { MeasuredRow } from './table.ts';

/** What there is to say of rows that have gone by. */
export class Seen {
  private readonly sweep: Sweep;
  private failures = 0;
  private firstFailure = '';
  private sampled = false;
  private exact = false;
  private runs: number | null = null;
  private tooLong: string | null = null;

  constructor(sweep: Sweep) {
    this.sweep = sweep;
  }

  look({ values, failure, chance }: MeasuredRow): void {
    if (chance?.method === 'monte-carlo') this.sampled = true;
    if ([...(chance?.bands ?? []), ...(chance?.estimates ?? [])].some((one) => one?.method === 'exact'))
      this.exact = true;
    this.runs = chance?.runs ?? this.runs;
    this.tooLong ??= chance?.tooLong ?? null;
    if (failure === null || this.failures++ > 0) return;
    const where = this.sweep.axes.map(({ path }, i) => `${path}=${values[i]}`).join(' ');
    this.firstFailure = `${where}: ${failure}`;
  }

  notes(): string[] {
    const notes = [...this.sweep.notes, ...(this.tooLong === null ? [] : [this.tooLong])];
    if (this.failures === 0) return notes;
    const rows = this.failures === 1 ? '1 row has' : `${count(this.failures)} rows have`;
    return [...notes, `${rows} no value, as at ${this.firstFailure}.`];
  }

  /** What the JSON document says beside the rows. */
  rest(): Omit<SweepResult, 'rows'> {
    return { scenario: this.sweep.ran, ...this.method(), notes: this.notes() };
  }

  private method(): Pick<SweepResult, 'method' | 'runs' | 'seed'> {
    const { chance } = this.sweep;
    if (!chance) return { method: 'expected' };
    const method = this.sampled ? 'monte-carlo' : 'exact';
    return this.runs === null ? { method } : { method, runs: this.runs, seed: chance.seed };
  }

  /** How the numbers were found, in words; nothing for expected values. */
  how(): string[] {
    const { chance } = this.sweep;
    if (!chance) return [];
    const what = chance.bands ? 'bands' : 'chances';
    if (this.runs === null) return [`The ${what} are exact.`];
    const from = sampledBy(this.runs, chance.seed);
    return [
      this.exact
        ? `${capitalised(what)} are exact where they can be, the others come from ${from}.`
        : `The ${what} come from ${from}.`,
    ];
  }
}
