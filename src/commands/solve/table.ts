import { factorOf } from '../../model/scenario/number-target.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { shownMetric } from '../../output/format/metric-value.ts';
import { chanceText, count, significant } from '../../output/format/number.ts';
import { variedHeading } from '../../output/format/number-label.ts';
import { shellWord } from '../../output/format/shell-quote.ts';
import { tableTitle } from '../../output/format/title.ts';
import type { Grid } from '../../output/grid.ts';
import type { Solved } from './document.ts';
import { subjectOf, type Target } from './goal.ts';

/** A solution as a table of one row, with what to do with it below. */
export function solutionGrid(solved: Solved): Grid {
  const { field, finding, target, result } = solved;
  const { scenario } = field.examined;
  const { reached, value } = finding;
  return {
    title: tableTitle(scenario, [target.text], result.scenario.with),
    columns: [
      { header: 'Number', ids: ['path'], rank: 0, text: true },
      { header: reached ? 'Solution' : 'Nearest', ids: ['value', 'reached'], rank: 0 },
      { header: target.kind === 'chance' ? 'Chance' : target.metric.name, ids: ['achieved', 'metric'], rank: 1 },
    ],
    rows: [[variedHeading(scenario, field.path), significant(value), shown(scenario, target, finding.achieved)]],
    total: null,
    remarks: [...verdict(scenario, solved), ...result.notes],
  };
}

const shown = (scenario: Scenario, target: Target, value: number): string =>
  target.kind === 'chance' ? chanceText(value) : shownMetric(target.metric, value, scenario, 'priced');

function verdict(scenario: Scenario, { field: { path, present }, target, finding }: Solved): string[] {
  const { reached, value, achieved, others, flat } = finding;
  const isFactor = factorOf(path) !== null;
  const number = variedHeading(scenario, path);
  const now = present === null || isFactor ? '' : ` (it is ${significant(present)} now)`;
  const found = shown(scenario, target, achieved);
  if (flat) return [`${number} makes no difference here: ${subjectOf(target)} is ${found} whatever it is.`];
  if (!reached) {
    const [low, high] = finding.defined.map(significant);
    return [
      `No ${isFactor ? lowerFirst(number) : `value of ${path}`} between ${low} and ${high} leads to ${target.text}. At ${significant(value)}${now} it comes nearest: ${found}.`,
    ];
  }
  return [
    `With ${isFactor ? `a ${lowerFirst(number)} of` : `${path} at`} ${significant(value)}${now}, ${subjectOf(target)} comes to ${found}.`,
    ...alsoAt(others),
    `To use it: --set ${shellWord(`${path}=${value}`)}`,
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const MOST_NAMED = 5;

function alsoAt(others: readonly number[]): string[] {
  if (others.length === 0) return [];
  const more = others.length - MOST_NAMED;
  const named = others.slice(0, MOST_NAMED).map(significant).join(', ');
  return [`It also comes to that at ${named}${more > 0 ? ` and ${count(more)} more` : ''}.`];
}
