import type { Task } from '../../base/task.ts';
import { freedOf } from '../../query/freed.ts';
import type { Heap } from '../../query/heap.ts';
import type { SnapshotFact } from './fact.ts';

/** The cuts in force, and what they freed. */
export function cutFacts(heap: Heap, task: Task): SnapshotFact[] {
  if (heap.cuts.length === 0) return [];
  const { objects, bytes } = heap.derived(freedOf, task);
  return [
    ...heap.cuts.map((cut) => ({ name: 'cut', unit: 'text', value: cut }) as const),
    { name: 'freed', unit: 'count', value: objects.length, objects: () => objects },
    { name: 'freed_bytes', unit: 'bytes', value: bytes, objects: () => objects },
  ];
}
