import { notesOn } from '../../analysis/caveats.ts';
import { beyond } from '../../analysis/metric-request.ts';
import { ranAs } from '../../analysis/simulate.ts';
import { breath, clock } from '../../io/breath.ts';
import { outputTo } from '../../io/deliver.ts';
import { AnswerIsNo } from '../../io/exit-no.ts';
import type { Io } from '../../io/io.ts';
import { loadDocument } from '../../io/load.ts';
import { progressOf } from '../../io/progress.ts';
import { type OutputFlags, publish } from '../../io/publish.ts';
import { InputError } from '../../model/errors.ts';
import { inRange } from '../../model/number/range.ts';
import { readScalar } from '../../model/number/scalar.ts';
import { readSearch, type Search } from '../../model/scenario/axis.ts';
import { metricIds } from '../../model/scenario/expect-faults.ts';
import { meantBy } from '../../model/scenario/meant-path.ts';
import { resolvePath, valueAt } from '../../model/scenario/path.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { validate } from '../../model/scenario/validate.ts';
import type { Document } from '../../model/text/source.ts';
import { renderCsv } from '../../output/csv.ts';
import { plain } from '../../output/format/escape.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { ChangeOptions } from '../options.ts';
import { idleChanges } from '../unused-flags.ts';
import { isWhole, specOf, withVaried } from '../vary-number.ts';
import { readTarget, type Target } from './goal.ts';
import { probeOf } from './objective.ts';
import type { Probe } from './root-finding.ts';
import { pointsBetween, sensiblePoints } from './search-range.ts';
import { solve } from './solve.ts';
import { type Solved, solutionGrid, subjectOf } from './table.ts';

export interface SolveFlags extends OutputFlags {
  readonly vary?: readonly string[];
  readonly goal?: readonly string[];
  readonly exact?: true;
}

/** Reads a scenario, looks for the value of one number that reaches a goal, and prints it. */
export async function runSolve(name: string, changed: ChangeOptions, flags: SolveFlags, io: Io): Promise<void> {
  outputTo(flags.output, name, io);
  const search = searchOf(flags.vary ?? []);
  const goal = onlyGoal(flags.goal ?? []);
  const document = await loadDocument(name, io);
  const { scenario, points, present } = fieldOf(document, changed, search, `--vary ${flags.vary?.[0]}`, io);
  const target = targetOf(goal, scenario);
  const { switches } = changed;
  const { exact } = flags;
  const finding = await withProgress(
    probeOf(scenario, switches, search.path, target, { exact, pause: breath }),
    io,
    (probe) => solve(probe, target.value, points, present),
  );
  if (!finding) throw InputError.of(`${subjectOf(target)} has no value for any ${search.path} in the range`, '--goal');
  await publishSolution({ path: search.path, present, target, finding }, scenario, changed, flags, io);
  for (const note of idleChanges(scenario, changed)) io.err(`note: ${plain(note)}\n`);
  if (!finding.reached) throw new AnswerIsNo();
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

function targetOf(text: string, scenario: Scenario): Target {
  const target = readTarget(text, metricIds(scenario));
  if ('fault' in target) throw InputError.of(target.fault, '--goal');
  const fault = beyond(target.kind === 'chance' ? target.goal.metric : target.metric, scenario);
  if (fault !== null) throw InputError.of(fault, '--goal');
  return target;
}

interface Field {
  /** With the number written, at the last of the points. */
  readonly scenario: Scenario;
  readonly points: readonly number[];
  readonly present: number | null;
}

/** Where to look, once it is known what kind of number it is. */
function fieldOf(document: Document, { changes }: ChangeOptions, { path, range }: Search, flag: string, io: Io): Field {
  const standing = validate(document, changes);
  const spec = specOf(standing, path);
  const found = resolvePath(standing, path);
  if ('fault' in found) throw InputError.of(found.fault, flag);
  if (!spec) throw InputError.of(`${path} is no number of this scenario${meantBy(standing, path)}`, flag);
  if (isWhole(standing, path)) {
    throw InputError.of(`${path} is a whole number: try them all with flywheel sweep --vary ${path}=1:24:1`, flag);
  }
  const scalar = readScalar(valueAt(standing, found.path));
  const present = 'value' in scalar && inRange(scalar.value, spec.range) ? scalar.value : null;
  const points = range ? pointsBetween(...range) : sensiblePoints(spec.range, present);
  // The lowest of all points may not fit with other numbers, such as a cost of 0 with a budget: that is no error.
  const values = range ?? [present ?? points[1]];
  return { scenario: withVaried(document, changes, [{ path, flag, values }], io), points, present };
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

async function publishSolution(
  solved: Solved,
  scenario: Scenario,
  { switches }: ChangeOptions,
  flags: OutputFlags,
  io: Io,
) {
  const { path, target, finding } = solved;
  const { reached, value, achieved, others } = finding;
  const best = { path, value, metric: subjectOf(target), achieved };
  const notes = notesOn(scenario, switches);
  const ran = ranAs(scenario, switches);
  const result = {
    scenario: ran,
    method: target.kind === 'chance' ? 'exact' : 'expected',
    goal: target.text,
    solution: reached ? best : null,
    ...(reached ? { others } : { nearest: best }),
    notes,
  };
  const publication = {
    command: 'solve',
    result,
    csv: () =>
      renderCsv(['path', 'value', 'metric', 'achieved', 'reached'], [[path, value, best.metric, achieved, reached]]),
    grid: () => solutionGrid(scenario, solved, tableTitle(scenario, [target.text], ran.with), notes),
    notes,
  };
  await publish(publication, flags, io);
}
