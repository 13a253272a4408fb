import type { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../model/kinds.ts';
import type { DominatorTree } from './dominator-tree.ts';
import type { Graph } from './graph.ts';
import { retains } from './retains.ts';

/** A container and what its items retain, each by itself. */
export interface Holding {
  readonly container: number;
  /** Items, each once, those left out that are alive without it. */
  readonly itemCount: number;
  /** The sum of what each retains: what they retain together may be more, or less where one item holds another. */
  readonly retained: number;
}

/**
 * Of some containers those whose items (elements, entries, members) retain `least` bytes in sum, whether or not the
 * container is what keeps them: two indexes over the same objects both hold them, and neither dominates. `alive` are
 * objects that need no holder. The most first. O(edges of the containers), 4 bytes an object.
 */
export function containerHoldings(
  graph: Graph,
  tree: DominatorTree,
  containers: Uint32Array,
  { alive, least }: { readonly alive: Bitset; readonly least: number },
  task: Task,
): Holding[] {
  /** By object: the last container that was seen to hold it. */
  const lastSeenIn = new Uint32Array(graph.objectCount).fill(NONE);
  const { first, targets, kinds } = graph;
  const { positions, sizes } = tree;
  const found: Holding[] = [];
  for (let i = 0; i < containers.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, containers.length);
    const container = containers[i]!;
    if (positions[container] === NONE) continue;
    let retained = 0;
    let itemCount = 0;
    for (let e = first[container]!, end = first[container + 1]!; e < end; e++) {
      const item = targets[e]!;
      if (!isItem(kinds[e]!) || lastSeenIn[item] === container || alive.has(item)) continue;
      if (!retains(graph, e)) continue;
      lastSeenIn[item] = container;
      itemCount++;
      retained += sizes[item]!;
    }
    if (retained >= least) found.push({ container, itemCount, retained });
  }
  return found.sort((a, b) => b.retained - a.retained || a.container - b.container);
}

export function isItem(kind: number): boolean {
  const named = kind & EDGE_KIND_MASK;
  return named === EdgeKind.element || named === EdgeKind.entry || named === EdgeKind.member;
}
