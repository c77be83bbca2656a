import type { AssertionResult } from '../../model/result.ts';
import type { Difference } from './snapshot.ts';
import type { CheckedFile, CheckResult, FileStatus } from './status.ts';

/** Something wrong or odd in a file; line and column count from 1, null where there is no text to point at. */
export interface FileProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** What became of one scenario. */
export interface FileRecord {
  readonly path: string;
  readonly status: FileStatus;
  readonly assertions: readonly AssertionResult[];
  /** In what the scenario differs from its snapshot: the biggest relative change first. */
  readonly differences: readonly Difference[];
  /** Why it is invalid, or why it failed where nothing else says so. */
  readonly problems?: readonly FileProblem[];
  /** What is allowed, but hardly meant so. */
  readonly warnings?: readonly FileProblem[];
}

/** What `check` finds out: the shape of its JSON document, without its header. */
export interface CheckDocument {
  readonly files: readonly FileRecord[];
  /** How many files were no scenarios. */
  readonly skipped: number;
}

/** A check as JSON has it: without the places in the texts, which are for those who annotate them. */
export function checkDocument({ files, skipped }: CheckResult): CheckDocument {
  return {
    files: files.map(({ path, status, assertions, differences, problems, warnings }) => ({
      ...{ path, status, assertions, differences },
      ...(problems.length === 0 ? {} : { problems: problems.map(problemOf) }),
      ...(warnings.length === 0 ? {} : { warnings: warnings.map(problemOf) }),
    })),
    skipped,
  };
}

const problemOf = ({ place, message }: CheckedFile['problems'][number]): FileProblem => ({
  line: place?.line ?? null,
  column: place?.column ?? null,
  message,
});
