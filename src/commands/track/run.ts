import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario, loadText } from '../../io/load.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingOn } from '../../io/sampling-threads.ts';
import { InputError } from '../../model/errors.ts';
import { howOf } from '../../output/chance.ts';
import { asking } from '../ask-chance.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { idleChanges, idleRuns } from '../unused-flags.ts';
import { trackDocument } from './document.ts';
import { forecastGrid } from './forecast/grid.ts';
import { forecastRemarks } from './forecast/sentences.ts';
import { readActuals } from './reading/actuals.ts';
import { trackRemarks } from './sentences.ts';
import { TRACK_COLUMNS, trackGrid, trackSheet } from './table.ts';
import { track } from './track.ts';

export interface TrackFlags extends ChanceFlags, OutputFlags {
  readonly spread?: number;
}

const WINDOWS = 'The actuals are no text in UTF-8, and were read as Excel saves CSV on Windows (Windows-1252).';

/** Reads a scenario and what really happened, and prints one beside the other. */
export async function runTrack(
  { args: [name, csv], changed, flags, typed }: Given<TrackFlags>,
  io: Io,
): Promise<Outcome> {
  const { output, jobs, spread } = flags;
  outputTo(output, name, io);
  outputTo(output, csv, io, 'the actuals themselves');
  refuseColumns(flags, () => TRACK_COLUMNS);
  if (name === '-' && csv === '-')
    throw InputError.of(
      'the scenario and the actuals cannot both come from standard input: name a file for one of them',
    );
  const scenario = await loadScenario(name, io, changed.changes);
  const { text, source, isGuessed } = await loadText(csv, 'leave out what is not to be compared', io);
  const { actuals, notes } = readActuals(text, source, scenario);
  const { switches } = changed;
  const tracking = await asking(flags, switches, samplingOn(jobs, io), io, (options, sampling) =>
    track(scenario, actuals, { ...options, spread, notes: [...notes, ...(isGuessed ? [WINDOWS] : [])] }, sampling),
  );
  const result = trackDocument(scenario, tracking, { switches, seed: flags.seed, spread });
  const { forecast, runs } = tracking;
  const sampled = tracking.comparisons.every(({ counted }) => counted !== null);
  const drawn = { method: sampled ? ('monte-carlo' as const) : result.method, seed: flags.seed };
  const how = howOf(runs === null ? drawn : { ...drawn, runs });
  const publication = {
    command: 'track',
    result,
    csv: () => trackSheet(tracking),
    grid: () => [
      trackGrid(scenario, tracking, how, result.scenario.with),
      ...(forecast ? [forecastGrid(scenario, forecast, flags.seed)] : []),
    ],
    notes: [
      ...[how, ...trackRemarks(scenario, tracking, 'all')],
      ...(forecast ? forecastRemarks(scenario, forecast) : []),
      ...tracking.notes,
    ],
  };
  return { result: publication, notes: [...idleChanges(scenario, changed), ...idleRuns(typed, result.runs)] };
}
