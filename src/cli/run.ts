import { CommanderError } from 'commander';
import { conditionOf } from '../io/conditions.ts';
import { cannotWrite } from '../io/deliver.ts';
import { AnswerIsNo } from '../io/exit-no.ts';
import { type Io, processIo } from '../io/io.ts';
import { explain } from '../io/problems.ts';
import { printErr, watchStreams } from '../io/streams.ts';
import { InputError } from '../model/errors.ts';
import { plain } from '../output/format/escape.ts';
import { makeProgram } from './program.ts';

/** What the program's exit tells a script; the only place where errors become codes. */
const EXIT = { done: 0, no: 1, badInput: 2, fault: 70 } as const;

/**
 * Runs one command line.
 * @param args what follows the program's name
 * @returns the exit code
 */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    await makeProgram(io, args).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    if (error instanceof AnswerIsNo) return EXIT.no;
    const condition = conditionOf(error);
    if (error instanceof InputError) io.err(explain(error.problems));
    else if (condition !== null) io.err(`${plain(condition)}\n`);
    else reportFault(error, io);
    return error instanceof InputError || condition !== null ? EXIT.badInput : EXIT.fault;
  }
}

function reportFault(error: unknown, io: Io): void {
  const what = error instanceof Error ? error.message : String(error);
  const stack = io.env.FLYWHEEL_DEBUG === '1' && error instanceof Error ? `\n${error.stack}` : '';
  io.err(
    `flywheel: a fault of the program, not of your input: ${plain(what)}. Please report it with the command, the ` +
      `scenario and what FLYWHEEL_DEBUG=1 adds here.${stack}\n`,
  );
}

/** Runs the command line of this process. How it ends on a signal is told in `signals.ts`. */
export async function runProcess(args: readonly string[]): Promise<void> {
  watchStreams((error) => {
    printErr(explain(cannotWrite(error, 'standard output').problems));
    process.exit(EXIT.badInput);
  });
  process.exitCode = await run(args, processIo());
}
