import { InputError, type Problem } from '../model/errors.ts';
import { type Grid, NO_STYLE, type Style } from '../output/grid.ts';
import { plain } from '../output/plain.ts';
import { renderTable } from '../output/table.ts';
import type { Io } from './io.ts';

/** How wide a table may get where there is no terminal to say so; nothing is left out there. */
const PAGE_COLUMNS = 80;

/** Draws a grid for where it goes: the terminal, or a pipe or file of any width. */
export async function drawTable(grid: Grid, io: Io, toFile: boolean): Promise<string> {
  const columns = toFile ? null : io.outColumns;
  const text = renderTable(
    grid,
    { columns: columns ?? PAGE_COLUMNS, strict: columns !== null },
    await styleFor(io, columns),
  );
  return columns === null ? text : wrapped(text, columns);
}

/** Colour only on a terminal, unless `NO_COLOR` or `FORCE_COLOR` says otherwise (no-color.org, force-color.org). */
async function styleFor(io: Io, columns: number | null): Promise<Style> {
  const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  const wanted = columns !== null && TERM !== 'dumb' && FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR || !(forced || wanted)) return NO_STYLE;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { strong: (text) => chalk.bold(text) };
}

/** Breaks sentences between words; the lines of the table fit already. */
async function wrapped(text: string, columns: number): Promise<string> {
  const { default: wrap } = await import('wrap-ansi');
  const lines = text
    .split('\n')
    .map((line) => (/^ /.test(line) ? line : wrap(line, columns, { hard: true, trim: false })));
  return lines.join('\n');
}

/** Prints a result, or writes it to a file. */
export function deliver(text: string, output: string | undefined, io: Io): void {
  try {
    if (output === undefined) io.out(text);
    else io.write(output, text);
  } catch (error) {
    throw cannotWrite(error, output ?? 'standard output');
  }
}

/** An error of the file system, in words. */
export function cannotWrite(error: unknown, path: string): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return InputError.of(`${path} cannot be written: ${WRITE_REASONS[code] ?? code}`);
}

const WRITE_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOSPC: 'the disk is full',
};

const MOST_PROBLEMS = 50;
const EXCERPT_WIDTH = 100;

/** The messages for everything that is wrong with an input, like a compiler's. */
export function explain(problems: readonly Problem[]): string {
  const shown = problems.slice(0, MOST_PROBLEMS).map(explainOne);
  const left = problems.length - shown.length;
  return shown.join('') + (left > 0 ? `... and ${left} more\n` : '');
}

function explainOne({ place, flag, message }: Problem): string {
  if (!place) return `${flag === null ? '' : `${plain(flag)}: `}${plain(message)}\n`;
  const { source, line, column, excerpt } = place;
  const margin = String(line).padStart(3);
  const { text, caret } = cutOut(excerpt, column);
  return [
    `${plain(source)}:${line}:${column} ${plain(message)}`,
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
