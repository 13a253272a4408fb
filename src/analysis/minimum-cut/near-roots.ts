import type { Bitset } from '../../base/bitset.ts';
import { WEAK } from '../../model/kinds.ts';
import { ObjectQueue } from '../object-queue.ts';
import type { PagedEdges } from '../paged-graph.ts';

/** The roots, and the nearest to them: what as many edges as `most` lead to. Absent ones count. */
export function nearRoots(
  { first, targets, kinds, objectCount }: PagedEdges,
  roots: Uint32Array,
  most: number,
): Bitset {
  const queue = new ObjectQueue(objectCount);
  for (const root of roots) queue.meet(root);
  let looks = 0;
  for (let object = queue.take(); object !== undefined; object = queue.take()) {
    for (let edge = first.at(object), end = first.at(object + 1); edge < end; edge++) {
      if (++looks > most) return queue.met;
      if (!(kinds.at(edge) & WEAK)) queue.meet(targets.at(edge));
    }
  }
  return queue.met;
}
