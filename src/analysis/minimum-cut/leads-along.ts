import { setOf } from '../../base/ascending.ts';
import { STEP, type Task } from '../../base/task.ts';
import { ObjectQueue } from '../object-queue.ts';
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
  const isRoot = setOf(roots, objectCount, task);
  const queue = new ObjectQueue(objectCount);
  for (const target of targets) queue.meet(target);
  let examined = 0;
  for (let object = queue.take(); object !== undefined; object = queue.take()) {
    if (isRoot.has(object)) return true;
    for (let row = first.at(object), end = first.at(object + 1); row < end; row++) {
      if ((++examined & (STEP - 1)) === 0) task.step(examined, sources.length);
      const source = sources.at(row);
      if (!queue.met.has(source) && !weak.has(row) && isAllowed(edges.at(row))) queue.meet(source);
    }
  }
  return false;
}
