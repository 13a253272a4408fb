import type { Task } from './task.ts';

/** A number in shared memory. */
export interface SharedNumber {
  readonly slots: Int32Array;
  readonly slot: number;
}

/**
 * Sleeps until a number is another than `is`, for at most so many milliseconds. Throws when `failed` is 1: another thread has failed,
 * and what is waited for would never come. CancelledError when the work is not wanted any more.
 */
export function sleepWhile(
  { slots, slot, is }: SharedNumber & { readonly is: number },
  failed: SharedNumber,
  milliseconds: number,
  task: Task,
): void {
  task.step(1, 2);
  if (Atomics.load(failed.slots, failed.slot) === 1) throw new Error('another thread has failed');
  Atomics.wait(slots, slot, is, milliseconds);
}
