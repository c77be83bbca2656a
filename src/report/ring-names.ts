import { plain } from '../output/format/escape.ts';
import { widthOf } from '../output/format/width.ts';

/** How names around a ring are set: letters on a line at most, and the width of one, in pixels. */
export interface Setting {
  readonly most: number;
  readonly letter: number;
}

/** Beside a large ring, and beside a small one on a phone. */
export const WIDE: Setting = { most: 14, letter: 7.5 };
export const NARROW: Setting = { most: 9, letter: 6.5 };

/** A name as it stands beside the ring. */
export interface RingName {
  readonly lines: readonly string[];
  /** All of it where the lines leave something out, else null. */
  readonly whole: string | null;
}

const MOST_LINES = 2;

/** A name on two lines at most; what does not fit is left out, with … in its place. Wide letters count as two. */
export function nameOnRing(label: string, { most }: Setting): RingName {
  const whole = plain(label);
  const lines: string[] = [];
  for (const word of whole.split(' ').flatMap((part) => pieces(part, most))) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return { lines, whole: null };
  const [first, ...rest] = lines;
  return { lines: [first, `${pieces(rest.join(' '), most - 1)[0].trimEnd()}…`], whole };
}

/** A text in pieces that are no wider than a line. */
function pieces(text: string, most: number): string[] {
  const found = [''];
  for (const character of text) {
    if (widthOf(found[found.length - 1] + character) > most) found.push('');
    found[found.length - 1] += character;
  }
  return found;
}

/** From the edge of a band to a name, in pixels. */
export const GAP = 16;

/** Height of a line, and of the number under a name, in pixels. */
export const LINE = 15;
export const NUMBER = 18;

/** Room for "was 000". */
const LEAST_LETTERS = 7;

/** Width of a name, in pixels. */
export const widthOfName = ({ lines }: RingName, { letter }: Setting): number =>
  letter * Math.max(LEAST_LETTERS, ...lines.map(widthOf));

/** Height of a name with its number and the number as given, in pixels. */
export const heightOfName = ({ lines }: RingName, isChanged: boolean): number =>
  lines.length * LINE + NUMBER + (isChanged ? LINE : 0);

/** A place on the ring that has a name: a turn of 0 is at the top, 1 is once round. */
export interface NamedPlace {
  readonly turn: number;
  readonly name: RingName;
  /** How far bands reach outside the ring there, as a share of its radius. */
  readonly reach: number;
}

/** A ring smaller than this, as a share of its picture, is not one any more. */
const SMALLEST = 0.2;

/** Names that stand more to a side than this (as a sine) start or end at the ring; others are centred on it. */
export const BESIDE = 0.3;

/** The largest radius at which all names are in a square picture, in pixels. */
export function radiusFor(places: readonly NamedPlace[], size: number, setting: Setting): number {
  const radii = places.flatMap(({ turn, name, reach }) => {
    const [across, along] = [Math.sin(turn * 2 * Math.PI), Math.cos(turn * 2 * Math.PI)].map(Math.abs);
    const width = widthOfName(name, setting);
    // A name stands outside the point that it belongs to: wholly above the ring at the top, half so beside it.
    const height = (heightOfName(name, true) * (1 + along)) / 2;
    const room = [
      across > BESIDE ? (size / 2 - width) / across : Number.POSITIVE_INFINITY,
      along > 0 ? (size / 2 - height) / along : Number.POSITIVE_INFINITY,
    ];
    return room.map((distance) => (distance - GAP) / (1 + reach));
  });
  return Math.max(size * SMALLEST, Math.min(size / 2 - GAP, ...radii));
}
