import { breath } from '../analysis/breath.ts';
import type { Pause } from '../analysis/chance/exactly.ts';
import type { Watched } from './options.ts';

/**
 * What long work calls between its pieces: says how far it is, lets other things happen, and ends the work where it was
 * aborted, with the reason of the signal.
 * @throws that reason at once for a signal that was aborted before
 */
export function paceOf({ signal, progress }: Watched): Pause {
  signal?.throwIfAborted();
  return async (done, total) => {
    progress?.(done, total);
    await breath();
    signal?.throwIfAborted();
  };
}
