import type { Place } from '../../../model/errors.ts';
import { plain } from '../../../output/format/escape.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import { brokenPromise } from '../../../output/simulation/assertion-text.ts';
import type { CheckedFile, CheckResult } from '../status.ts';
import { differenceLines } from './differences.ts';
import { changeLines, inputText, MOST_INPUTS } from './inputs.ts';
import { tallyOf } from './table.ts';

/**
 * Annotations of GitHub Actions: workflow commands, one to a line, then how many scenarios there are of each kind.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const githubAnnotations = ({ files }: CheckResult): string =>
  [...files.flatMap(annotationsOf), tallyOf(files)].map((line) => `${line}\n`).join('');

function annotationsOf(file: CheckedFile): string[] {
  const warnings = file.warnings.map(({ place, message }) =>
    command('warning', file.path, place ?? file.place, 'Hardly meant so', [message]),
  );
  return [...outcomeOf(file), ...warnings];
}

function outcomeOf(file: CheckedFile): string[] {
  const { path, status, assertions, assertionPlaces, problems, place } = file;
  if (status === 'orphaned')
    return [command('warning', path, null, 'Snapshot without a scenario', ['--update --prune removes it.'])];
  if (status === 'new')
    return [command('notice', path, place, 'New scenario', [`${acceptance(path)} writes its snapshot.`])];
  return [
    ...problems.map((problem) =>
      command(
        'error',
        problem.place?.source ?? path,
        problem.place ?? place,
        status === 'failed' ? 'No snapshot' : 'Cannot be checked',
        [problem.message],
      ),
    ),
    ...assertions.flatMap((assertion, i) =>
      assertion.passed === false
        ? [command('error', path, assertionPlaces[i] ?? place, 'Assertion failed', [brokenPromise(assertion)])]
        : [],
    ),
    ...(status === 'failed' && file.snapshot === 'differs' ? differing(file) : []),
  ];
}

/** At the first number that was changed, with all there is to say; the others have a word each at their own lines. */
function differing(file: CheckedFile): string[] {
  const { path, place, inputs, differences } = file;
  const accept = `If this is as it should be: ${acceptance(path)}`;
  const [first, ...others] = (inputs ?? []).filter((input) => input.place !== null).slice(0, MOST_INPUTS);
  const message = [...changeLines(file), ...differenceLines(differences), accept];
  return [
    command('error', path, first?.place ?? place, 'Snapshot differs', message),
    ...others.map((input) => command('notice', path, input.place, 'Changed since the snapshot', [inputText(input)])),
  ];
}

function command(
  level: 'error' | 'warning' | 'notice',
  file: string,
  place: Place | null,
  title: string,
  message: readonly string[],
): string {
  const where = place === null ? '' : `,line=${place.line},col=${place.column}`;
  const text = message.map((line) => escapeData(plain(line))).join('%0A');
  return `::${level} file=${escapeProperty(file)}${where},title=${escapeProperty(title)}::${text}`;
}

/** What ends a command, or begins another, as in `escapeData` of @actions/core. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(plain(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
