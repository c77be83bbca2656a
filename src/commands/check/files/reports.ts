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

type Write = (text: string) => Promise<void>;

/** What is printed and written in the end. Files are started first: what prevents them is found before any work. */
export class Reports {
  private readonly junit: Write | null;
  private readonly output: Write;

  private constructor(junit: Write | null, output: Write) {
    this.junit = junit;
    this.output = output;
  }

  static async start({ junit, output }: Targets, io: Io): Promise<Reports> {
    const toJunit = junit === undefined ? null : await startFile(junit, io);
    // Once it is known that the report can be printed, the other file is written.
    const print = async (text: string): Promise<void> => {
      io.out(text);
      await io.drained();
    };
    return new Reports(toJunit, isPrinted(output) ? print : await startFile(output, io));
  }

  async finish(text: string, junit: () => string): Promise<void> {
    await this.output(text);
    await this.junit?.(junit());
  }
}
