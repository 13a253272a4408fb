import { doubled, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { UNCOUNTED, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/**
 * What the root does not reach by edges that count (only weak ones lead to it, and still it was there; Chrome DevTools
 * puts it under its root): first those to which no such edge leads, then cycles, with what these hold. Of cycles each node
 * is on its own, as in DevTools: what it refers to is not held by it, its edges are marked. O(nodes + edges).
 */
export function findUnheld(graph: EdgeGraph, task: Task): Uint32Array {
  const search = new Search(graph, task);
  search.from(graph.root);
  const found = new GrowableArray(Uint32Array);
  if (search.count === graph.nodeCount) return found.finish();
  const isTarget = targetsOfCounted(graph);
  for (let node = 0; node < graph.nodeCount; node++) {
    if (search.seen[node] === 1 || isTarget[node] === 1) continue;
    add(found, node);
    search.from(node);
  }
  for (let node = 0; node < graph.nodeCount; node++) {
    if (search.seen[node] === 1) continue;
    add(found, node);
    stopCounting(graph, node);
  }
  return found.finish();
}

function add(found: GrowableArray<Uint32Array>, node: number): void {
  const row = found.extend(1);
  found.array[row] = node;
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
  #stack = new Uint32Array(0);
  readonly #task: Task;

  constructor(graph: EdgeGraph, task: Task) {
    this.#graph = graph;
    this.#task = task;
    this.seen = new Uint8Array(graph.nodeCount);
  }

  from(start: number): void {
    const { first, targets, kinds, nodeCount } = this.#graph;
    const { seen } = this;
    let stack = this.#stack.length > 0 ? this.#stack : doubled(this.#stack);
    let { count } = this;
    let height = 1;
    stack[0] = start;
    seen[start] = 1;
    count++;
    while (height > 0) {
      const node = stack[--height]!;
      if ((count & (STEP - 1)) === 0) this.#task.step(count, nodeCount);
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const target = targets[e]!;
        if (seen[target] === 1 || kinds[e]! & WEAK) continue;
        seen[target] = 1;
        count++;
        if (height === stack.length) stack = doubled(stack);
        stack[height++] = target;
      }
    }
    this.count = count;
    this.#stack = stack;
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
