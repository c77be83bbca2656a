import fc from 'fast-check';
import { flywheel, type Session } from '../cli/session.ts';
import { bytesOf, documentDraft, documentOf } from './document.ts';
import { hostileNumber } from './hostile.ts';
import type { Input } from './input.ts';
import { lineDraft, wordsOf } from './line.ts';

/** What happened to the rotations of a plan: a table as somebody would keep it, now and then with something odd in it. */
const actuals = fc.array(fc.oneof(hostileNumber.map(String), fc.constantFrom('', 'x', '1,5', '"', '\n', ';')), {
  maxLength: 8,
});

/** Command lines about scenario files, both with anything wrong that may be. */
export const inputs: fc.Arbitrary<Input> = fc
  .record({ document: documentDraft, line: lineDraft, cells: actuals })
  .map(({ document, line, cells }) => {
    const file = document.yaml ? 'plan.yaml' : 'plan.json';
    const bytes = bytesOf(document);
    const rows = cells.map((cell, i) => `${i + 1},${cell}`);
    return {
      args: wordsOf(line, documentOf(document), file),
      files: { [file]: bytes, 'actuals.csv': Buffer.from(['rotation,engage', ...rows, ''].join('\n')) },
      stdin: line.source === 'stdin' ? bytes : new Uint8Array(),
    };
  });

/** Runs the command line in a folder of its own, which it cannot leave. */
export const attempt = ({ args, files, stdin }: Input): Promise<Session> =>
  flywheel(args, { files, stdin, locked: true });
