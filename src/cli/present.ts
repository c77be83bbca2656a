import { type Grid, NO_STYLE, type Style } from '../output/grid.ts';
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
