import type { Examined } from '../model/scenario/validate.ts';
import { plain } from '../output/format/escape.ts';
import type { Io } from './io.ts';
import { explainWarnings, MOST_WARNINGS } from './problems.ts';

/** Says once what scenarios hardly mean as they say it, and what flags did to numbers of several values. */
export function tellWarnings(examined: readonly Examined[], io: Io): void {
  const warnings = new Map(
    examined.flatMap((one) => one.warnings).map((warning) => [JSON.stringify(warning), warning]),
  );
  const notes = new Set(examined.flatMap(flatteningNotes));
  const told = [
    explainWarnings([...warnings.values()], MOST_WARNINGS),
    ...Array.from(notes, (note) => `note: ${plain(note)}\n`),
  ];
  if (warnings.size + notes.size > 0) io.note(told.join(''));
}

/** More numbers than this are counted, and not named. */
const MOST_NAMED = 5;

function flatteningNotes({ scenario, flattened }: Examined): string[] {
  const { period = 'rotation' } = scenario;
  const notes = flattened.slice(0, MOST_NAMED).map(({ flag, path, was, value }) => {
    const now = flag.startsWith('--vary ') ? `--vary gives it one value` : `it is now ${value}`;
    return `${path} was ${was}; ${now} in every ${period}.`;
  });
  const left = flattened.length - notes.length;
  return left > 0 ? [...notes, `So it is with ${left} more numbers.`] : notes;
}
