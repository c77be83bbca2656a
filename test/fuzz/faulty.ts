import type { Session } from '../cli/session.ts';
import { attempt } from './attempt.ts';
import type { Input } from './input.ts';

const done: Session = { code: 0, out: '', err: '', files: {} };

/** What a program may do wrong. */
const FAULTS: Readonly<Record<string, () => Session>> = {
  hang: () => {
    for (;;);
  },
  exit: () => process.exit(3),
  memory: () => {
    for (const kept: number[][] = []; ; ) kept.push(new Array(1e6).fill(0));
  },
  code: () => ({ ...done, code: 70, err: 'a fault' }),
};

const PRINTING = ['schema', 'scenarios', 'completion', 'help'];

/** A program that is well but for the commands that only print, in which it has the fault of that name. */
export function programWith(fault: string): (input: Input) => Promise<Session> {
  return (input) => (PRINTING.includes(input.args[0]) ? Promise.resolve(FAULTS[fault]()) : attempt(input));
}
