import { expect, test } from 'vitest';
import { cutPath } from '../../../src/output/format/cut-path.ts';

test.each([
  ['stages.member.retention', 23, 'stages.member.retention'],
  ['stages.member.retention', 22, '…member.retention'],
  ['loops.codes.reward.amount', 20, '…codes.reward.amount'],
  ['loops.codes.reward.amount', 15, '…reward.amount'],
  ['stages.member.retention', 14, 'mem….retention'],
  ['channels.instagram-ads.volume', 14, 'instag….volume'],
  ['loops.word-of-mouth.perMember', 8, 'wor…mber'],
  ['total:revenue', 9, 'tot…venue'],
  ['referredShare', 3, 're…'],
])('%s in %i letters is %s', (path, most, text) => {
  expect(cutPath(path, most)).toBe(text);
  expect(text.length).toBeLessThanOrEqual(most);
});
