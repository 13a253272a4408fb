import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import type { Finding } from './finding.ts';

/** A finding, and the smaller ones that are about the same objects: they say what it consists of. */
export interface Explained {
  readonly finding: Finding;
  readonly details: Finding[];
}

/**
 * Puts findings that tell of the same bytes together: the most bytes first, and in each those smaller ones, most bytes first,
 * of which half are in it. Of equals the one that came first is the larger. One that is about no object, as texts that are
 * there twice, is in others and has none in it. O(findings · log findings + their objects), 4 bytes an object of the heap.
 */
export function explain(heap: Heap, findings: readonly Finding[], task: Task): Explained[] {
  const { sizes } = heap.snapshot.objects;
  /** By object: the number of the largest finding that it is in, plus one. */
  const inFinding = new Uint32Array(heap.snapshot.objectCount);
  const explained: Explained[] = [];
  for (const finding of findings.toSorted(byPlaceThenBytes)) {
    const shared = new Float64Array(explained.length);
    finding.objects.forEach((object, i) => {
      if ((i & (STEP - 1)) === 0) task.step(i, finding.objects.length);
      const number = inFinding[object]!;
      if (number > 0) shared[number - 1]! += sizes[object]!;
    });
    const larger = indexOfLargest(shared);
    if (
      larger >= 0 &&
      2 * shared[larger]! >= finding.bytes &&
      explained[larger]!.finding.bytes >= finding.bytes
    ) {
      explained[larger]!.details.push(finding);
      continue;
    }
    explained.push({ finding, details: [] });
    for (const object of finding.objects) if (inFinding[object] === 0) inFinding[object] = explained.length;
  }
  for (const { details } of explained) details.sort((a, b) => b.bytes - a.bytes);
  return explained.sort((a, b) => b.finding.bytes - a.finding.bytes);
}

function byPlaceThenBytes(a: Finding, b: Finding): number {
  return Number(a.holder === NONE) - Number(b.holder === NONE) || b.bytes - a.bytes;
}

/** -1: all are zero. */
function indexOfLargest(values: Float64Array): number {
  let largest = -1;
  values.forEach((value, i) => {
    if (value > 0 && (largest < 0 || value > values[largest]!)) largest = i;
  });
  return largest;
}
