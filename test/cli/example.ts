import type { Scenario } from '../../src/model/scenario/types.ts';

/** The worked example of the documentation: four stages, every advocate brings one prospect per rotation. */
export const worked = {
  name: 'One hundred engaged per cycle',
  rotations: 5,
  channels: [{ id: 'paid', volume: 100 }],
  stages: [
    { id: 'engage' },
    { id: 'acquire', conversion: 0.3 },
    { id: 'nurture', conversion: 0.75 },
    { id: 'advocate', conversion: 0.45 },
  ],
  loops: [{ id: 'word-of-mouth', type: 'referral', from: 'advocate', to: 'engage', perMember: 1, offspring: 'fixed' }],
} as const satisfies Scenario;

/** The text of a file: the worked example with some of its keys replaced or added. */
export function fileWith(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...worked, ...changes }, null, 2);
}

/** Characters that act on a terminal or reorder text; a line break is one, within a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
export const ACTING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
