import type { Place, Problem } from '../../model/errors.ts';
import type { AssertionResult } from '../../model/result.ts';
import type { Difference } from './differences.ts';
import type { ChangedInput } from './inputs.ts';

/**
 * What became of a scenario. `passed`: its assertions hold and its snapshot agrees. `failed`: an assertion fails, the
 * snapshot differs, or, where a machine checks, it is missing. `invalid`: it or its snapshot cannot be read. `new`: its
 * assertions hold and it has no snapshot. With `--update`, assertions holding: `updated` when the snapshot was written,
 * `unchanged` when it agreed. A snapshot whose scenario is gone is `orphaned`, or `pruned` once it is removed.
 */
export type FileStatus = 'passed' | 'failed' | 'invalid' | 'new' | 'updated' | 'unchanged' | 'orphaned' | 'pruned';

/** How a scenario stands to its snapshot; null where that was not found out. */
export type SnapshotState = 'agrees' | 'differs' | 'missing' | 'written' | null;

/** A changed number with its place in the scenario; null where it is not written any more. */
export interface PlacedInput extends ChangedInput {
  readonly place: Place | null;
}

/** How many seconds it took to read and run a scenario, and to take its snapshot and compare. */
export interface Seconds {
  readonly run: number;
  readonly snapshot: number;
}

/** All that was found out about one scenario. */
export interface CheckedFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly snapshot: SnapshotState;
  readonly assertions: readonly AssertionResult[];
  /** What was changed in the scenario since its snapshot; null where that does not say what it was made with. */
  readonly inputs: readonly PlacedInput[] | null;
  /** As `differencesBetween` has them; with `--update` or `--review`, what was accepted. */
  readonly differences: readonly Difference[];
  /** Why it is invalid, or why it failed where nothing else says so. */
  readonly problems: readonly Problem[];
  /** What is allowed, but hardly meant so; it fails nothing. */
  readonly warnings: readonly Problem[];
  /** Where the scenario begins, and each of its assertions; null where it cannot be read. */
  readonly place: Place | null;
  readonly assertionPlaces: readonly Place[];
  readonly seconds: Seconds;
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  /** How many JSON and YAML files were no scenarios. */
  readonly skipped: number;
  /** How many scenarios a review that was quit did not come to. */
  readonly notReached?: number;
}

/**
 * What becomes of a scenario that could be read, and its snapshot too.
 * @param ci true where a missing snapshot is one that nobody committed
 */
export function statusOf(
  { assertions, snapshot }: Pick<CheckedFile, 'assertions' | 'snapshot'>,
  { update, ci }: { readonly update: boolean; readonly ci: boolean },
): FileStatus {
  if (assertions.some(({ passed }) => passed === false) || snapshot === 'differs') return 'failed';
  if (snapshot === 'missing') return ci ? 'failed' : 'new';
  if (snapshot === 'written') return 'updated';
  return update ? 'unchanged' : 'passed';
}
