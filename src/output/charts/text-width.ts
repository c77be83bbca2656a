import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Widths of the characters from space to ~ in thousandths of the font size: those of Arimo 1.33 (its table hmtx), which
 * are Arial's and Helvetica's.
 */
const WIDTHS = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 ' +
  '584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 ' +
  '667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 ' +
  '278 556 500 722 500 500 500 334 260 334 584'
)
  .split(' ')
  .map(Number);

const FIRST = 32;

/** Letters beyond ASCII are about as wide as those within, and those of East Asia fill a square. */
const OTHER = 580;
const SQUARE = 1000;

/** Width of a text in the font of charts, in font sizes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width += WIDTHS[code - FIRST] ?? (eastAsianWidth(code) === 2 ? SQUARE : OTHER);
  }
  return width / 1000;
}
