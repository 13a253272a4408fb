import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** Where what the program owns begins: at its globals (the root's shortcuts) and at its documents. O(edges of the root). */
export function pageRoots(graph: EdgeGraph, isDocuments: (node: number) => boolean): Uint32Array {
  const { first, targets, kinds, root, shortcuts } = graph;
  const starts: number[] = [];
  const isShortcut = new Set(shortcuts.filter((edge) => edge >= first[root]! && edge < first[root + 1]!));
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    const isElement = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element;
    if (isElement ? isDocuments(targets[e]!) : isShortcut.has(e)) starts.push(targets[e]!);
  }
  return Uint32Array.from(starts);
}
