import { STEP, type Task } from '../../base/task.ts';
import { isWeak } from '../../model/kinds.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import { totalSize } from '../snapshot-table/total-size.ts';
import type { SnapshotFact } from './fact.ts';

/** How much of it there is. */
export function heapFacts(heap: Heap, task: Task): SnapshotFact[] {
  const { objectCount, edgeCount, source } = heap.snapshot;
  return [
    { name: 'objects', unit: 'count', value: objectCount },
    { name: 'bytes', unit: 'bytes', value: heap.derived(totalSize, task) },
    { name: 'edges', unit: 'count', value: edgeCount },
    { name: 'weak_edges', unit: 'count', value: heap.derived(weakEdgeCount, task) },
    { name: 'edges_to_nowhere', unit: 'count', value: source.edgesToNowhere },
  ];
}

const weakEdgeCount: Derivation<number> = {
  name: 'counting weak edges',
  compute({ snapshot }, task) {
    const { edgeCount } = snapshot;
    const { kinds } = snapshot.edges;
    let count = 0;
    for (let edge = 0; edge < edgeCount; edge++) {
      if ((edge & (STEP - 1)) === 0) task.step(edge, edgeCount);
      if (isWeak(kinds[edge]!)) count++;
    }
    return count;
  },
  kept: asItIs('weak edges'),
};
