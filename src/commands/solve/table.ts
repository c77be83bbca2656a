import { factorOf } from '../../model/scenario/number-target.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { sampledBy } from '../../output/chance.ts';
import { measureCalled, measureHeader, measureText, shownMeasure } from '../../output/format/measure-text.ts';
import { count, margin, significant } from '../../output/format/number.ts';
import { variedHeading } from '../../output/format/number-label.ts';
import { shellWord } from '../../output/format/shell-quote.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import { type Sheet, sheetOf } from '../../output/sheet.ts';
import type { Solution, Solved } from './document.ts';
import type { Target } from './goal.ts';

/** A solution as a table of one row, with what to do with it below. */
export function solutionGrid(solved: Solved): Grid {
  const { field, finding, target, result } = solved;
  const { scenario } = field.examined;
  const { reached, value } = finding;
  const { measure } = target;
  return {
    title: tableTitle(scenario, [target.text], result.scenario.with),
    columns: [
      { header: 'Number', ids: ['path'], rank: 0, text: true },
      { header: reached ? 'Solution' : 'Nearest', ids: ['value', 'reached', 'standardError'], rank: 0 },
      {
        header: measure.by === 'chance' ? 'Chance' : measureHeader(measure),
        ids: ['achieved', 'metric', 'achievedStandardError'],
        rank: 1,
      },
    ],
    rows: [[variedHeading(scenario, field.path), significant(value), shown(scenario, target, finding.achieved)]],
    total: null,
    remarks: [...verdict(scenario, solved), ...result.notes],
  };
}

/** The value that was found, as one row at full precision; from runs with what it may be off by. */
const EXPECTED_COLUMNS = ['path', 'value', 'metric', 'achieved', 'reached'];

/** All columns that a solution may have. */
export const SOLUTION_COLUMNS = [...EXPECTED_COLUMNS, 'standardError', 'achievedStandardError'];

export function solutionSheet({ field, finding, target, result }: Solved): Sheet {
  const { value, achieved, reached } = finding;
  const found = result.solution ?? result.nearest;
  const isDrawn = result.method === 'monte-carlo';
  return sheetOf(isDrawn ? SOLUTION_COLUMNS : EXPECTED_COLUMNS, [
    [
      ...[field.path, value, target.measure.name, achieved, reached],
      ...(isDrawn ? [found?.standardError ?? null, found?.achievedStandardError ?? null] : []),
    ],
  ]);
}

const shown = (scenario: Scenario, { measure }: Target, value: number): string =>
  shownMeasure(measure, value, scenario, 'priced');

function verdict(scenario: Scenario, { field: { path, present }, target, finding, result }: Solved): string[] {
  const { reached, value, achieved, others, flat } = finding;
  const isFactor = factorOf(path) !== null;
  const number = variedHeading(scenario, path);
  const now = present === null || isFactor ? '' : ` (it is ${significant(present)} now)`;
  const found = shown(scenario, target, achieved);
  const what = measureCalled(target.measure, scenario);
  if (flat) return [`${number} makes no difference here: ${what} is ${found} whatever it is.`];
  if (!reached) {
    const [low, high] = finding.defined.map(significant);
    return [
      `No ${isFactor ? lowerFirst(number) : `value of ${path}`} between ${low} and ${high} leads to ${target.text}. At ${significant(value)}${now} it comes nearest: ${found}.`,
      ...precision(scenario, target, result, result.nearest),
    ];
  }
  return [
    `With ${isFactor ? `a ${lowerFirst(number)} of` : `${path} at`} ${significant(value)}${now}, ${what} comes to ${found}.`,
    ...precision(scenario, target, result, result.solution),
    ...alsoAt(others),
    `To use it: --set ${shellWord(`${path}=${value}`)}`,
  ];
}

/** Which runs it comes from, and how far it may be off. */
function precision(
  scenario: Scenario,
  { measure }: Target,
  { method, runs = 0, seed }: Solved['result'],
  found: Solution | null | undefined,
): string[] {
  if (method !== 'monte-carlo' || !found) return [];
  const { standardError = null, achievedStandardError: error = null } = found;
  const size = (by: number): string =>
    measure.by === 'chance' ? margin(by) : measureText(measure, scenario, [by]).step(by);
  const off = [
    ...(standardError === null ? [] : [`the number by about ${significantly(standardError)}`]),
    ...(error === null ? [] : [`what it comes to by about ${size(error)}`]),
  ];
  const may = off.length === 0 ? '' : ` Other luck may move ${off.join(', and ')} (one standard error).`;
  return [`From ${sampledBy(runs, seed)}.${may}`];
}

/** Two digits of an error are enough. */
const significantly = (error: number): string => significant(Number(error.toPrecision(2)));

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const MOST_NAMED = 5;

function alsoAt(others: readonly number[]): string[] {
  if (others.length === 0) return [];
  const more = others.length - MOST_NAMED;
  const named = others.slice(0, MOST_NAMED).map(significant).join(', ');
  return [`It also comes to that at ${named}${more > 0 ? ` and ${count(more)} more` : ''}.`];
}
