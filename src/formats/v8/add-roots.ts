import { UNCOUNTED, WEAK } from '../../model/kinds.ts';
import type { RootRows } from '../../model/root-rows.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** What is a root of the program, and how it is called. */
export interface RootRule {
  readonly isUserRoot: (node: number) => boolean;
  readonly nameOf: (node: number) => number;
}

/**
 * Makes what the file's root refers to the roots: `global`, what the program's globals are; `system`, what the engine holds,
 * which explains only what no global reaches. What no root reaches is `hidden`: only weak edges lead to it, and still it was
 * there; Chrome DevTools puts it under its root. O(nodes + edges).
 */
export function addRoots(roots: RootRows, graph: EdgeGraph, rule: RootRule): void {
  const { first, targets, kinds, root } = graph;
  const global = roots.kindOf('global');
  const system = roots.kindOf('system');
  const held: number[] = [];
  for (let e = first[root]!; e < first[root + 1]!; e++) {
    if ((kinds[e]! & WEAK) === 0 && targets[e] !== root) held.push(targets[e]!);
  }
  for (const node of held) if (rule.isUserRoot(node)) roots.add(node, global, rule.nameOf(node));
  for (const node of held) if (!rule.isUserRoot(node)) roots.add(node, system, rule.nameOf(node));
  roots.add(root, system, rule.nameOf(root));
  for (const node of unheld(graph)) roots.addHidden(node, 1);
  roots.reachAll = true;
}

/**
 * What the root does not reach by edges that count: first those to which no such edge leads, then cycles, with what these
 * hold. Of cycles each node is on its own, as in Chrome DevTools: what it refers to is not held by it.
 */
function unheld(graph: EdgeGraph): number[] {
  const search = new Search(graph);
  search.from(graph.root);
  if (search.count === graph.nodeCount) return [];
  const found: number[] = [];
  const isTarget = targetsOfCounted(graph);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (search.seen[node] === 1 || isTarget[node] === 1) continue;
    found.push(node);
    search.from(node);
  }
  for (let node = 0; node < graph.nodeCount; node++) {
    if (search.seen[node] === 1) continue;
    found.push(node);
    stopCounting(graph, node);
  }
  return found;
}

function stopCounting({ first, kinds }: EdgeGraph, node: number): void {
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if ((kinds[e]! & WEAK) === 0) kinds[e]! |= WEAK | UNCOUNTED;
  }
}

class Search {
  count = 0;
  readonly seen: Uint8Array;
  readonly #graph: EdgeGraph;
  readonly #stack: Uint32Array;

  constructor(graph: EdgeGraph) {
    this.#graph = graph;
    this.seen = new Uint8Array(graph.nodeCount);
    this.#stack = new Uint32Array(graph.nodeCount);
  }

  from(start: number): void {
    const { first, targets, kinds } = this.#graph;
    const { seen } = this;
    const stack = this.#stack;
    let height = 1;
    stack[0] = start;
    seen[start] = 1;
    this.count++;
    while (height > 0) {
      const node = stack[--height]!;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const target = targets[e]!;
        if (seen[target] === 1 || kinds[e]! & WEAK) continue;
        seen[target] = 1;
        this.count++;
        stack[height++] = target;
      }
    }
  }
}

/** A byte a node: whether an edge that counts leads to it from another node. */
function targetsOfCounted({ first, targets, kinds, nodeCount }: EdgeGraph): Uint8Array {
  const isTarget = new Uint8Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      if ((kinds[e]! & WEAK) === 0 && targets[e] !== node) isTarget[targets[e]!] = 1;
    }
  }
  return isTarget;
}
