import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll } from '../../base/team.ts';
import { EDGE_KIND_MASK, EdgeKind, UNCOUNTED, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** What the rules must know beside the edges. */
export interface Uncounted {
  readonly graph: EdgeGraph;
  /** A byte a node: whether the program owns it. */
  readonly pageObjects: Uint8Array;
  readonly heapIds: Float64Array;
  /** By name of an edge: the heap id of the WeakMap's table that the edge's value is in. */
  readonly tables: ReadonlyMap<number, number>;
}

/**
 * Marks the edges that hold their target and still do not count when dominators are sought, by the rules of Chrome
 * DevTools: shortcuts that are not the root's; from what the program does not own to what it does (else all that the
 * debugger looks at would be held by it); from a WeakMap's table to a value, which its key holds. O(edges).
 */
export function markUncounted(what: Uncounted, task: Task): void {
  const { graph } = what;
  const { first, kinds, root } = graph;
  for (const edge of graph.shortcuts) {
    if (edge < first[root]! || edge >= first[root + 1]!) kinds[edge]! |= WEAK | UNCOUNTED;
  }
  const pieces = cutEvenly(graph.nodeCount, orderCount(graph.targets.length, task));
  const orders = pieces.map(([start, end]) => ({ ...what, start, end }));
  runAll(markPiece, orders, task);
}

interface PieceOrder extends Uncounted {
  readonly start: number;
  readonly end: number;
}

export const markPiece: Job<PieceOrder, void> = {
  name: 'v8-mark-uncounted',
  run({ graph, pageObjects, heapIds, tables, start, end: pieceEnd }, task) {
    const { first, targets, kinds, names, root } = graph;
    const hasTables = tables.size > 0;
    for (let node = start; node < pieceEnd; node++) {
      if ((node & (STEP - 1)) === 0) task.step(node - start, pieceEnd - start);
      const isForeign = pageObjects[node] === 0 && node !== root;
      if (!isForeign && !hasTables) continue;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const kind = kinds[e]!;
        if (kind & WEAK) continue;
        const target = targets[e]!;
        // One to itself holds nothing anyway.
        if (target === node) continue;
        if (isForeign && pageObjects[target] === 1) kinds[e] = kind | WEAK | UNCOUNTED;
        else if (
          hasTables &&
          (kind & EDGE_KIND_MASK) === EdgeKind.slot &&
          tables.get(names[e]!) === heapIds[node]
        ) {
          kinds[e] = kind | WEAK | UNCOUNTED;
        }
      }
    }
  },
};
