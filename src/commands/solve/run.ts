import { breath, clock } from '../../io/breath.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { tellWarnings } from '../../io/tell-warnings.ts';
import { InputError } from '../../model/errors.ts';
import { readSearch, type Search } from '../../model/scenario/axis.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Publication } from '../../output/publication.ts';
import { sheetOf } from '../../output/sheet.ts';
import type { ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';
import { fieldOf, type SolveResult, solutionIn, solveDocument, targetOf } from './document.ts';
import { probeOf } from './objective.ts';
import type { Probe } from './root-finding.ts';
import { type Solved, subjectOf } from './solved.ts';
import { solutionGrid } from './table.ts';

export interface SolveFlags extends OutputFlags {
  readonly vary?: readonly string[];
  readonly goal?: readonly string[];
  readonly exact?: true;
}

/** Reads a scenario, looks for the value of one number that reaches a goal, and prints it. */
export async function runSolve(name: string, changed: ChangeOptions, flags: SolveFlags, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  const search = searchOf(flags.vary ?? []);
  const goal = onlyGoal(flags.goal ?? []);
  const document = await loadDocument(name, io);
  const field = fieldOf(document, changed.changes, search, `--vary ${flags.vary?.[0]}`);
  tellWarnings([field.examined], io);
  const { scenario } = field.examined;
  const target = targetOf(goal, scenario);
  const { switches } = changed;
  const { exact } = flags;
  const solved = await withProgress(
    probeOf(scenario, switches, search.path, target, { exact, pause: breath }),
    io,
    (probe) => solutionIn(field, target, probe),
  );
  return {
    result: publicationOf(solved, scenario, solveDocument(scenario, switches, solved)),
    notes: idleChanges(scenario, changed),
    isNo: !solved.finding.reached,
  };
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

/** Counts the tries on a terminal, and lets Ctrl-C through between them. */
async function withProgress<T>(probe: Probe, io: Io, search: (probe: Probe) => Promise<T>): Promise<T> {
  const progress = progressOf('tries at most', io, MOST_TRIES);
  let last = clock();
  try {
    return await search(async (x) => {
      progress.add(1);
      if (clock() - last > 50) {
        await breath();
        last = clock();
      }
      return probe(x);
    });
  } finally {
    progress.end();
  }
}

/** More than any search takes: a hundred points, and sixty halvings for each of a few solutions. */
const MOST_TRIES = 500;

function publicationOf(solved: Solved, scenario: Scenario, result: SolveResult): Publication {
  const { path, target, finding } = solved;
  const { with: on } = result.scenario;
  return {
    command: 'solve',
    result,
    csv: () =>
      sheetOf(
        ['path', 'value', 'metric', 'achieved', 'reached'],
        [[path, finding.value, subjectOf(target), finding.achieved, finding.reached]],
      ),
    grid: () => solutionGrid(scenario, solved, tableTitle(scenario, [target.text], on), result.notes),
    notes: result.notes,
  };
}
