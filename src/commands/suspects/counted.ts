import { formatCount } from '../../base/quantities.ts';
import type { Task } from '../../base/task.ts';
import { STEP } from '../../base/task.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';

/** `80 AstroidImportError` */
export function countedType(count: number, { shortName }: TypeRow): string {
  return `${formatCount(count)} ${shortName}`;
}

/** How much of each type there is, by type index. */
export interface TypeTally {
  readonly counts: Uint32Array;
  readonly bytes: Float64Array;
}

/** Adds up some objects by type; `bytesOf`: what an object counts for. O(objects + types). */
export function tallyByType(
  { snapshot }: Heap,
  objects: Iterable<number>,
  bytesOf: Float64Array,
  task: Task,
): TypeTally {
  const { typeIndexes } = snapshot.objects;
  const counts = new Uint32Array(snapshot.types.length);
  const bytes = new Float64Array(snapshot.types.length);
  let done = 0;
  for (const object of objects) {
    if ((done++ & (STEP - 1)) === 0) task.step(done, snapshot.objectCount);
    const type = typeIndexes[object]!;
    counts[type]!++;
    bytes[type]! += bytesOf[object]!;
  }
  return { counts, bytes };
}

/** Indexes of the types with the most bytes, of which there are any objects. O(types · log types). */
export function largestTypes({ counts, bytes }: TypeTally): number[] {
  return Array.from(counts.keys())
    .filter((type) => counts[type]! > 0)
    .sort((a, b) => bytes[b]! - bytes[a]! || a - b);
}
