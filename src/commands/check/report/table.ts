import { LEVER_NOTE } from '../../../analysis/caveats.ts';
import type { Problem } from '../../../model/errors.ts';
import { plain } from '../../../output/format/escape.ts';
import { count, NOTHING, plural } from '../../../output/format/number.ts';
import { acceptance, quoted } from '../../../output/format/shell-quote.ts';
import type { Grid } from '../../../output/grid.ts';
import { type Sheet, sheetOf } from '../../../output/sheet.ts';
import { brokenPromise, promise } from '../../../output/simulation/assertion-text.ts';
import type { CheckedFile, CheckResult, FileStatus } from '../status.ts';
import { differenceGrid } from './differences.ts';

/** The tables of a check: a line for every file, then what differs in each. */
export function checkGrids(result: CheckResult): Grid[] {
  return [fileGrid(result), ...result.files.filter(({ differences }) => differences.length > 0).map(differenceGrid)];
}

/** A line for every file. */
export function fileGrid({ files, skipped, notReached = 0 }: CheckResult): Grid {
  return {
    title: `Check · ${tallyOf(files)}`,
    columns: [
      { header: 'File', ids: ['path'], rank: 0, text: true },
      { header: 'Status', ids: ['status'], rank: 0, text: true },
      { header: 'Assertions', ids: ['assertions', 'failed'], rank: 2, text: true },
      { header: 'Snapshot', ids: ['differences'], rank: 1, text: true },
    ],
    rows: files.map((file) => [file.path, file.status, assertionsOf(file), snapshotCell(file)]),
    total: null,
    remarks: [
      ...files.flatMap(remarksOn),
      ...remarksOnAll(files),
      ...skippedRemark(skipped),
      ...(notReached === 0 ? [] : [`${plural(notReached, 'scenario')} not looked at.`]),
    ],
  };
}

const skippedRemark = (skipped: number): string[] =>
  skipped === 0 ? [] : [`${plural(skipped, 'other file')} skipped: no stages in ${skipped === 1 ? 'it' : 'them'}.`];

const isSnapshot = ({ status }: CheckedFile): boolean => status === 'orphaned' || status === 'pruned';

/** How many of each: "3 scenarios: 1 failed, 2 passed". */
export function tallyOf(files: readonly CheckedFile[]): string {
  const scenarios = files.filter((file) => !isSnapshot(file));
  const statuses = [...new Set(files.map(({ status }) => status))];
  const counts = BY_WEIGHT.filter((status) => statuses.includes(status)).map(
    (status) => `${count(files.filter((file) => file.status === status).length)} ${status}`,
  );
  return `${plural(scenarios.length, 'scenario')}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`;
}

const BY_WEIGHT: readonly FileStatus[] = [
  ...(['invalid', 'failed', 'orphaned', 'pruned', 'new'] as const),
  ...(['updated', 'unchanged', 'passed'] as const),
];

function assertionsOf({ assertions }: CheckedFile): string {
  const failed = assertions.filter(({ passed }) => passed === false).length;
  const idle = assertions.filter(({ passed }) => passed === null).length;
  const judged = assertions.length - idle;
  const parts = [
    ...(failed > 0 ? [`${count(failed)} of ${count(judged)} fail${failed === 1 ? 's' : ''}`] : []),
    ...(failed === 0 && judged > 0 ? [`${count(judged)} hold${judged === 1 ? 's' : ''}`] : []),
    ...(idle > 0 ? [`${count(idle)} not judged`] : []),
  ];
  return parts.join(', ') || NOTHING;
}

function snapshotCell({ status, snapshot, differences, problems }: CheckedFile): string {
  if (status === 'orphaned') return 'its scenario is gone';
  if (status === 'pruned') return 'removed';
  if (snapshot === 'differs') return plural(differences.length, 'difference');
  if (snapshot === 'missing') return problems.length > 0 ? 'missing' : 'none yet';
  return snapshot ?? NOTHING;
}

function remarksOn({ path, status, assertions, problems, warnings }: CheckedFile): string[] {
  return [
    ...warningRemarks(path, warnings),
    ...assertions.filter(({ passed }) => passed === false).map((assertion) => `${path} ${brokenPromise(assertion)}.`),
    ...assertions
      .filter(({ passed }) => passed === null)
      .map((assertion) => `${path} expects ${promise(assertion)}: not judged, beyond its last rotation.`),
    ...(status === 'failed' ? problems.map(({ message }) => `${message}.`) : []),
  ];
}

/** More warnings of one file hide those of the others. */
const MOST_WARNINGS = 5;

/** What a file hardly means as it says it, each with its place. */
function warningRemarks(path: string, warnings: readonly Problem[]): string[] {
  const left = warnings.length - MOST_WARNINGS;
  const told = warnings.slice(0, MOST_WARNINGS).map(({ place, message }) => {
    const where = place === null ? path : `${place.source}:${place.line}:${place.column}`;
    return `${where} warning: ${message}.`;
  });
  return left > 0
    ? [...told, `${path} has ${plural(left, 'more warning')}: flywheel validate ${quoted(path)} lists them.`]
    : told;
}

function remarksOnAll(files: readonly CheckedFile[]): string[] {
  const told = files.flatMap(({ assertions }) => assertions.filter(({ passed }) => passed === false));
  const fresh = files.filter(({ status }) => status === 'new');
  const orphans = files.filter(({ status }) => status === 'orphaned');
  return [
    ...(told.some(({ with: levers }) => levers.length > 0) ? [LEVER_NOTE] : []),
    ...(fresh.length === 1 ? [`To keep the numbers of ${fresh[0].path}: ${acceptance(fresh[0].path)}`] : []),
    ...(fresh.length > 1 ? [`To keep the numbers of the ${count(fresh.length)} new scenarios, add --update.`] : []),
    ...(orphans.length > 0 ? ['To remove snapshots whose scenario is gone, add --update --prune.'] : []),
  ];
}

export const CHECK_COLUMNS = ['path', 'status', 'assertions', 'failed', 'differences'] as const;

/** A check as CSV: a row per file. */
export function checkSheet({ files }: CheckResult): Sheet {
  return sheetOf(
    CHECK_COLUMNS,
    files.map(({ path, status, assertions, differences }) => [
      plain(path),
      status,
      assertions.length,
      assertions.filter(({ passed }) => passed === false).length,
      differences.length,
    ]),
  );
}
