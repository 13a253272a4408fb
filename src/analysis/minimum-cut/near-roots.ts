import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { WEAK } from '../../model/kinds.ts';
import type { PagedEdges } from '../paged-graph.ts';

/** The roots, and the nearest to them: what as many edges as `most` lead to. Absent ones count. */
export function nearRoots(
  { first, targets, kinds, objectCount }: PagedEdges,
  roots: Uint32Array,
  most: number,
): Bitset {
  const near = new Bitset(objectCount);
  const queue = new GrowableArray(Uint32Array);
  const meet = (object: number): void => {
    if (near.has(object)) return;
    near.add(object);
    append(queue, object);
  };
  for (const root of roots) meet(root);
  for (let at = 0, looks = 0; at < queue.length; at++) {
    const object = queue.array[at]!;
    for (let edge = first.at(object), end = first.at(object + 1); edge < end; edge++) {
      if (++looks > most) return near;
      if (!(kinds.at(edge) & WEAK)) meet(targets.at(edge));
    }
  }
  return near;
}
