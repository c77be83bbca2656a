import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { listening } from './signals.ts';

const STANDARD_INPUT = 0;

/**
 * The first bytes of a file, or of standard input for null: no more than asked for, so that an endless or huge input
 * does no harm. Throws what Node throws.
 */
export async function readUpTo(path: string | null, most: number): Promise<Uint8Array> {
  // Without waiting: a pipe opens at once, whether or not somebody writes to it yet.
  const file = path === null ? STANDARD_INPUT : openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stream = await waitingStream(file);
  if (stream !== null) return listening(() => fromStream(stream, most));
  try {
    return fromFile(file, most);
  } finally {
    if (path !== null) closeSync(file);
  }
}

/**
 * A stream for what may keep its reader waiting, null for a file. Those of `node:fs` would wait on a thread of the
 * system, for which the end of the program would wait in turn.
 */
async function waitingStream(file: number): Promise<Readable | null> {
  const { isatty, ReadStream } = await import('node:tty');
  if (isatty(file)) return new ReadStream(file);
  const stats = fstatSync(file);
  if (!stats.isFIFO() && !stats.isSocket()) return null;
  const { Socket } = await import('node:net');
  return new Socket({ fd: file, readable: true, writable: false });
}

async function fromStream(stream: Readable, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let left = most;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return Buffer.concat(chunks);
}

const CHUNK = 65_536;

function fromFile(file: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let left = most; left > 0; ) {
    const chunk = Buffer.alloc(Math.min(left, CHUNK));
    const length = readSync(file, chunk);
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    left -= length;
  }
  return Buffer.concat(chunks);
}
