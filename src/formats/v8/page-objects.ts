import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/**
 * What the program owns, as Chrome DevTools tells it from what the debugger and the engine own: all that is reachable from
 * the globals (the root's shortcuts) and from the documents, by edges that are not weak. A byte a node. O(nodes + edges).
 */
export function pageObjects(
  graph: EdgeGraph,
  isDocuments: (node: number) => boolean,
  task: Task,
): Uint8Array {
  const { first, targets, kinds, root, nodeCount } = graph;
  const owned = new Uint8Array(nodeCount);
  const stack = new Uint32Array(nodeCount);
  let height = 0;
  const push = (node: number): void => {
    if (owned[node] === 1) return;
    owned[node] = 1;
    stack[height++] = node;
  };
  const shortcuts = new Set(rootShortcuts(graph));
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    const isElement = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element;
    if (isElement ? isDocuments(targets[e]!) : shortcuts.has(e)) push(targets[e]!);
  }
  for (let visited = 0; height > 0; visited++) {
    if ((visited & (STEP - 1)) === 0) task.step(visited, nodeCount);
    const node = stack[--height]!;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      const target = targets[e]!;
      if (owned[target] === 1 || kinds[e]! & WEAK) continue;
      owned[target] = 1;
      stack[height++] = target;
    }
  }
  return owned;
}

function rootShortcuts({ shortcuts, first, root }: EdgeGraph): Uint32Array {
  return shortcuts.filter((edge) => edge >= first[root]! && edge < first[root + 1]!);
}
