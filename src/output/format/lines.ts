import { shortened } from './escape.ts';
import { widthOf } from './width.ts';

/** A sentence in lines of so many terminal columns, broken between words; a word that is longer alone is cut. */
export function linesOf(text: string, columns: number): string[] {
  if (widthOf(text) <= columns) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(cutToWidth(word, columns));
  }
  return lines;
}

/** Wide characters take two columns each, so a cut word may need to lose more of them. */
function cutToWidth(word: string, columns: number): string {
  let [cut, most] = [word, columns];
  while (widthOf(cut) > columns && most > 1) cut = shortened(word, most--);
  return cut;
}
