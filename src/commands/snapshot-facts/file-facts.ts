import { HeapshError } from '../../base/errors.ts';
import { fileDigestNow } from '../../base/file-digest.ts';
import { spokenFile } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import type { SnapshotFact } from './fact.ts';

/** Worth keeping: a gibibyte takes most of a second. */
export const digestOfFile: Derivation<string> = {
  name: 'computing the sha256',
  compute: ({ snapshot }, task) => fileDigestNow(snapshot.source.file, task),
  kept: asItIs('sha256'),
};

/** Where it comes from, on disk. */
export function fileFacts(heap: Heap, task: Task): SnapshotFact[] {
  const { source } = heap.snapshot;
  return [
    { name: 'snapshot', unit: 'text', value: heap.name },
    { name: 'file', unit: 'file', value: spokenFile(source.file) },
    { name: 'format', unit: 'text', value: source.formatLabel },
    { name: 'file_size', unit: 'bytes', value: source.fileSize },
    { name: 'sha256', unit: 'text', value: digestText(heap, task) },
    { name: 'partial', unit: 'text', value: source.partial },
  ];
}

function digestText(heap: Heap, task: Task): string {
  if (heap.snapshot.source.isStream) return 'unknown: what came through a pipe cannot be read again';
  try {
    return heap.whole.derived(digestOfFile, task);
  } catch (error) {
    // The answer is about the snapshot in memory; that its file has gone is a fact, not a failure.
    if (error instanceof HeapshError) throw error;
    return `unknown: ${error instanceof Error ? error.message : String(error)}`;
  }
}
