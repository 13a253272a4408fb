import { doubled } from '../../base/growable-array.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { EDGE_KIND_MASK, EdgeKind, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** Seldom more are waiting. */
const FIRST_ROOM = 1 << 16;

/** Where what the program owns begins: at its globals (the root's shortcuts) and at its documents. */
export function pageRoots(graph: EdgeGraph, isDocuments: (node: number) => boolean): Uint32Array {
  const { first, targets, kinds, root } = graph;
  const starts: number[] = [];
  const shortcuts = new Set(rootShortcuts(graph));
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    const isElement = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element;
    if (isElement ? isDocuments(targets[e]!) : shortcuts.has(e)) starts.push(targets[e]!);
  }
  return Uint32Array.from(starts);
}

/**
 * What the program owns, as Chrome DevTools tells it from what the debugger and the engine own: all that is reachable from
 * `pageRoots` by edges that are not weak. A byte a node. O(nodes + edges).
 */
export const findPageObjects: Job<{ readonly graph: EdgeGraph; readonly starts: Uint32Array }, Uint8Array> = {
  name: 'v8-page-objects',
  run({ graph, starts }, task) {
    const { first, targets, kinds, nodeCount } = graph;
    // Filled although it is fresh: see `sharedArray`.
    const owned = sharedArray(Uint8Array, nodeCount).fill(0);
    let stack = new Uint32Array(starts.length + FIRST_ROOM);
    let height = 0;
    for (const start of starts) {
      if (owned[start] === 1) continue;
      owned[start] = 1;
      stack[height++] = start;
    }
    for (let visited = 0; height > 0; visited++) {
      if ((visited & (STEP - 1)) === 0) task.step(visited, nodeCount);
      const node = stack[--height]!;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const target = targets[e]!;
        if (owned[target] === 1 || kinds[e]! & WEAK) continue;
        owned[target] = 1;
        if (height === stack.length) stack = doubled(stack);
        stack[height++] = target;
      }
    }
    return owned;
  },
};

function rootShortcuts({ shortcuts, first, root }: EdgeGraph): Uint32Array {
  return shortcuts.filter((edge) => edge >= first[root]! && edge < first[root + 1]!);
}
