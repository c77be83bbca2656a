import { plain, xmlText } from '../../../output/format/escape.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import { brokenPromise, promise } from '../../../output/simulation/assertion-text.ts';
import type { CheckedFile, CheckResult } from '../status.ts';
import { differenceLine } from './differences.ts';
import { changeLines } from './inputs.ts';

// No library: this is five elements and one way of escaping, and what there is adds host names of its own.

/** A test of one scenario: an assertion, or its snapshot. */
interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'skipped' | 'failure' | 'error';
  /** In one line, and in full. */
  readonly message: string;
  readonly details?: readonly string[];
}

/** A check as a JUnit report: a suite per file, a test per assertion and snapshot, each with how long it took. */
export function junitReport({ files }: CheckResult): string {
  const suites = files.map((file) => ({ path: file.path, cases: timed(casesOf(file), file.seconds) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="flywheel check"${countsOf(all)}>`,
    ...suites.flatMap(({ path, cases }) => [
      `  <testsuite name="${escaped(path)}"${countsOf(cases)}>`,
      ...cases.flatMap((one) => caseLines(path, one)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

/** A case, and how many seconds it took. */
type TimedCase = Case & { readonly seconds: number };

/** One run serves all assertions: each has a part of it, and the last test, of the snapshot, what came after. */
function timed(cases: readonly Case[], { run, snapshot }: CheckedFile['seconds']): TimedCase[] {
  const assertions = cases.length - 1;
  return cases.map((one, i) => {
    if (i < assertions) return { ...one, seconds: run / assertions };
    return { ...one, seconds: assertions === 0 ? run + snapshot : snapshot };
  });
}

/** Seconds as build servers read them. */
const timeOf = (seconds: number): string => ` time="${seconds.toFixed(3)}"`;

function countsOf(cases: readonly TimedCase[]): string {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  const [failures, errors, skipped] = [of('failure'), of('error'), of('skipped')];
  const time = timeOf(cases.reduce((sum, { seconds }) => sum + seconds, 0));
  return ` tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"${time}`;
}

function caseLines(path: string, { name, outcome, message, details = [], seconds }: TimedCase): string[] {
  const open = `    <testcase classname="${escaped(path)}" name="${escaped(name)}"${timeOf(seconds)}`;
  if (outcome === 'passed') return [`${open}/>`];
  const attributes = ` message="${escaped(message)}"${outcome === 'skipped' ? '' : ` type="${outcome}"`}`;
  const body = details.length === 0 ? '/>' : `>${details.map(escaped).join('\n')}</${outcome}>`;
  return [`${open}>`, `      <${outcome}${attributes}${body}`, '    </testcase>'];
}

function casesOf(file: CheckedFile): Case[] {
  const { path, status, assertions, snapshot, differences, problems } = file;
  if (status === 'orphaned') return [{ name: 'snapshot', outcome: 'skipped', message: 'its scenario is gone' }];
  if (status === 'pruned') return [{ name: 'snapshot', outcome: 'passed', message: '' }];
  const judged = assertions.map((assertion): Case => {
    const name = promise(assertion);
    if (assertion.passed === null) return { name, outcome: 'skipped', message: 'not judged, beyond the last rotation' };
    if (assertion.passed) return { name, outcome: 'passed', message: '' };
    return { name, outcome: 'failure', message: brokenPromise(assertion) };
  });
  if (status === 'invalid') {
    const details = problems.map(({ place, message }) =>
      place === null ? message : `${place.source}:${place.line}:${place.column} ${message}`,
    );
    return [...judged, { name: 'readable', outcome: 'error', message: details[0] ?? 'cannot be checked', details }];
  }
  const name = 'snapshot';
  if (snapshot === 'missing') {
    const message = problems[0]?.message ?? 'none yet';
    return [...judged, { name, outcome: status === 'new' ? 'skipped' : 'failure', message }];
  }
  if (snapshot !== 'differs') return [...judged, { name, outcome: 'passed', message: '' }];
  const message = `${differences.length} metric${differences.length === 1 ? ' differs' : 's differ'} from the snapshot`;
  const details = [...changeLines(file), ...differences.map(differenceLine)];
  const accept = `If this is as it should be: ${acceptance(path)}`;
  return [...judged, { name, outcome: 'failure', message, details: [...details, accept] }];
}

/** Text of an element or attribute. `plain` takes away all but two of the characters that XML 1.0 forbids. */
const escaped = (text: string): string => xmlText(plain(text).replace(/[\ufffe\uffff]/g, '\ufffd'));
