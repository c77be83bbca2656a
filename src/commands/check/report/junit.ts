import { plain, xmlText } from '../../../output/format/escape.ts';
import { acceptance } from '../../../output/format/shell-quote.ts';
import { brokenPromise, notJudged, promise } from '../../../output/simulation/assertion-text.ts';
import type { CheckedFile, CheckResult } from '../status.ts';
import { changeOf, valuesOf } from './differences.ts';

// No library: this is five elements and one way of escaping, and what there is adds times and host names of its own.

/** A test of one scenario: an assertion, or its snapshot. */
interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'skipped' | 'failure' | 'error';
  /** In one line, and in full. */
  readonly message: string;
  readonly details?: readonly string[];
}

/** A check as a JUnit report: a suite per file, a test per assertion and snapshot. No times: it is the same anywhere. */
export function junitReport({ files }: CheckResult): string {
  const suites = files.map((file) => ({ path: file.path, cases: casesOf(file) }));
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

function countsOf(cases: readonly Case[]): string {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  const [failures, errors, skipped] = [of('failure'), of('error'), of('skipped')];
  return ` tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function caseLines(path: string, { name, outcome, message, details = [] }: Case): string[] {
  const open = `    <testcase classname="${escaped(path)}" name="${escaped(name)}"`;
  if (outcome === 'passed') return [`${open}/>`];
  const attributes = ` message="${escaped(message)}"${outcome === 'skipped' ? '' : ` type="${outcome}"`}`;
  const body = details.length === 0 ? '/>' : `>${details.map(escaped).join('\n')}</${outcome}>`;
  return [`${open}>`, `      <${outcome}${attributes}${body}`, '    </testcase>'];
}

function casesOf({ path, status, assertions, snapshot, differences, problems }: CheckedFile): Case[] {
  if (status === 'orphaned') return [{ name: 'snapshot', outcome: 'skipped', message: 'its scenario is gone' }];
  if (status === 'pruned') return [{ name: 'snapshot', outcome: 'passed', message: '' }];
  const judged = assertions.map((assertion): Case => {
    const name = promise(assertion);
    if (assertion.passed === null)
      return { name, outcome: 'skipped', message: notJudged(assertion, 'the last rotation') };
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
  const details = differences.map((difference) => {
    const [before, after] = valuesOf(difference);
    return `${difference.metric}: ${before || 'nothing'} -> ${after || 'nothing'} ${changeOf(difference)}`.trimEnd();
  });
  const accept = `If this is as it should be: ${acceptance(path)}`;
  return [...judged, { name, outcome: 'failure', message, details: [...details, accept] }];
}

/** Text of an element or attribute. `plain` takes away all but two of the characters that XML 1.0 forbids. */
const escaped = (text: string): string => xmlText(plain(text).replace(/[\ufffe\uffff]/g, '\ufffd'));
