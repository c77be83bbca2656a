import { CommanderError } from 'commander';
import { InputError } from '../model/errors.ts';
import { plain } from '../output/plain.ts';
import { AnswerIsNo } from './answer.ts';
import { cannotWrite } from './deliver.ts';
import { type Io, processIo } from './io.ts';
import { explain } from './problems.ts';
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
    if (error instanceof InputError) io.err(explain(error.problems));
    else reportFault(error, io);
    return error instanceof InputError ? EXIT.badInput : EXIT.fault;
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

/** Signals that ask a program to end, by their numbers. It ends with 128 and the number, and takes its drafts away. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const SIGNALLED = 128;

/** Runs the command line of this process. */
export async function main(): Promise<void> {
  process.stdout.on('error', leave);
  for (const [signal, number] of Object.entries(SIGNALS)) process.on(signal, () => process.exit(SIGNALLED + number));
  process.exitCode = await run(process.argv.slice(2), processIo());
}

/** Whoever read the output may have seen enough (`| head`), which is no error; a full disk is one. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  process.stderr.write(explain(cannotWrite(error, 'standard output').problems));
  process.exit(EXIT.badInput);
}
