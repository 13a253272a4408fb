import type { Job } from '../../base/team.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { findUnheld } from './find-unheld.ts';
import { markUncounted, type Uncounted } from './mark-uncounted.ts';

/** Marks the edges that do not count, and returns the nodes that none of the others holds. */
export const settleEdges: Job<{ readonly graph: EdgeGraph; readonly rule: Uncounted }, Uint32Array> = {
  name: 'v8-settle-edges',
  run({ graph, rule }, task) {
    markUncounted(graph, rule, task);
    return findUnheld(graph, task);
  },
};
