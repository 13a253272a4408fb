import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { PagedEdgeReferrers } from '../paged-graph.ts';
import type { CutEnds } from './residual-search.ts';
import type { EdgeTest } from './unit-flow.ts';

/** Whether a root reaches one of the targets along some edges alone. O(objects and edges that lead to the targets so). */
export function leadsAlong(
  isAllowed: EdgeTest,
  { first, sources, edges, weak }: PagedEdgeReferrers,
  { roots, targets }: CutEnds,
  task: Task,
): boolean {
  const objectCount = first.length - 1;
  const isRoot = new Bitset(objectCount);
  for (const root of roots) isRoot.add(root);
  const met = new Bitset(objectCount);
  const queue = new GrowableArray(Uint32Array);
  const meet = (object: number): void => {
    if (met.has(object)) return;
    met.add(object);
    append(queue, object);
  };
  for (const target of targets) meet(target);
  let examined = 0;
  for (let at = 0; at < queue.length; at++) {
    const object = queue.array[at]!;
    if (isRoot.has(object)) return true;
    for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
      if ((++examined & (STEP - 1)) === 0) task.step(examined, sources.length);
      const source = sources.at(row);
      if (!met.has(source) && !weak.has(row) && isAllowed(edges.at(row))) meet(source);
    }
  }
  return false;
}
