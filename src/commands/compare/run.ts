import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { pairedSamplingOn, samplingEachOn } from '../../io/sampling-threads.ts';
import { sampledBy } from '../../output/chance.ts';
import { asking } from '../ask-chance.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags, ChangeOptions } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { compare, withChance, withMeasures } from './compare.ts';
import { contestantsOf, flagsOf } from './contestants.ts';
import { comparisonColumns, comparisonSheet } from './sheet.ts';
import { comparisonGrid } from './table.ts';
import type { ComparedMetric, Comparison, ComparisonResult, Contestant } from './types.ts';

export interface CompareFlags extends ChanceFlags, OutputFlags {
  readonly metric?: readonly string[];
  readonly bands?: true;
}

/** Reads scenarios, changes all but the first, and prints the same metrics of all side by side. */
export async function runCompare(
  { args: names, changed, flags, typed }: Given<CompareFlags>,
  io: Io,
): Promise<Outcome> {
  for (const name of names) outputTo(flags.output, name, io);
  refuseColumns(flags, () => comparisonColumns(flags.bands ?? false));
  const asked = await contestantsOf(names, changed, io);
  const settings = { runs: flags.runs ?? null, seed: flags.seed, exact: flags.exact };
  const expected = compare(asked, flags.metric ?? [], changeNotes(names, asked, changed));
  const document = await withMeasures(expected, settings, samplingEachOn(flags.jobs, io));
  const { contestants, lengthNotes } = document;
  const named = flags.metric !== undefined;
  const result = flags.bands
    ? await asking(flags, [], pairedSamplingOn(flags.jobs, io), io, (options, sampling) =>
        withChance(document.result, contestants, { ...options, named }, sampling),
      )
    : document.result;
  const comparison: Comparison = { contestants, result, lead: leadOf(result, flags), first: lengthNotes };
  const publication = {
    command: 'compare',
    result,
    csv: () => comparisonSheet(result),
    grid: () => comparisonGrid(comparison),
    notes: [...(result.runs === undefined ? [] : [sampledBy(result.runs, result.seed)]), ...result.notes],
  };
  const isDrawn = flags.bands || result.method !== 'expected';
  const about = isDrawn ? aboutRuns(typed, result.runs) : idleChance(typed, '--bands');
  return { result: publication, notes: [...idleNotes(contestants, changed), ...about] };
}

/** Where several scenarios were changed no column says so. */
function changeNotes(names: readonly string[], contestants: readonly Contestant[], changed: ChangeOptions): string[] {
  const flags = flagsOf(contestants[1].scenario, changed);
  if (names.length === 1 || flags === '') return [];
  return [`All but ${contestants[0].label} are with ${flags}.`];
}

/** What a person looks at first: what was asked for, else the money, else who was gained, else whatever differs, if any. */
function leadOf({ metrics }: ComparisonResult, { metric: asked }: CompareFlags): string | null {
  if (asked) return metrics[0].metric;
  const isTold = ({ change, beats }: ComparedMetric): boolean =>
    change.some((by) => by !== null && by !== 0) || (beats ?? []).some((one) => one !== null && one.ties !== 1);
  const told = metrics.filter(isTold).map(({ metric }) => metric);
  return ['cash', 'gain', ...told].find((name) => told.includes(name)) ?? null;
}

/** What was asked for and makes no difference, each once. */
const idleNotes = (contestants: readonly Contestant[], changed: ChangeOptions): string[] => [
  ...new Set(contestants.slice(1).flatMap(({ scenario }) => idleChanges(scenario, changed))),
];
