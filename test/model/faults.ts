/** How tests say where the errors of a text are: ¶ stands before everything that one is expected about. */

import { expect } from 'vitest';
import { InputError, type Problem } from '../../src/model/errors.ts';
import type { Change } from '../../src/model/scenario/change.ts';
import { readScenario } from '../../src/model/scenario/read.ts';

/** Everything wrong with a text; none when it is a scenario. */
export function problemsOf(text: string, source = 'mine.json', changes: readonly Change[] = []): readonly Problem[] {
  return problemsIn(() => readScenario(text, { source, changes }));
}

/** The problems with which something ends; none when it ends well. */
export function problemsIn(attempt: () => unknown): readonly Problem[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

/** Expects exactly one error per ¶, at its line and column, in the order of the text, with these words. */
export function expectFaults(marked: string, words: readonly (string | RegExp)[], source = 'mine.json'): void {
  const { text, places } = withoutMarks(marked);
  expect(places).toHaveLength(words.length);
  const found = problemsOf(text, source).map(({ place, message }) => {
    return { source: place?.source, line: place?.line, column: place?.column, message };
  });
  const wanted = places.map((place, i) => ({ source, ...place, message: matching(words[i]) }));
  expect(found).toEqual(wanted);
}

/** The same for the errors whose message says so; a fragment of a scenario has others. */
export function expectAmongFaults(marked: string, words: string, source = 'mine.json'): void {
  const { text, places } = withoutMarks(marked);
  const found = problemsOf(text, source).filter(({ message }) => message.includes(words));
  expect(found.map(({ place }) => ({ line: place?.line, column: place?.column }))).toEqual(places);
}

const matching = (words: string | RegExp = '') =>
  words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words);

function withoutMarks(marked: string) {
  const places: { line: number; column: number }[] = [];
  let text = '';
  for (const [i, part] of marked.split('¶').entries()) {
    if (i > 0) places.push({ line: text.split('\n').length, column: text.length - text.lastIndexOf('\n') });
    text += part;
  }
  return { text, places };
}

interface Parts {
  readonly rotations?: string;
  readonly top?: string;
  readonly channel?: string;
  readonly engage?: string;
  readonly acquire?: string;
  readonly advocate?: string;
  readonly loop?: string;
}

/** A scenario in JSON whose parts can be written otherwise. Without any it is valid. */
export function scenarioText(parts: Parts = {}): string {
  const { rotations = '3', channel = '"volume": 100', acquire = '"conversion": 0.3', loop = '"perMember": 1' } = parts;
  const { top = '', engage = '', advocate = '"conversion": 0.5' } = parts;
  return `{
  "rotations": ${rotations},${top}
  "channels": [{ "id": "paid", ${channel} }],
  "stages": [
    { "id": "engage"${engage} },
    { "id": "acquire", ${acquire} },
    { "id": "advocate", ${advocate} }
  ],
  "loops": [{ "id": "word-of-mouth", "type": "referral", "from": "advocate", "to": "engage", ${loop} }]
}
`;
}
