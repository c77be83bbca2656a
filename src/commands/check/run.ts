import { cannotWrite, isPrinted } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { explainWarnings } from '../../io/problems.ts';
import { progressOf } from '../../io/progress.ts';
import { type Outcome, rendered } from '../../io/publish.ts';
import { InputError, type Problem } from '../../model/errors.ts';
import { columnsMeant } from '../../output/chosen-columns.ts';
import { count } from '../../output/format/number.ts';
import type { Format } from '../../output/formats.ts';
import type { Publication } from '../../output/publication.ts';
import type { Given } from '../define.ts';
import { checkFile, faulty } from './check-file.ts';
import { checkDocument } from './document.ts';
import { type Found, findScenarios } from './files/find.ts';
import { refuseTargets, startReports } from './files/reports.ts';
import { githubAnnotations } from './report/github.ts';
import { junitReport } from './report/junit.ts';
import { CHECK_COLUMNS, checkGrids, checkSheet, fileGrid } from './report/table.ts';
import { type Review, startReview } from './review.ts';
import type { CheckedFile, CheckResult } from './status.ts';

export interface CheckFlags {
  readonly update?: true;
  readonly review?: true;
  readonly prune?: true;
  /** Relative. */
  readonly tolerance: number;
  readonly junit?: string;
  readonly format: Format | 'github';
  readonly output?: string;
  readonly columns?: readonly string[];
}

/**
 * Checks files and folders, and prints what became of each.
 * @returns what is wrong with any of them; that the answer is no when one fails, or there is none
 * @throws InputError for flags that do not go together, and files that cannot be written
 */
export async function runCheck({ args: paths, flags }: Given<CheckFlags>, io: Io): Promise<Outcome> {
  const ci = isCi(io);
  refuseFlags(flags, ci);
  const review = flags.review ? await startReview(io) : null;
  const found = await findScenarios(paths.length === 0 ? ['.'] : paths, io);
  refuseTargets(flags, [...found.scenarios.keys()], io);
  const finish = await startReports(flags, io);
  const result = { ...(await checkAll(found, flags, { ci, review }, io)), skipped: found.skipped.size };
  await finish(await render(result, flags, io), () => junitReport(result));
  // The other formats have room for them.
  if (flags.format === 'csv') io.note(explainWarnings(result.files.flatMap(({ warnings }) => warnings)));
  return outcomeOf(result, flags);
}

/** True where a machine checks what people have written; most of them say so in this way. */
const isCi = ({ env }: Io): boolean => !['', '0', 'false'].includes(env.CI ?? '');

function refuseFlags(flags: CheckFlags, ci: boolean): void {
  const { update, review, prune, junit, output, columns = [] } = flags;
  if ((update || review) && ci) {
    throw InputError.of(
      `--${update ? 'update' : 'review'} is for people: the variable CI is set here, so nobody would see what it ` +
        'accepts. Run it on your own machine and commit the snapshots',
    );
  }
  if (review) refuseBesideReview(flags);
  if (prune && !update) throw InputError.of('--prune goes with --update: it removes files');
  if (junit === '') throw InputError.of('--junit needs the name of a file');
  if (junit !== undefined && isPrinted(junit)) {
    throw InputError.of(
      `--junit needs a file of its own: on standard output (${junit}) it would mix with what check prints`,
    );
  }
  // Before a snapshot is written.
  columnsMeant(columns, CHECK_COLUMNS);
  if (output === '') throw InputError.of('--output needs the name of a file');
}

/** A review talks with a person: nothing else is printed or written in between. */
function refuseBesideReview({ update, junit, output, format }: CheckFlags): void {
  if (update) throw InputError.of('--review asks before it accepts, and --update does not: choose one');
  const other = junit !== undefined ? '--junit' : output !== undefined ? '--output' : null;
  const flag = other ?? (format === 'table' ? null : `--format ${format}`);
  if (flag !== null) throw InputError.of(`--review is for a person on a terminal: leave out ${flag}`);
}

/** Everything found, in the order of the paths. */
async function checkAll(
  found: Found,
  flags: CheckFlags,
  { ci, review }: { readonly ci: boolean; readonly review: Review | null },
  io: Io,
): Promise<Pick<CheckResult, 'files' | 'notReached'>> {
  const { update = false, prune = false, tolerance } = flags;
  const files: CheckedFile[] = Array.from(found.faults, ([path, problems]) => faulty(path, problems));
  for (const path of found.orphans) files.push(prune ? removed(path, io) : { ...faulty(path, []), status: 'orphaned' });
  const accept = review?.accept ?? (update ? async () => true : null);
  const scenarios = [...found.scenarios].sort(([a], [b]) => inOrder(a, b));
  // A line that is written over and over has no place between questions.
  const progress = review === null ? progressOf('files', io, scenarios.length) : null;
  let reached = 0;
  for (const [path, rivals] of scenarios) {
    if (review?.isOver()) break;
    files.push(await checkFile(path, rivals, { update, accept, tolerance, ci }, io));
    progress?.add(1);
    reached++;
  }
  progress?.end();
  return { files: files.sort((a, b) => inOrder(a.path, b.path)), notReached: scenarios.length - reached };
}

/** By code units, the same on every machine. */
const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function removed(path: string, io: Io): CheckedFile {
  try {
    io.remove(path);
    return { ...faulty(path, []), status: 'pruned' };
  } catch (error) {
    return faulty(path, cannotWrite(error, path).problems);
  }
}

async function render(result: CheckResult, { format, output, columns, review }: CheckFlags, io: Io): Promise<string> {
  if (format === 'github') return githubAnnotations(result);
  const publication: Publication = {
    command: 'check',
    result: checkDocument(result),
    csv: () => checkSheet(result),
    // What differs was shown before each question.
    grid: () => (result.files.length === 0 ? [] : review ? [fileGrid(result)] : checkGrids(result)),
    notes: [],
  };
  return rendered(publication, { format, output, columns }, io);
}

/** What the files come to together. */
function outcomeOf({ files, skipped }: CheckResult, { format, review }: CheckFlags): Outcome {
  const problems = files.filter(({ status }) => status === 'invalid').flatMap((file) => file.problems);
  if (problems.length > 0) return { problems: format === 'github' ? problems.map(harmless) : distinct(problems) };
  if (files.every(({ status }) => status === 'orphaned' || status === 'pruned')) {
    return { findings: [nothing(skipped)], isNo: true };
  }
  // Of a review, what nobody accepted is left.
  return { isNo: files.some(({ status }) => status === 'failed' || (review && status === 'new')) };
}

/** Two files that want one snapshot have the same to say. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

function nothing(skipped: number): string {
  const why = skipped === 0 ? '' : `, ${skipped === 1 ? 'one other file' : `${count(skipped)} other files`} skipped`;
  return `nothing to check: there is no JSON or YAML file with stages here${why} (flywheel init mine.yaml writes one)`;
}

/** GitHub also takes `##[error]` for a command, anywhere in a line of either stream. */
function harmless({ place, flag, message }: Problem): Problem {
  const without = (text: string): string => text.replaceAll('##[', '## [');
  const where = place && { ...place, source: without(place.source), excerpt: without(place.excerpt) };
  return { place: where, flag, message: without(message) };
}
