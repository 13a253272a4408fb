import { sharedArray } from '../../base/shared-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { NONE, WEAK } from '../../model/kinds.ts';
import type { EdgeGraph } from './edge-graph.ts';

/** Held by several that are no parts of each other. */
const SHARED = NONE - 1;

interface OwnersOrder {
  readonly graph: EdgeGraph;
  /** A byte a node: whether it is only a part of another, when one alone holds it: an array of elements, a hidden object. */
  readonly isPart: Uint8Array;
}

/**
 * The object that each node's bytes belong to, as Chrome DevTools has it: that one object from which edges that are not
 * weak lead to it over nothing but parts, and itself when it is no part; SHARED or NONE where there are several or none.
 * Each node is visited twice at most: O(nodes + edges), 12 bytes a node while it runs.
 */
export const findOwners: Job<OwnersOrder, Uint32Array> = {
  name: 'v8-owners',
  run({ graph, isPart }, task) {
    const { first, targets, kinds, nodeCount } = graph;
    const owners = sharedArray(Uint32Array, nodeCount);
    const work = new Uint32Array(2 * nodeCount);
    let height = 0;
    for (let node = 0; node < nodeCount; node++) {
      if (isPart[node] === 1) owners[node] = NONE;
      else {
        owners[node] = node;
        work[height++] = node;
      }
    }
    for (let visited = 0; height > 0; visited++) {
      if ((visited & (STEP - 1)) === 0) task.step(visited, 2 * nodeCount);
      const node = work[--height]!;
      const owner = owners[node]!;
      for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
        const target = targets[e]!;
        // Most are no parts: this asks first what answers it.
        if (isPart[target] === 0 || kinds[e]! & WEAK) continue;
        const known = owners[target]!;
        if (known === target || known === owner || known === SHARED) continue;
        owners[target] = known === NONE ? owner : SHARED;
        work[height++] = target;
      }
    }
    return owners;
  },
};

/**
 * Gives the bytes of an object's parts to the object: a `Map` of 5,000 entries is as large as its table, not 32 bytes.
 * Where a part has several owners it stays what it is. Changes `sizes`. O(nodes).
 */
export function attributeSizes(
  owners: Uint32Array,
  sizes: Float64Array,
  canOwn: (node: number) => boolean,
): void {
  for (let node = 0; node < owners.length; node++) {
    const owner = owners[node]!;
    if (owner === node || owner === NONE || owner === SHARED || !canOwn(owner)) continue;
    sizes[owner]! += sizes[node]!;
    sizes[node] = 0;
  }
}
