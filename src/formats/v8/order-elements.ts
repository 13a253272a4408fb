import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/**
 * Puts the elements of each object in the order of their indexes, in the places where elements were; in place. V8 writes them
 * so, JavaScriptCore (Bun) in any order. O(edges), and those of objects whose elements are not in order sorted.
 */
export function orderElements(graph: EdgeGraph): void {
  const { first, names, kinds, nodeCount } = graph;
  for (let node = 0; node < nodeCount; node++) {
    let last = -1;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      if ((kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.element) continue;
      if (names[e]! < last) {
        orderOf(graph, node);
        break;
      }
      last = names[e]!;
    }
  }
}

function orderOf({ first, targets, names, kinds }: EdgeGraph, node: number): void {
  const places: number[] = [];
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element) places.push(e);
  }
  const sorted = places.toSorted((a, b) => names[a]! - names[b]!);
  const ordered = sorted.map((e) => ({ target: targets[e]!, name: names[e]!, kind: kinds[e]! }));
  for (const [i, { target, name, kind }] of ordered.entries()) {
    const e = places[i]!;
    targets[e] = target;
    names[e] = name;
    kinds[e] = kind;
  }
}
