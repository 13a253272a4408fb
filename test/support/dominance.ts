import { type DominatorTree, dominatorTree } from '../../src/analysis/dominator-tree.ts';
import { depthFirstNumbering, dominators } from '../../src/analysis/dominators.ts';
import type { Graph } from '../../src/analysis/graph.ts';
import { referrers } from '../../src/analysis/referrers.ts';
import { quietTask } from '../../src/base/task.ts';
import { plainEdges } from './graph.ts';

/** Anything that gives a graph and two kinds of roots: what `graphWith(['named', 'hidden'])` makes. */
export interface RootedGraph {
  readonly graph: Graph;
  readonly named: Uint32Array;
  readonly hidden: Uint32Array;
}

export function dominatorsOf({ graph, named, hidden }: RootedGraph) {
  const numbering = depthFirstNumbering(graph, { named, hidden }, quietTask);
  return dominators(numbering, { named, hidden }, () => referrers(graph, quietTask), quietTask);
}

export function treeOf(rooted: RootedGraph, sizes: Float64Array, task = quietTask): DominatorTree {
  return dominatorTree(dominatorsOf(rooted), sizes, task);
}

/** What the roots reach when some objects are gone: edges are tried until nothing new is found. */
export function reachedWithout(
  { graph, named, hidden }: RootedGraph,
  gone: readonly number[] = [],
): Set<number> {
  const reached = new Set([...named, ...hidden].filter((root) => !gone.includes(root)));
  const edges = plainEdges(graph).filter(({ retains, target }) => retains && !gone.includes(target));
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { source, target } of edges) if (reached.has(source)) reached.add(target);
  }
  return reached;
}

/** What is freed when some objects go away, by the definition; ascending. */
export function freedBy(rooted: RootedGraph, gone: readonly number[]): number[] {
  const still = reachedWithout(rooted, gone);
  return [...reachedWithout(rooted)].filter((object) => !still.has(object)).sort((a, b) => a - b);
}
