import type { Problem } from '../model/errors.ts';
import { brief, plain } from '../output/format/escape.ts';

const EXCERPT_WIDTH = 100;

/** Longer ones repeat what nobody reads to its end. */
const LONGEST_FLAG = 120;
const LONGEST_MESSAGE = 800;

/** The messages for everything that is wrong with an input, like a compiler's. */
export function explain(problems: readonly Problem[]): string {
  return problems.map((problem) => explainOne(problem, '')).join('');
}

/** More warnings than this hide the result that they go along with. */
export const MOST_WARNINGS = 10;

/** The messages for what is hardly meant so, but no error; all of them, or those that leave room for a result. */
export function explainWarnings(warnings: readonly Problem[], most = Infinity): string {
  const left = warnings.length - most;
  const told = warnings.slice(0, most).map((warning) => explainOne(warning, 'warning: '));
  return `${told.join('')}${left > 0 ? `... and ${left} more warnings: flywheel validate lists them all\n` : ''}`;
}

function explainOne({ place, flag, message }: Problem, kind: string): string {
  if (!place)
    return `${flag === null ? '' : `${brief(flag, LONGEST_FLAG)}: `}${kind}${brief(message, LONGEST_MESSAGE)}\n`;
  const { source, line, column, excerpt } = place;
  const margin = String(line).padStart(3);
  const { text, caret } = cutOut(excerpt, column);
  return [
    `${plain(source)}:${line}:${column} ${kind}${brief(message, LONGEST_MESSAGE)}`,
    `${margin} | ${text}`,
    `${' '.repeat(margin.length)} | ${' '.repeat(caret)}^`,
    '',
  ].join('\n');
}

/** The part of a line around a column, safe to print, and where the column is in it. */
function cutOut(line: string, column: number): { text: string; caret: number } {
  const from = Math.max(0, Math.min(column - 1 - EXCERPT_WIDTH / 2, line.length - EXCERPT_WIDTH));
  const before = visible(line.slice(from, column - 1));
  const after = visible(line.slice(column - 1, from + EXCERPT_WIDTH));
  return { text: before + after, caret: [...before].length };
}

const visible = (text: string): string => plain(text.replaceAll('\t', ' '));
