import type { Derivation, Heap } from './heap.ts';
import type { Scope } from './scope.ts';

const lacksNumbers: Derivation<boolean> = {
  name: 'looking for numbers',
  compute: ({ runtime, snapshot }) => runtime.leavesNumbersOut?.(snapshot) === true,
};

/** Whether the writer of the snapshot left numbers out. O(objects), once a heap. */
export function areNumbersMissing(heap: Heap, task: Scope['task']): boolean {
  return heap.derived(lacksNumbers, task);
}

/** Says that values, whatever they were, were left out of the snapshot, where they were. */
export function noteMissingValues({ heap, note }: Scope): void {
  if (!heap.snapshot.capture.hasValues) note('values were left out when this was captured');
}

/** To be said where a number may have been asked for that was left out: nothing is found then, and that looks like an answer. */
export function noteMissingNumbers({ note }: Scope): void {
  note(
    'fields that hold numbers are not in this snapshot: v8.writeHeapSnapshot(FILE, { exposeNumericValues: true }) keeps them',
  );
}

/** The same of objects that have nothing at a name, if one of them may have a number there. O(edges of the objects). */
export function noteMissingNumbersOf(name: string, objects: Uint32Array, scope: Scope): void {
  noteMissingValues(scope);
  const { heap, task } = scope;
  if (!areNumbersMissing(heap, task)) return;
  const mayHold = heap.runtime.mayHoldNumber?.(heap.snapshot, name);
  if (mayHold !== undefined && objects.some(mayHold)) noteMissingNumbers(scope);
}
