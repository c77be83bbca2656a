import type { ReadStream } from 'node:tty';
import { endAsOn, listening } from './signals.ts';

/** Somebody who answers questions by pressing single keys. */
export interface Keyboard {
  /** The next key: a letter, in lower case; empty for any other; null where nobody is there any more. */
  readonly next: () => Promise<string | null>;
}

/** The keys of the terminal at standard input; null where there is none. */
export async function openKeyboard(): Promise<Keyboard | null> {
  const { stdin } = process;
  if (!stdin.isTTY) return null;
  const { emitKeypressEvents } = await import('node:readline');
  emitKeypressEvents(stdin);
  return { next: () => listening(() => nextKey(stdin)) };
}

/** What `node:readline` says of a key. */
interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

/**
 * Only while a key is awaited does the terminal hand over every key as it is: between two of them Ctrl-C is a signal as
 * ever. What else was typed at once, such as a pasted text, answers nothing.
 */
async function nextKey(terminal: ReadStream): Promise<string | null> {
  terminal.setRawMode(true);
  const key = await new Promise<Key | null>((resolve) => {
    terminal.once('keypress', (_text: unknown, pressed: Key) => resolve(pressed));
    terminal.once('end', () => resolve(null));
    terminal.once('error', () => resolve(null));
    terminal.resume();
  });
  terminal.removeAllListeners('end').removeAllListeners('error');
  terminal.pause();
  if (!terminal.destroyed) terminal.setRawMode(false);
  if (key?.ctrl && key.name === 'c') endAsOn('SIGINT');
  if (key === null || (key.ctrl && key.name === 'd')) return null;
  return key.ctrl || key.name?.length !== 1 ? '' : key.name;
}
