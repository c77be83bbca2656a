import { isPrinted, startFile } from '../../../io/deliver.ts';
import type { Io } from '../../../io/io.ts';
import { InputError } from '../../../model/errors.ts';
import { snapshotPathOf, tidy } from './names.ts';

/** Files to write reports to. */
export interface Targets {
  readonly junit?: string;
  readonly output?: string;
}

/** @throws InputError where a report would take the place of what is checked, or of the other. */
export function refuseTargets({ junit, output }: Targets, scenarios: readonly string[], io: Io): void {
  const isSame = (a: string, b: string | null): boolean => io.same(a, b) || (b !== null && tidy(a) === tidy(b));
  const files = scenarios.flatMap((path) => [path, snapshotPathOf(path)]);
  const report = isPrinted(output) ? null : output;
  const reportName = report === null ? 'standard output' : '--output';
  const targets = [[reportName, report], ...(junit === undefined ? [] : [['--junit', junit] as const])] as const;
  for (const [name, target] of targets) {
    const victim = files.find((file) => isSame(file, target));
    if (victim === undefined) continue;
    const place = target === null ? name : `${name} ${target}`;
    throw InputError.of(`${place} would overwrite ${victim}: name another file`);
  }
  if (junit !== undefined && isSame(junit, report)) throw InputError.of(`--junit and ${reportName} name the same file`);
}

/**
 * Starts the files of what is printed and written in the end: what prevents them is found before any work.
 * @returns what ends them, with the texts
 */
export async function startReports(
  { junit, output }: Targets,
  io: Io,
): Promise<(text: string, junitText: () => string) => Promise<void>> {
  const toJunit = junit === undefined ? null : await startFile(junit, io);
  const toOutput = isPrinted(output) ? null : await startFile(output, io);
  return async (text, junitText) => {
    if (toOutput) await toOutput(text);
    else io.out(text);
    // Once it is known that the report can be printed, the other file is written.
    await io.drained();
    await toJunit?.(junitText());
  };
}
