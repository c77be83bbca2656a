import { breath } from '../../io/breath.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, type OutputFlags, refuseColumns } from '../../io/publish.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import { readSearch, type Search } from '../../model/scenario/axis.ts';
import { sheetOf } from '../../output/sheet.ts';
import type { Given } from '../define.ts';
import { idleChanges } from '../unused-flags.ts';
import { fieldOf, solvedIn } from './document.ts';
import { subjectOf } from './goal.ts';
import { solutionGrid } from './table.ts';

export interface SolveFlags extends OutputFlags {
  readonly vary?: readonly string[];
  readonly goal?: readonly string[];
  readonly exact?: true;
}

const COLUMNS = ['path', 'value', 'metric', 'achieved', 'reached'];

/** Reads a scenario, looks for the value of one number that reaches a goal, and prints it. */
export async function runSolve({ args: [name], changed, flags }: Given<SolveFlags>, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  refuseColumns(flags, () => COLUMNS);
  const search = searchOf(flags.vary ?? []);
  const goal = onlyGoal(flags.goal ?? []);
  const document = await loadDocument(name, io);
  const field = fieldOf(document, changed.changes, search, `--vary ${flags.vary?.[0]}`);
  tellWarnings([field.examined], io);
  const { scenario } = field.examined;
  const pace = progressOf('tries at most', io);
  const options = { exact: flags.exact, pause: breath };
  const solved = await solvedIn(field, goal, changed.switches, options, pace.pause).finally(pace.end);
  const { target, finding, result } = solved;
  const { value, achieved, reached } = finding;
  const publication = {
    command: 'solve',
    result,
    csv: () => sheetOf(COLUMNS, [[search.path, value, subjectOf(target), achieved, reached]]),
    grid: () => solutionGrid(solved),
    notes: result.notes,
  };
  return { result: publication, notes: idleChanges(scenario, changed), isNo: !reached };
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
