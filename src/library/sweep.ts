import { oneByOne, samplingHere } from '../analysis/chance/one-thread.ts';
import { refuseTooMany, rowsOf } from '../analysis/what-if/sweep.ts';
import { type Asked, withAxes } from '../commands/axes.ts';
import { rowsIn } from '../commands/sweep/rows.ts';
import { Seen } from '../commands/sweep/seen.ts';
import { type SweepRecord, type SweepResult, sweepColumns, sweepOf } from '../commands/sweep/sweep.ts';
import { sweepRecord } from '../commands/sweep/table.ts';
import { InputError } from '../model/errors.ts';
import { readAxis } from '../model/scenario/axis.ts';
import { givenDocument, unplaced } from '../model/scenario/given.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { isMapping } from '../model/text/source.ts';
import { CHANCES, type Chances, mustBe, optional, optionsOf, texts, truth } from './options.ts';
import { paceOf } from './pace.ts';

/** What `sweep` is asked. */
export interface SweepOptions extends Chances {
  /**
   * The numbers that are varied, by path, and the values that each is given: a list, or a range from:to:step as a text,
   * such as `{ 'loops.word-of-mouth.perMember': [0, 1], 'channels.ads.volume': '100:200:50' }`. The last one moves fastest.
   */
  readonly vary: Readonly<Record<string, readonly number[] | string>>;
  /** Such as `['gain@5', 'p5:cash', 'chance of cash at least 0']`; by default cash where there is money, else gain. */
  readonly metrics?: readonly string[];
  /** True for the bands of the metrics in every row. */
  readonly bands?: boolean;
}

/**
 * What metrics come to for every combination of values, as `flywheel sweep` finds it.
 * @returns the JSON document of the command, without its header: a row per combination, up to 10,000,000 of them. Metrics
 * have the bits that `simulate` gives with these values written in the scenario; null where one is undefined, or where
 * growth passes what can be counted.
 * @throws InputError (rejects) for what is wrong with the scenario or an option, a value that does not fit, or an unknown
 * metric; the signal's reason when aborted
 *
 * @example
 * import { readScenario, sweep } from 'flywheel';
 *
 * const scenario = readScenario(`
 *   rotations: 5
 *   stages: [{ id: engage }, { id: acquire, conversion: 30% }, { id: advocate, conversion: 1/3 }]
 *   channels: [{ id: ads, volume: 100 }]
 *   loops: [{ id: word-of-mouth, type: referral, from: advocate, to: engage, perMember: 1 }]
 * `);
 * const vary = { 'loops.word-of-mouth.perMember': [0, 1, 2] };
 * const { rows } = await sweep(scenario, { vary, metrics: ['gain@2'] });
 * console.log(rows.map(({ metrics }) => metrics['gain@2']).join(', ')); // 0, 10, 20
 */
export async function sweep(scenario: Scenario, options: SweepOptions): Promise<SweepResult> {
  const asked = optionsOf(options, {
    vary: axes,
    metrics: optional(texts, undefined),
    bands: optional(truth, false),
    ...CHANCES,
  });
  const pause = paceOf(asked);
  const { vary, metrics, bands, with: switches, runs, seed, exact } = asked;
  const read = vary.map(({ axis }) => axis);
  refuseTooMany(read);
  const varied = unplaced(() => withAxes(givenDocument(scenario), [], vary)).scenario;
  const swept = sweepOf(varied, read, { switches, metrics, bands, seed, exact });
  const seen = new Seen(swept);
  // `progress` hears of rows alone; a signal is heard within each as well.
  const inside = paceOf({ ...asked, progress: undefined });
  const chances = { runs, seed, exact, pause: inside };
  const rows: SweepRecord[] = [];
  await pause(0, rowsOf(read));
  for await (const batch of rowsIn(swept, chances, oneByOne(samplingHere(inside)), (n) => n >= ROWS)) {
    for (const row of batch) seen.look(row);
    rows.push(...batch.map((row) => sweepRecord(sweepColumns(swept), row)));
    if (batch.length > 0) await pause(rows.length, rowsOf(read));
  }
  return { rows, ...seen.rest() };
}

/** Rows by expected values between pauses: many take less than a pause, which is some 100 microseconds. */
const ROWS = 20;

function axes(value: unknown): readonly Asked[] {
  const what = "a mapping of paths to values such as { 'channels.ads.volume': [100, 200] }";
  if (!isMapping(value) || Object.keys(value).length === 0) throw mustBe('vary', what, value);
  return Object.entries(value).map(([path, values]) => ({ axis: axisOf(path, values), flag: `vary ${path}` }));
}

function axisOf(path: string, values: unknown): Asked['axis'] {
  if (typeof values === 'string') {
    const axis = readAxis(`${path}=${values}`);
    if ('fault' in axis) throw InputError.of(axis.fault, `vary ${path}`);
    return axis;
  }
  if (!Array.isArray(values) || values.length === 0 || !values.every((one) => typeof one === 'number'))
    throw mustBe(`vary ${path}`, 'a list of numbers, or a text such as "0:1:0.1"', values);
  return { path, length: values.length, valueAt: (i) => values[i] };
}
