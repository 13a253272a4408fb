import type { Bitset } from '../base/bitset.ts';
import { areShared, sharedCopy } from '../base/shared-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { cutEvenly, type Job, orderCount, runAll } from '../base/team.ts';
import type { Graph } from './graph.ts';

/** How many edges were found, and how many of them were not marked before. */
export interface MarkedEdges {
  readonly named: number;
  readonly added: number;
}

/** The edges from … to-1: whole words of `edges`. Arrays are shared, or there is one thread. */
export interface EdgesIntoOrder {
  readonly targets: Uint32Array;
  readonly absent: Uint32Array | undefined;
  /** A bit an object. */
  readonly members: Uint32Array;
  /** A bit an edge. Written. */
  readonly edges: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/**
 * Marks all edges that lead to members of a set, weak ones included, and are not absent, beside those that are marked already.
 * O(edges): each thread looks at some. `edges`: in shared memory when others are to help.
 */
export function markEdgesInto(graph: Graph, members: Bitset, edges: Bitset, task: Task): MarkedEdges {
  const { targets, absent } = graph;
  const isShared = areShared(targets, absent ?? targets, edges.words);
  const words = isShared ? sharedCopy(members.words) : members.words;
  const pieces = cutEvenly(edges.words.length, isShared ? orderCount(edges.size, task) : 1);
  const orders = pieces.map(([from, to]) => ({
    ...{ targets, absent, members: words, edges: edges.words },
    ...{ from: 32 * from, to: Math.min(32 * to, edges.size) },
  }));
  const found = runAll(edgesInto, orders, task);
  return {
    named: found.reduce((sum, { named }) => sum + named, 0),
    added: found.reduce((sum, { added }) => sum + added, 0),
  };
}

export const edgesInto: Job<EdgesIntoOrder, MarkedEdges> = {
  name: 'edges into a set',
  run({ targets, absent, members, edges, from, to }, task) {
    let [named, added] = [0, 0];
    for (let e = from; e < to; e++) {
      if ((e & (STEP - 1)) === 0) task.step(e - from, to - from);
      const target = targets[e]!;
      if (((members[target >>> 5]! >>> (target & 31)) & 1) === 0) continue;
      if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
      named++;
      if ((edges[e >>> 5]! >>> (e & 31)) & 1) continue;
      edges[e >>> 5]! |= 1 << (e & 31);
      added++;
    }
    return { named, added };
  },
};
