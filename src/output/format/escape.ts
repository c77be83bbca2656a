/**
 * Characters that move the cursor, colour the terminal, hide or reorder text: C0 and C1 controls, soft hyphen,
 * direction marks, line and paragraph separators, zero-width and other invisible characters, tags, lone surrogates. And
 * those that XML forbids besides: Unicode's 66 noncharacters, of which there will never be more. The rest is written
 * out, because the engine's own classes grow with its Unicode version. The line feed stands apart.
 */
const UNSAFE = String.raw`\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}\p{Noncharacter_Code_Point}`;
const UNSAFE_IN_TEXT = new RegExp(`[\\n${UNSAFE}]`, 'gu');
const UNSAFE_IN_LAYOUT = new RegExp(`[${UNSAFE}]`, 'gu');

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code === 10) return '\\n';
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** Text of a scenario or a command line as it may be shown on a terminal: one line, nothing that acts. */
export function plain(text: string): string {
  return text.replace(UNSAFE_IN_TEXT, escaped);
}

/** No word that people write is longer, nor any blank between words. */
const LONGEST_WORD = 300;
const LONG = new RegExp(`(\\S{${LONGEST_WORD}})\\S+|(\\s{${LONGEST_WORD}})\\s+`, 'g');

/** A text made plain for a message, which may repeat what a user wrote: beginnings of long words, and of a long text. */
export function brief(text: string, most: number): string {
  const short = text.replace(LONG, (_, word = '', blank = '') => `${word}${blank}…`);
  const shown = plain(short.slice(0, most));
  return shown.length < most ? shown : `${plain(shown.slice(0, most))}…`;
}

/**
 * JSON text that is safe to print: its texts hold no such character raw. The value it stands for is the same. A line feed
 * is its layout, since texts in JSON have none.
 */
export function plainJson(json: string): string {
  return json.replace(UNSAFE_IN_LAYOUT, (character) => {
    const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'));
    return units.map((unit) => `\\u${unit}`).join('');
  });
}

/** A text made plain for a place with little room: at most `most` characters, cut with an ellipsis. */
export function shortened(text: string, most: number): string {
  const characters = [...plain(text)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

/** A label in a title or a legend, short enough to leave room for the rest. */
export const inTitle = (label: string): string => shortened(label, LONGEST_LABEL);

const LONGEST_LABEL = 40;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML, in an element or between double quotes. What XML forbids is for the caller to take away. */
export const xmlText = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]);
