import { breath } from '../../io/breath.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { samplingEachOn } from '../../io/sampling-threads.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import { isOfChance } from '../../model/metric/measure.ts';
import { readSearch, type Search } from '../../model/scenario/axis.ts';
import type { Given } from '../define.ts';
import type { ChanceFlags } from '../options.ts';
import { aboutRuns, idleChance, idleChanges } from '../unused-flags.ts';
import { fieldOf, solvedIn } from './document.ts';
import { SOLUTION_COLUMNS, solutionGrid, solutionSheet } from './table.ts';

export interface SolveFlags extends ChanceFlags, OutputFlags {
  readonly vary?: readonly string[];
  readonly goal?: readonly string[];
}

/** Reads a scenario, looks for the value of one number that reaches a goal, and prints it. */
export async function runSolve({ args: [name], changed, flags, typed }: Given<SolveFlags>, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  refuseColumns(flags, () => SOLUTION_COLUMNS);
  const search = searchOf(flags.vary ?? []);
  const goal = onlyGoal(flags.goal ?? []);
  const document = await loadDocument(name, io);
  const field = fieldOf(document, changed.changes, search, `--vary ${flags.vary?.[0]}`);
  tellWarnings([field.examined], io);
  const { scenario } = field.examined;
  const pace = progressOf('tries at most', io);
  const { runs = null, seed, exact } = flags;
  const options = { switches: changed.switches, runs, seed, exact, pause: breath };
  const sampling = samplingEachOn(flags.jobs, { ...io, errColumns: null });
  const solved = await solvedIn(field, goal, options, sampling, pace.pause).finally(pace.end);
  const { target, finding, result } = solved;
  const publication = {
    command: 'solve',
    result,
    csv: () => solutionSheet(solved),
    grid: () => solutionGrid(solved),
    notes: result.notes,
  };
  const idle = isOfChance(target.measure) ? aboutRuns(typed, result.runs) : idleChance(typed, 'a goal of chance');
  return { result: publication, notes: [...idleChanges(scenario, changed), ...idle], isNo: !finding.reached };
}

const EXAMPLE = 'flywheel solve hundred-per-cycle --vary loops.word-of-mouth.perMember --goal "gain@5 = 50"';

function searchOf(texts: readonly string[]): Search {
  if (texts.length !== 1) throw InputError.of(`solve turns one number: give one --vary, as in ${EXAMPLE}`);
  const search = readSearch(texts[0]);
  if ('fault' in search) throw InputError.of(search.fault, `--vary ${texts[0]}`);
  return search;
}

function onlyGoal(texts: readonly string[]): string {
  if (texts.length !== 1) throw InputError.of(`solve needs one goal: give one --goal, as in ${EXAMPLE}`);
  return texts[0];
}
