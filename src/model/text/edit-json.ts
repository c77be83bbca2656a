import { applyEdits, modify } from 'jsonc-parser';
import type { Path } from '../errors.ts';

/** A value to be written at a path of a text, whether or not there is one. */
export interface Edit {
  readonly path: Path;
  readonly value: unknown;
}

/** A JSON text with other values in some places; everything else stays as it is written, line breaks and blanks included. */
export function editedJson(text: string, edits: readonly Edit[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
  return edits.reduce(
    (before, { path, value }) => applyEdits(before, modify(before, [...path], value, { formattingOptions })),
    text,
  );
}
