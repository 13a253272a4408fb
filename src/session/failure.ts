import { CancelledError, HeapshError, relocated } from '../base/errors.ts';

/**
 * Whatever was thrown, as an error for the user's eyes: no stack trace reaches a user. HEAPSH_DEBUG=1 prints the stack
 * of what nobody expected.
 */
export function asHeapshError(error: unknown): HeapshError {
  if (error instanceof HeapshError) return error;
  if (isOutOfMemory(error)) {
    return new HeapshError('there is not enough memory for this', {
      hint: 'close other snapshots, or ask about fewer objects',
      cause: error,
    });
  }
  if (process.env.HEAPSH_DEBUG === '1') console.error(error);
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new HeapshError(`heapsh itself has failed (${text})`, {
    hint: 'please report this line and the command; HEAPSH_DEBUG=1 shows where it happened',
    cause: error,
  });
}

/** The same error, told to be in a line of a script. Errors that tell their own file keep that, too. */
export function inScript(error: HeapshError, file: string | undefined, lineNumber: number): HeapshError {
  if (error instanceof CancelledError) return error;
  const place = { ...(file === undefined ? {} : { file }), lineNumber };
  const { where } = error;
  return relocated(error, where.file === undefined ? { ...where, ...place } : { ...where, script: place });
}

function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return true;
  return error instanceof RangeError && /allocation failed|Invalid (typed )?array/i.test(error.message);
}
