import type { Derivation } from './heap.ts';
import type { Scope } from './scope.ts';

const lacksNumbers: Derivation<boolean> = {
  name: 'looking for numbers',
  compute: ({ runtime, snapshot }) => runtime.leavesNumbersOut?.(snapshot) === true,
};

/**
 * Says so when a field is asked for its number and the writer of the snapshot left numbers out: nothing is found then,
 * and that looks like an answer. O(objects), once a heap.
 */
export function noteMissingNumbers({ heap, task, note }: Scope): void {
  if (!heap.snapshot.capture.hasValues) note('values were left out when this was captured');
  else if (heap.derived(lacksNumbers, task)) {
    note(
      'fields that hold numbers are not in this snapshot: v8.writeHeapSnapshot(FILE, { exposeNumericValues: true }) keeps them',
    );
  }
}
