import { STEP, type Task } from '../../base/task.ts';
import type { Heap } from '../../query/heap.ts';
import type { Finding } from './finding.ts';

/** A finding, and the smaller ones that are about the same objects: they say what it consists of. */
export interface Explained {
  readonly finding: Finding;
  readonly details: Finding[];
}

/**
 * Puts findings that tell of the same bytes together, the most bytes first. Of two that share half of the bytes of one, the
 * one that came later explains the other, unless it is the larger by far. Findings come with those that name a holder
 * first. O(objects of all findings), 4 bytes an object of the heap.
 */
export function explain(heap: Heap, findings: readonly Finding[], task: Task): Explained[] {
  const { sizes } = heap.snapshot.objects;
  /** By object: the number of the first finding that it is in, plus one. */
  const inFinding = new Uint32Array(heap.snapshot.objectCount);
  const kept: (Explained | undefined)[] = [];
  /** By number: that of the finding that took it in, or its own. */
  const partOf: number[] = [];
  for (const finding of findings) {
    const shared = new Float64Array(kept.length);
    finding.objects.forEach((object, i) => {
      if ((i & (STEP - 1)) === 0) task.step(i, finding.objects.length);
      const number = inFinding[object]!;
      if (number > 0) shared[partOf[number - 1]!]! += sizes[object]!;
    });
    const larger = indexOfLargest(shared);
    if (larger >= 0 && 2 * shared[larger]! >= finding.bytes) {
      kept[larger]?.details.push(finding);
      continue;
    }
    const details: Finding[] = [];
    const next = kept.length;
    shared.forEach((bytes, i) => {
      const each = kept[i];
      if (each === undefined || 2 * bytes < each.finding.bytes) return;
      details.push(each.finding, ...each.details);
      kept[i] = undefined;
      partOf.forEach((number, part) => {
        if (number === i) partOf[part] = next;
      });
    });
    kept.push({ finding, details });
    partOf.push(next);
    for (const object of finding.objects) if (inFinding[object] === 0) inFinding[object] = next + 1;
  }
  return kept.filter((each) => each !== undefined).sort((a, b) => b.finding.bytes - a.finding.bytes);
}

/** -1: all are zero. */
function indexOfLargest(values: Float64Array): number {
  let largest = -1;
  values.forEach((value, i) => {
    if (value > 0 && (largest < 0 || value > values[largest]!)) largest = i;
  });
  return largest;
}
