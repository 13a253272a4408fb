import { Bitset } from '../../base/bitset.ts';
import { STEP } from '../../base/task.ts';
import type { EdgesNode } from '../ast.ts';
import { evaluateSet, holdersOut } from '../evaluate.ts';
import type { Heap } from '../heap.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import type { Scope } from '../scope.ts';
import { bitsOf } from '../sets/bit-rows.ts';
import { edgesOut } from '../sets/step-out.ts';
import { nearEdges } from './near-edges.ts';

/** Edges of one heap, a bit each, by edge index. */
export interface EdgeSet {
  readonly heap: Heap;
  readonly edges: Bitset;
  /** How many there are; at least one. */
  readonly count: number;
}

/**
 * The edges that EDGES means, weak ones included; where fields live in a dict of their own, `TYPE->name` is the entry of
 * that dict. Edges that are absent from the scope's heap are none. Throws QueryError where nothing is meant, with what may
 * have been.
 *
 * O(edges of the objects named); `*->SET` looks at each edge of the heap. A bit an edge.
 */
export function evaluateEdges(node: EdgesNode, scope: Scope): EdgeSet {
  const { heap } = scope;
  const edges = new Bitset(heap.snapshot.edgeCount);
  const set = objectsNamed(node, scope);
  if (set.heap.snapshot !== heap.snapshot) {
    throw errorAt(node, `these are edges of \`${set.heap.name}\``, `go there first: use ${set.heap.name}`);
  }
  const count = node.from === undefined ? addInto(edges, set, scope) : addFrom(edges, set, node, scope);
  if (count === 0) throw errorAt(node, `\`${node.text}\` names no edge`, nearEdges(node, set));
  return { heap, edges, count };
}

/** What refers; for `*->SET`, what is referred to. */
function objectsNamed({ from, edge, to }: EdgesNode, scope: Scope): ObjectSet {
  if (from !== undefined) return evaluateSet(holdersOut(from, edge, scope), scope);
  if (to !== undefined) return evaluateSet(to, scope);
  throw new Error('edges come from something or lead to something');
}

function addFrom(edges: Bitset, { indexes }: ObjectSet, { edge }: EdgesNode, { heap, task }: Scope): number {
  const each = edgesOut(heap, edge);
  let count = 0;
  const add = (e: number): void => {
    // A dict can hold the fields of two objects.
    if (edges.has(e)) return;
    edges.add(e);
    count++;
  };
  task.phase('looking for edges');
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    each(indexes[i]!, add);
  }
  return count;
}

function addInto(edges: Bitset, set: ObjectSet, { heap, task }: Scope): number {
  const { targets, absent } = heap.graph;
  const { words } = bitsOf(set);
  let count = 0;
  task.phase('looking for edges');
  for (let e = 0; e < edges.size; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e, edges.size);
    const target = targets[e]!;
    if (((words[target >>> 5]! >>> (target & 31)) & 1) === 0) continue;
    if (absent !== undefined && (absent[e >>> 5]! >>> (e & 31)) & 1) continue;
    edges.add(e);
    count++;
  }
  return count;
}
