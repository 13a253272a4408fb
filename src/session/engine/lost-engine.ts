import { HeapshError } from '../../base/errors.ts';

/** The engine's thread has ended, and with it what was open. What to tell, and what to do. */
export function lostEngine(cause: unknown): HeapshError {
  const restart = 'start heapsh again and open the snapshot; what was answered so far is lost';
  if (isOutOfMemory(cause)) {
    return new HeapshError('heapsh has run out of memory', {
      hint: `${restart}. Ask about fewer objects, or allow it more: NODE_OPTIONS=--max-old-space-size=16384 is 16 GiB`,
      cause,
    });
  }
  const text = cause instanceof Error ? ` (${cause.name}: ${cause.message})` : '';
  return new HeapshError(`heapsh itself has failed${text}`, {
    hint: `${restart}. Please report the command that did this`,
    cause,
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
