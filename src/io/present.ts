import { stripVTControlCharacters } from 'node:util';
import { widthOf } from '../output/format/width.ts';
import { NO_STYLE, type Style } from '../output/grid.ts';
import type { OutputPlace } from '../output/place.ts';
import { isPrinted } from './deliver.ts';
import type { Io } from './io.ts';

/** What decides how a result looks: the terminal, a pipe, or the file of `--output`. */
export function placeOf(output: string | undefined, io: Io): OutputPlace {
  const toFile = !isPrinted(output);
  const columns = toFile ? null : io.outColumns;
  return {
    columns,
    style: async () => (toFile || !wantsColour(io) ? NO_STYLE : colourStyle(io)),
    wrapped: async (text) => (columns === null ? text : wrapped(text, columns)),
  };
}

/** Colour only on a terminal, unless `NO_COLOR` or `FORCE_COLOR` says otherwise (no-color.org, force-color.org). */
function wantsColour({ env, outColumns }: Io): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR || FORCE_COLOR === '0' || FORCE_COLOR === 'false') return false;
  return Boolean(FORCE_COLOR) || (outColumns !== null && TERM !== 'dumb');
}

/** Background colours of a heat map, from low to high: one hue, so that it reads without telling colours apart. */
const RAMP = [231, 195, 153, 117, 75, 33];
const BLACK = 16;

async function colourStyle({ env }: Io): Promise<Style> {
  const { Chalk } = await import('chalk');
  const manyColours = Boolean(env.COLORTERM) || /256|direct|kitty|alacritty/.test(env.TERM ?? '');
  const chalk = new Chalk({ level: manyColours ? 2 : 1 });
  const shaded = (text: string, heat: number): string => {
    const background = RAMP[Math.min(RAMP.length - 1, Math.floor(heat * RAMP.length))];
    return manyColours ? chalk.ansi256(BLACK).bgAnsi256(background)(text) : text;
  };
  return { strong: (text) => chalk.bold(text), shaded };
}

/** Breaks what is too long between words; the lines of the table fit already. */
async function wrapped(text: string, columns: number): Promise<string> {
  const { default: wrap } = await import('wrap-ansi');
  const lines = text.split('\n').map((line) => {
    const isTooLong = widthOf(stripVTControlCharacters(line)) > columns;
    return isTooLong ? wrap(line, columns, { hard: true }) : line;
  });
  return lines.join('\n');
}
