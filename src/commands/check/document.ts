import type { AssertionResult } from '../../model/result.ts';
import type { Difference } from './differences.ts';
import type { ChangedInput } from './inputs.ts';
import type { CheckedFile, CheckResult, FileStatus, PlacedInput } from './status.ts';

/** Something wrong or odd in a file; line and column count from 1, null where there is no text to point at. */
export interface FileProblem {
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** A number that was changed since the snapshot, and where it stands in the scenario. */
export interface InputRecord extends ChangedInput {
  /** Counts from 1; null where it is written no more, or there is no text. */
  readonly line: number | null;
}

/** What became of one scenario. */
export interface FileRecord {
  readonly path: string;
  readonly status: FileStatus;
  readonly assertions: readonly AssertionResult[];
  /**
   * Where the scenario differs from its snapshot, the numbers in it that were changed, as they are written; null where the
   * snapshot does not say what it was made with.
   */
  readonly inputs?: readonly InputRecord[] | null;
  /**
   * In what the scenario differs from its snapshot: figures of the run first, then the series that moved most relative to
   * its own range.
   */
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
    files: files.map(({ path, status, assertions, inputs, differences, problems, warnings }) => ({
      ...{ path, status, assertions },
      ...(differences.length === 0 && inputs?.length === 0 ? {} : { inputs: inputs?.map(inputOf) ?? null }),
      differences,
      ...(problems.length === 0 ? {} : { problems: problems.map(problemOf) }),
      ...(warnings.length === 0 ? {} : { warnings: warnings.map(problemOf) }),
    })),
    skipped,
  };
}

const inputOf = ({ place, path, ...values }: PlacedInput): InputRecord => ({
  path,
  line: place?.line ?? null,
  ...values,
});

const problemOf = ({ place, message }: CheckedFile['problems'][number]): FileProblem => ({
  line: place?.line ?? null,
  column: place?.column ?? null,
  message,
});
