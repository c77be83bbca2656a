import { plain, shortened } from './format/escape.ts';
import { widthOf } from './format/width.ts';

// Of the libraries kept well, chartscii 4 refuses negative numbers and colours what was asked to be plain, and
// simple-ascii-chart 5 refuses gaps: bars are drawn here.

/** A chart of bars for a terminal: a row each, as the table above it has. */
export interface Bars {
  readonly title: string;
  readonly rows: readonly Bar[];
}

export interface Bar {
  readonly name: string;
  /** Lengths one behind the other, at most one for each of `INKS`; a single one may be negative. Null is a gap. */
  readonly parts: readonly number[] | null;
  /** What stands behind the bar. */
  readonly text: string;
  /** What may be left out where there is little room. */
  readonly aside?: string;
}

/** What parts are drawn with: told apart without colour. */
export const INKS = ['█', '░'] as const;

const LONGEST_NAME = 18;
const GAP = 2;

/** A bar shorter than this says nothing. */
const LEAST_ROOM = 12;
const MOST_ROOM = 60;

/** Draws bars in so many columns. Ends with a line break. */
export function renderBars({ title, rows }: Bars, columns: number): string {
  const names = aligned(rows.map(({ name }) => shortened(name, LONGEST_NAME)));
  const nameWidth = longest(names);
  const short = aligned(rows.map(({ text }) => text));
  const long = rows.map(({ aside = '' }, i) => `${short[i]} ${aside}`.trimEnd());
  const roomBeside = (texts: readonly string[]): number => columns - nameWidth - longest(texts) - 2 * GAP;
  const texts = roomBeside(long) >= LEAST_ROOM ? long : short;
  const scale = scaleOf(rows, Math.max(1, Math.min(MOST_ROOM, roomBeside(texts))));
  const lines = rows.map(({ parts }, i) => {
    return `${names[i]}${' '.repeat(GAP)}${barOf(parts ?? [], scale)}${' '.repeat(GAP)}${texts[i]}`;
  });
  return `${[plain(title), '', ...lines].join('\n')}\n`;
}

const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);

/** Texts one under the other, on the right. */
function aligned(texts: readonly string[]): string[] {
  const width = longest(texts);
  return texts.map((text) => ' '.repeat(width - widthOf(text)) + text);
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

/** Cells left and right of zero, and what all of them stand for. */
interface Scale {
  readonly left: number;
  readonly right: number;
  readonly span: number;
}

function scaleOf(rows: readonly Bar[], room: number): Scale {
  const ends = rows.map(({ parts }) => sum(parts ?? []));
  const low = ends.reduce((a, b) => Math.min(a, b), 0);
  const high = ends.reduce((a, b) => Math.max(a, b), 0);
  const span = high - low;
  const left = span === 0 ? 0 : Math.round((-low / span) * room);
  return { left, right: room - left, span };
}

/** Rounded where parts end, so that the whole bar is as long as its sum. */
function barOf(parts: readonly number[], { left, right, span }: Scale): string {
  const cells = (value: number): number => (span === 0 ? 0 : Math.round((value / span) * (left + right)));
  const end = sum(parts);
  if (end < 0) {
    const length = Math.min(left, cells(-end));
    return ' '.repeat(left - length) + INKS[0].repeat(length) + ' '.repeat(right);
  }
  let bar = '';
  let reached = 0;
  for (const [i, part] of parts.entries()) {
    reached += part;
    bar += INKS[i].repeat(Math.max(0, Math.min(right, cells(reached)) - bar.length));
  }
  return ' '.repeat(left) + bar + ' '.repeat(right - bar.length);
}
