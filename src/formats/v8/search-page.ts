import { GrowableArray } from '../../base/growable-array.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { DepthFirstSearch, emptySearch, type SearchState } from '../../model/depth-first-search.ts';
import { isWeak } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

export interface PageOrder {
  readonly graph: EdgeGraph;
  /** `pageRoots`. */
  readonly starts: Uint32Array;
  /** The edges that are marked as uncounted so far: pairs of source and edge. */
  readonly uncounted: Uint32Array;
}

export interface PageFound {
  /** Of the nodes that counted edges lead to. */
  readonly search: SearchState;
  /** A byte a node: whether the program owns it. */
  readonly pageObjects: Uint8Array;
}

/**
 * Finds what the program owns, as Chrome DevTools tells it from what the debugger and the engine own: all that is reachable
 * from `pageRoots` by edges that are not weak. Of these edges nearly all count, and no rule will say otherwise: the search by
 * those that do is the beginning of the one that numbers all nodes. O(nodes + edges).
 */
export const searchPage: Job<PageOrder, PageFound> = {
  name: 'v8-search-page',
  run({ graph, starts, uncounted }, task) {
    const search = new DepthFirstSearch(graph, emptySearch(graph.nodeCount), task);
    for (const start of starts) search.from(start);
    const pageObjects = sharedArray(Uint8Array, graph.nodeCount);
    pageObjects.set(search.state.seen);
    for (let i = 0; i < uncounted.length; i += 2) {
      if (pageObjects[uncounted[i]!] === 1) own(graph, graph.targets[uncounted[i + 1]!]!, pageObjects, task);
    }
    return { search: search.state, pageObjects };
  },
};

/** What is reachable from a node, be it over edges that do not count. */
function own(
  { first, targets, kinds, nodeCount }: EdgeGraph,
  start: number,
  pageObjects: Uint8Array,
  task: Task,
): void {
  if (pageObjects[start] === 1) return;
  const work = new GrowableArray(Uint32Array);
  const add = (node: number): void => {
    if (pageObjects[node] === 1) return;
    pageObjects[node] = 1;
    const place = work.extend(1);
    work.array[place] = node;
  };
  add(start);
  for (let visited = 0; work.length > 0; visited++) {
    if ((visited & (STEP - 1)) === 0) task.step(visited, nodeCount);
    const node = work.array[--work.length]!;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) if (!isWeak(kinds[e]!)) add(targets[e]!);
  }
}
