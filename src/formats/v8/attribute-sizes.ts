import { append, GrowableArray } from '../../base/growable-array.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP } from '../../base/task.ts';
import type { Job } from '../../base/team.ts';
import { isWeak, NONE } from '../../model/kinds.ts';
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
 * Each part is visited twice at most: O(nodes + edges), 4 bytes a node.
 */
export const findOwners: Job<OwnersOrder, Uint32Array> = {
  name: 'v8-owners',
  run({ graph, isPart }, task) {
    const { first, targets, kinds, nodeCount } = graph;
    // One more: who needs room for all nodes and what is above them can have it afterwards.
    const owners = sharedArray(Uint32Array, nodeCount + 1).subarray(0, nodeCount);
    for (let node = 0; node < nodeCount; node++) owners[node] = isPart[node] === 1 ? NONE : node;
    /** Parts whose owner has changed. */
    const work = new GrowableArray(Uint32Array);
    for (let start = 0; start < nodeCount; start++) {
      if ((start & (STEP - 1)) === 0) task.step(start, nodeCount);
      if (isPart[start] === 1) continue;
      let node = start;
      for (;;) {
        const owner = owners[node]!;
        for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
          const target = targets[e]!;
          // Most are no parts: this asks first what answers it. What is marked as uncounted is not weak to the program.
          if (isPart[target] === 0 || isWeak(kinds[e]!)) continue;
          const known = owners[target]!;
          if (known === owner || known === SHARED) continue;
          owners[target] = known === NONE ? owner : SHARED;
          append(work, target);
        }
        if (work.length === 0) break;
        node = work.array[--work.length]!;
      }
    }
    return owners;
  },
};

export interface SizesOrder {
  readonly owners: Uint32Array;
  readonly nodeTypes: Uint8Array;
  /** The type of what V8 made up for the snapshot, which owns nothing. */
  readonly synthetic: number;
  /** Neither does the root. */
  readonly root: number;
  /** Written. */
  readonly sizes: Float64Array;
}

/**
 * Gives the bytes of an object's parts to the object: a `Map` of 5,000 entries is as large as its table, not 32 bytes.
 * Where a part has several owners it stays what it is. O(nodes).
 */
export const attributeSizes: Job<SizesOrder, void> = {
  name: 'v8-attribute-sizes',
  run({ owners, nodeTypes, synthetic, root, sizes }, task) {
    for (let node = 0; node < owners.length; node++) {
      if ((node & (STEP - 1)) === 0) task.step(node, owners.length);
      const owner = owners[node]!;
      if (owner === node || owner === NONE || owner === SHARED) continue;
      if (owner === root || nodeTypes[owner] === synthetic) continue;
      sizes[owner]! += sizes[node]!;
      sizes[node] = 0;
    }
  },
};
