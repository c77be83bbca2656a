import type { Io } from '../../io/io.ts';
import type { Keyboard } from '../../io/keyboard.ts';
import { placeOf } from '../../io/present.ts';
import { InputError } from '../../model/errors.ts';
import { drawnTables } from '../../output/drawn-tables.ts';
import { plain } from '../../output/format/escape.ts';
import { plural } from '../../output/format/number.ts';
import type { Grid } from '../../output/grid.ts';
import { brokenPromise } from '../../output/simulation/assertion-text.ts';
import type { Accept } from './check-file.ts';
import { remarksOn, tableOf } from './report/differences.ts';
import { changeLines } from './report/inputs.ts';
import type { CheckedFile } from './status.ts';

/** A review of scenarios one after the other. */
export interface Review {
  /** Shows what differs, and asks. */
  readonly accept: Accept;
  /** True once somebody wants to see no more. */
  readonly isOver: () => boolean;
}

type Answer = 'accept' | 'reject' | 'skip' | 'quit';

const ANSWERS: Readonly<Record<string, Answer>> = { a: 'accept', r: 'reject', s: 'skip', q: 'quit' };
/** What an answer led to. */
function doneBy(answer: Answer, { snapshot }: CheckedFile): string {
  const left = snapshot === 'missing' ? 'no snapshot is written' : 'the snapshot stays as it is';
  switch (answer) {
    case 'accept':
      return 'Accepted.';
    case 'reject':
      return `Rejected: ${left}${snapshot === 'missing' ? '' : ', and the check fails until the scenario agrees with it again'}.`;
    case 'skip':
      return `Skipped: ${left} for now.`;
    case 'quit':
      return 'Quit: what was accepted so far is written.';
  }
}

const KEYS = 'a accept, r reject, s skip, q quit';

/**
 * Starts a review on the terminal.
 * @throws InputError where there is none
 */
export async function startReview(io: Io): Promise<Review> {
  const keyboard = io.outColumns === null ? null : await io.keyboard();
  if (keyboard === null) {
    throw InputError.of(
      '--review asks on a terminal, and there is none here: run it where you can answer, or leave it out to see what ' +
        'differs, and accept all of it with --update',
    );
  }
  const place = placeOf(undefined, io);
  const say = async (text: string): Promise<void> => io.out(await place.wrapped(text));
  let isOver = false;
  return {
    isOver: () => isOver,
    accept: async (file) => {
      const [table] = await drawnTables({ grid: () => [reviewGrid(file)] }, place);
      io.out(`${table}\n`);
      await say(`Should these be the numbers of ${plain(file.path)} from now on?\n${KEYS}\n`);
      const answer = await answerOf(keyboard);
      await say(`${doneBy(answer, file)}\n\n`);
      isOver = answer === 'quit';
      return answer === 'accept';
    },
  };
}

/** The first key that is an answer; whoever has left wants to see no more. */
async function answerOf(keyboard: Keyboard): Promise<Answer> {
  for (;;) {
    const key = await keyboard.next();
    if (key === null) return 'quit';
    if (Object.hasOwn(ANSWERS, key)) return ANSWERS[key];
  }
}

/** What a person decides by: what was changed and what moved, or the first numbers; and the promises that are broken. */
function reviewGrid(file: CheckedFile): Grid {
  const { path, snapshot, differences, assertions } = file;
  const isFirst = snapshot === 'missing';
  const broken = assertions.filter(({ passed }) => passed === false);
  return {
    title: `${path} · ${isFirst ? 'no snapshot yet' : `${plural(differences.length, 'difference')} from its snapshot`}`,
    lead: isFirst ? [] : changeLines(file),
    ...tableOf(differences, isFirst ? 'Now' : 'Actual'),
    remarks: [
      ...remarksOn(differences),
      ...broken.map((assertion) => `${path} ${brokenPromise(assertion)}: accepting its numbers does not mend that.`),
    ],
  };
}
