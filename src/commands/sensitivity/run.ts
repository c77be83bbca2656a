import { DEFAULT_RUNS, type Sampling } from '../../analysis/chance/estimate.ts';
import { objectiveOf } from '../../analysis/objective.ts';
import { UNCERTAINTY } from '../../analysis/what-if/step.ts';
import { refuseOfChance } from '../../analysis/what-if/uncertain-sensitivity.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingEachOn, samplingOn } from '../../io/sampling-threads.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance, type Measure } from '../../model/metric/measure.ts';
import type { Switch } from '../../model/plan/active-levers.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import type { Publication } from '../../output/publication.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import type { By } from '../step-flag.ts';
import { idleChance, idleChanges } from '../unused-flags.ts';
import { sensitivityDocument, uncertaintyDocument } from './document.ts';
import { sensitivityColumns, sensitivityGrid, sensitivitySheet } from './table.ts';
import { uncertaintyColumns, uncertaintyGrid, uncertaintySheet } from './uncertainty-table.ts';

export interface SensitivityFlags extends ChanceFlags, OutputFlags {
  readonly metric?: readonly string[];
  readonly by: By;
}

/** What is asked of which scenario. */
interface Asked {
  readonly scenario: Scenario;
  readonly measure: Measure;
  readonly switches: readonly Switch[];
  readonly flags: SensitivityFlags;
}

/** Reads a scenario, changes it, and prints which of its numbers moves a metric most, or makes it uncertain. */
export async function runSensitivity(
  { args: [name], changed, flags, typed }: Given<SensitivityFlags>,
  io: Io,
): Promise<Outcome> {
  outputTo(flags.output, name, io);
  const columns = flags.by === UNCERTAINTY ? uncertaintyColumns : sensitivityColumns;
  refuseColumns(flags, () => columns(flags.format === 'table'));
  const scenario = await loadScenario(name, io, changed.changes);
  const measure = objectiveOf(flags.metric, scenario);
  if (flags.by === UNCERTAINTY) refuseForUncertainty(flags, measure);
  const asked = { scenario, measure, switches: changed.switches, flags };
  const { by } = flags;
  const result = by === UNCERTAINTY ? await byUncertainty(asked, io) : await byStep({ ...asked, by }, io);
  const isDrawn = by === UNCERTAINTY || isOfChance(measure);
  const idle = isDrawn ? [] : idleChance(typed, `--by ${UNCERTAINTY} or a metric of chance`);
  return { result, notes: [...idleChanges(scenario, changed), ...idle] };
}

function refuseForUncertainty({ exact }: SensitivityFlags, measure: Measure): void {
  if (exact) {
    throw InputError.of(
      'what uncertain numbers explain is estimated from draws, and never exact: leave it out',
      '--exact',
    );
  }
  refuseOfChance(measure);
}

async function byStep(
  { scenario, measure, switches, flags, by }: Asked & { readonly by: number },
  io: Io,
): Promise<Publication> {
  const pace = progressOf('numbers', io);
  const { runs = null, seed, exact } = flags;
  const sampling = samplingEachOn(flags.jobs, { ...io, errColumns: null });
  const options = { switches, by, runs, seed, exact, sampling, pause: pace.pause };
  const result = await sensitivityDocument(scenario, measure, options).finally(pace.end);
  const view = { measure, levers: result.scenario.with, bars: flags.format === 'table' };
  return {
    command: 'sensitivity',
    result,
    csv: () => sensitivitySheet(result),
    grid: () => sensitivityGrid(scenario, result, view),
    notes: result.notes,
  };
}

async function byUncertainty({ scenario, measure, switches, flags }: Asked, io: Io): Promise<Publication> {
  const { runs = DEFAULT_RUNS, seed, jobs } = flags;
  const numbers = progressOf('numbers', io);
  const whatIfs = progressOf('what-ifs', io);
  const end = (): void => {
    numbers.end();
    whatIfs.end();
  };
  // Runs have a line of their own.
  const sampling: Sampling = (job) => {
    end();
    return samplingOn(jobs, io)(job);
  };
  const options = { switches, runs, seed, pause: numbers.pause, pauseRuns: whatIfs.pause };
  const result = await uncertaintyDocument(scenario, measure.metric, options, sampling).finally(end);
  const view = { measure, levers: result.scenario.with, bars: flags.format === 'table' };
  return {
    command: 'sensitivity',
    result,
    csv: () => uncertaintySheet(result),
    grid: () => uncertaintyGrid(scenario, result, view),
    notes: result.notes,
  };
}
