import { eastAsianWidth } from 'get-east-asian-width';

/** Combining marks, joiners and variation selectors, which take no room of their own. */
const NO_WIDTH = /\u200d|[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]/;

const ASCII = /^[ -~]*$/;

/** Terminal columns that a text takes: two for wide characters. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (!NO_WIDTH.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
