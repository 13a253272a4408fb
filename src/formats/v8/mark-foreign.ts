import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { UNCOUNTED, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

export interface ForeignOrder {
  readonly graph: EdgeGraph;
  /** A byte a node: 0 where the program does not own it. */
  readonly pageObjects: Uint8Array;
  /** Whose edges: those of the nodes from … to-1. */
  readonly from: number;
  readonly to: number;
}

/**
 * Marks the edges from what the program does not own to what it does, else all that the debugger looks at would be held by
 * it. The root's are none of these. O(edges).
 */
export const markForeign: Job<ForeignOrder, void> = {
  name: 'v8-mark-foreign',
  run({ graph, pageObjects, from, to }, task) {
    const { first, targets, kinds, root } = graph;
    for (let node = from; node < to; node++) {
      if ((node & (STEP - 1)) === 0) task.step(node - from, to - from);
      if (pageObjects[node] !== 0 || node === root) continue;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const kind = kinds[e]!;
        if ((kind & WEAK) === 0 && pageObjects[targets[e]!] !== 0) kinds[e] = kind | WEAK | UNCOUNTED;
      }
    }
  },
};
