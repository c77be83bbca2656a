import { count, plural } from '../../../output/format/number.ts';
import type { SkippedFile } from '../status.ts';

/** Doubtful files that are named; JSON has them all. */
const MOST_NAMED = 10;

/** How many files were left out of a check, and which of them may have been meant for it. */
export function skippedRemarks(skipped: readonly SkippedFile[]): string[] {
  if (skipped.length === 0) return [];
  const them = skipped.length === 1 ? 'it' : 'them';
  return [`${plural(skipped.length, 'other file')} skipped: no stages in ${them}.`, ...doubts(skipped)];
}

/** A sentence for every file that may have been meant for a scenario. */
export function doubts(skipped: readonly SkippedFile[]): string[] {
  const all = skipped.flatMap(doubtOf);
  const left = all.length - MOST_NAMED;
  return left > 0 ? [...all.slice(0, MOST_NAMED), `... and ${count(left)} more like these.`] : all;
}

/** What makes one file doubtful; nothing for one that is not. */
export function doubtOf({ path, doubt }: SkippedFile): string[] {
  if (doubt === 'unreadable')
    return [`${path} was skipped, since it cannot be read: flywheel validate says what is wrong.`];
  if (doubt === 'stageless') return [`${path} was skipped: it looks like a scenario without "stages".`];
  return [];
}
