import { append, GrowableArray } from '../../base/growable-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { DepthFirstSearch, emptySearch, FOUND, type SearchState } from '../../model/depth-first-search.ts';
import { isWeak } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

export interface PageOrder {
  readonly graph: EdgeGraph;
  /** `pageRoots`. */
  readonly starts: Uint32Array;
  /** The edges that are marked as uncounted so far: pairs of source and edge. */
  readonly uncounted: Uint32Array;
}

/** In `seen`: the program owns it, and only by edges that do not count. It owns what was FOUND, too. */
const OWNED = FOUND + 1;

/**
 * Finds what the program owns, as Chrome DevTools tells it from what the debugger and the engine own: all that is reachable
 * from `pageRoots` by edges that are not weak. Of these edges nearly all count, and no rule will say otherwise: the search by
 * those that do is the beginning of the one that numbers all nodes, and that is what it gives: `seen` is not 0 of what the
 * program owns. O(nodes + edges).
 */
export const searchPage: Job<PageOrder, SearchState> = {
  name: 'v8-search-page',
  run({ graph, starts, uncounted }, task) {
    const search = new DepthFirstSearch(graph, emptySearch(graph.nodeCount), task);
    for (const start of starts) search.from(start);
    const { seen } = search.state;
    for (let i = 0; i < uncounted.length; i += 2) {
      if (seen[uncounted[i]!] !== 0) own(graph, graph.targets[uncounted[i + 1]!]!, seen, task);
    }
    return search.state;
  },
};

/** What is reachable from a node, be it over edges that do not count. */
function own(
  { first, targets, kinds, nodeCount }: EdgeGraph,
  start: number,
  seen: Uint8Array,
  task: Task,
): void {
  if (seen[start] !== 0) return;
  const work = new GrowableArray(Uint32Array);
  const add = (node: number): void => {
    if (seen[node] !== 0) return;
    seen[node] = OWNED;
    append(work, node);
  };
  add(start);
  for (let visited = 0; work.length > 0; visited++) {
    if ((visited & (STEP - 1)) === 0) task.step(visited, nodeCount);
    const node = work.array[--work.length]!;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) if (!isWeak(kinds[e]!)) add(targets[e]!);
  }
}
