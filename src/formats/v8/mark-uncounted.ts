import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, UNCOUNTED, WEAK } from '../../model/kinds.ts';
import { StoredStrings } from '../../model/stored-strings.ts';
import type { TextColumns } from '../../model/string-table.ts';
import type { EdgeGraph } from './edge-graph.ts';
import { weakMapNames } from './weak-map-edges.ts';

/** What the rules must know beside the edges. */
export interface Uncounted {
  /** A byte a node: whether the program owns it. */
  readonly pageObjects: Uint8Array;
  readonly heapIds: Float64Array;
  /** All names. */
  readonly texts: TextColumns;
}

/**
 * Marks the edges that hold their target and still do not count when dominators are sought, by the rules of Chrome
 * DevTools: shortcuts that are not the root's; from what the program does not own to what it does (else all that the
 * debugger looks at would be held by it); from a WeakMap's table to a value, which its key holds. O(edges + names).
 */
export function markUncounted(graph: EdgeGraph, rule: Uncounted, task: Task): void {
  const { first, targets, kinds, names, root, nodeCount } = graph;
  const { pageObjects, heapIds, texts } = rule;
  const { tables, owners } = weakMapNames(new StoredStrings(texts.ends.length, texts));
  for (const edge of graph.shortcuts) {
    if (edge < first[root]! || edge >= first[root + 1]!) kinds[edge]! |= WEAK | UNCOUNTED;
  }
  for (let node = 0; node < nodeCount; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, nodeCount);
    const isForeign = pageObjects[node] === 0 && node !== root;
    const table = heapIds[node]!;
    const hasPairs = tables.size > 0 && owners.has(table);
    if (!isForeign && !hasPairs) continue;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      const kind = kinds[e]!;
      if (kind & WEAK) continue;
      const target = targets[e]!;
      // One to itself holds nothing anyway.
      if (target === node) continue;
      if (isForeign && pageObjects[target] === 1) kinds[e] = kind | WEAK | UNCOUNTED;
      else if (hasPairs && (kind & EDGE_KIND_MASK) === EdgeKind.slot && tables.get(names[e]!) === table) {
        kinds[e] = kind | WEAK | UNCOUNTED;
      }
    }
  }
}
