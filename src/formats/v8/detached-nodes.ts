import { EDGE_KIND_MASK, EdgeKind, isWeak } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

export const ATTACHED = 1;
export const DETACHED = 2;

/**
 * Spreads what is known of some nodes to those they refer to, as Chrome DevTools does: what an attached node refers to is
 * attached, what a detached one refers to and no attached one, detached. Only through native nodes: JavaScript objects
 * know their own state. `stated`: the nodes of which something is known. Changes `states`; returns the native nodes that are
 * detached. O(edges of native nodes), a byte a node.
 */
export function spreadDetachedness(
  graph: EdgeGraph,
  states: Uint8Array,
  stated: Uint32Array,
  isNative: (node: number) => boolean,
): Uint32Array {
  const spread = new Spread(graph, states, isNative);
  for (const node of stated) spread.visit(node, states[node]!);
  spread.run(spread.attached, ATTACHED);
  spread.run(spread.detached, DETACHED);
  return Uint32Array.from(spread.renamed);
}

class Spread {
  readonly attached: number[] = [];
  readonly detached: number[] = [];
  readonly renamed: number[] = [];
  readonly #graph: EdgeGraph;
  readonly #states: Uint8Array;
  readonly #isNative: (node: number) => boolean;
  readonly #visited: Uint8Array;

  constructor(graph: EdgeGraph, states: Uint8Array, isNative: (node: number) => boolean) {
    this.#graph = graph;
    this.#states = states;
    this.#isNative = isNative;
    this.#visited = new Uint8Array(graph.nodeCount);
  }

  visit(node: number, state: number): void {
    if (this.#visited[node] === 1) return;
    this.#visited[node] = 1;
    if (!this.#isNative(node)) return;
    this.#states[node] = state;
    if (state === ATTACHED) this.attached.push(node);
    else {
      this.detached.push(node);
      this.renamed.push(node);
    }
  }

  run(work: number[], state: number): void {
    const { first, targets, kinds } = this.#graph;
    for (let node = work.pop(); node !== undefined; node = work.pop()) {
      if (this.#states[node] !== state) continue;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        // Hidden edges have an index.
        const isHidden = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.internal;
        // Those that are marked as uncounted by now lead on like any other.
        if (!isHidden && !isWeak(kinds[e]!)) this.visit(targets[e]!, state);
      }
    }
  }
}
