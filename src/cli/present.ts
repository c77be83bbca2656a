import { type Grid, NO_STYLE, type Style } from '../output/grid.ts';
import { renderTable, widthOf } from '../output/table.ts';
import type { Io } from './io.ts';

/** How wide a table may get where there is no terminal to say so; nothing is left out there. */
const PAGE_COLUMNS = 80;

/** Draws a grid for where it goes: the terminal, a pipe, or a file. */
export async function drawTable(grid: Grid, io: Io, toFile: boolean): Promise<string> {
  const columns = toFile ? null : io.outColumns;
  const room = { columns: columns ?? PAGE_COLUMNS, strict: columns !== null };
  const text = renderTable(grid, room, toFile || !wantsColour(io) ? NO_STYLE : await colourStyle());
  return columns === null ? text : wrapped(text, columns);
}

/** Colour only on a terminal, unless `NO_COLOR` or `FORCE_COLOR` says otherwise (no-color.org, force-color.org). */
function wantsColour({ env, outColumns }: Io): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR || FORCE_COLOR === '0' || FORCE_COLOR === 'false') return false;
  return Boolean(FORCE_COLOR) || (outColumns !== null && TERM !== 'dumb');
}

async function colourStyle(): Promise<Style> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { strong: (text) => chalk.bold(text) };
}

/** Breaks what is too long between words; the lines of the table fit already. */
async function wrapped(text: string, columns: number): Promise<string> {
  const { default: wrap } = await import('wrap-ansi');
  const lines = text.split('\n').map((line) => (widthOf(line) > columns ? wrap(line, columns, { hard: true }) : line));
  return lines.join('\n');
}
