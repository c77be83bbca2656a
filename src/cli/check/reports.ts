import { InputError } from '../../model/errors.ts';
import { type Started, startFile } from '../deliver.ts';
import type { Io } from '../io.ts';
import { snapshotPathOf, tidy } from './names.ts';

/** Files to write reports to. */
export interface Targets {
  readonly junit?: string;
  readonly output?: string;
}

/** @throws InputError where a report would take the place of what is checked, or of the other. */
export function refuseTargets({ junit, output }: Targets, scenarios: readonly string[], io: Io): void {
  const isSame = (a: string, b: string): boolean => tidy(a) === tidy(b) || io.same(a, b);
  const files = scenarios.flatMap((path) => [path, snapshotPathOf(path)]);
  for (const [flag, target] of Object.entries({ '--junit': junit, '--output': output })) {
    const victim = target === undefined ? undefined : files.find((file) => isSame(file, target));
    if (victim !== undefined) throw InputError.of(`${flag} ${target} would overwrite ${victim}: name another file`);
  }
  if (junit !== undefined && output !== undefined && isSame(junit, output)) {
    throw InputError.of('--junit and --output name the same file');
  }
}

/** What is printed and written in the end. Files are started first: what prevents them is found before any work. */
export class Reports {
  private readonly junit: Started | null;
  private readonly output: Started | null;
  private readonly io: Io;

  constructor({ junit, output }: Targets, io: Io) {
    this.io = io;
    this.junit = junit === undefined ? null : startFile(junit, io);
    try {
      this.output = output === undefined || output === '-' ? null : startFile(output, io);
    } catch (error) {
      this.junit?.discard();
      throw error;
    }
  }

  finish(text: string, junit: () => string): void {
    this.junit?.finish(junit());
    if (this.output) this.output.finish(text);
    else this.io.out(text);
  }

  discard(): void {
    this.junit?.discard();
    this.output?.discard();
  }
}
