import { HeapshError } from '../../base/errors.ts';
import { fileDigest } from '../../base/file-digest.ts';
import { spokenFile } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import type { SnapshotSource } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import type { SnapshotFact } from './fact.ts';

/** Where it comes from, on disk. */
export async function fileFacts(heap: Heap, task: Task): Promise<SnapshotFact[]> {
  const { source } = heap.snapshot;
  return [
    { name: 'snapshot', unit: 'text', value: heap.name },
    { name: 'file', unit: 'file', value: spokenFile(source.file) },
    { name: 'format', unit: 'text', value: source.formatLabel },
    { name: 'file_size', unit: 'bytes', value: source.fileSize },
    { name: 'sha256', unit: 'text', value: await digestText(source, task) },
    { name: 'partial', unit: 'text', value: source.partial },
  ];
}

async function digestText({ file, isStream }: SnapshotSource, task: Task): Promise<string> {
  if (isStream) return 'unknown: what came through a pipe cannot be read again';
  task.phase('computing the sha256');
  try {
    return await fileDigest(file, task);
  } catch (error) {
    // The answer is about the snapshot in memory; that its file has gone is a fact, not a failure.
    if (error instanceof HeapshError) throw error;
    return `unknown: ${error instanceof Error ? error.message : String(error)}`;
  }
}
