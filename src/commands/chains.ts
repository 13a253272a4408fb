import { type Chains, chains as findChains } from '../analysis/chains.ts';
import { firstHolders, firstHoldersAmong } from '../analysis/holders.ts';
import { pagedReferrers } from '../analysis/paged-graph.ts';
import type { Bitset } from '../base/bitset.ts';
import type { Task } from '../base/task.ts';
import type { Heap } from '../query/heap.ts';
import { referrersOf } from '../query/reachability.ts';
import type { TableResult } from '../query/result.ts';
import { pickRows } from '../query/rows.ts';
import { bitsOf } from '../query/sets/bit-rows.ts';
import { defineCommand } from './command.ts';
import { linkedObjects } from './reference-view/linked-objects.ts';
import { longestByEnd } from './reference-view/longest-by-end.ts';
import { exactWithoutWeak } from './result.ts';

/** Of so many heads, referrers that are known are looked up sooner than all edges are looked through. */
const FEW = 10_000;

export const chains = defineCommand({
  name: 'chains',
  aliases: ['chainroots'],
  takes: 'objects',
  columns: ['head', 'tail', 'length', 'size', 'cycle', 'shared', 'holder'],
  params: [
    { name: 'set', kind: 'set', doc: 'the objects that may be linked: a type, or another SET' },
    { name: 'via', kind: 'edgeName', keyword: 'via', doc: 'the field that links one to the next: tb_next' },
  ],
  options: [{ name: 'tails', kind: 'flag', doc: 'one row a tail: the longest of the chains that end there' }],
  group: 'paths',
  summary: 'Chains of objects that a field links, a row each: head, tail, length, who holds it',
  description: `A chain begins at its head, to which no other object of the set refers by the field, and goes on through objects of
the set until the field is None, absent, or leads elsewhere: there is its tail. Columns: head, tail, length in
objects, size in bytes, cycle (it runs into a cycle and has no tail), shared (another chain ends in the same tail or
cycle, so that some objects are counted in both), and holder: the first object outside the set that keeps the head
alive. A cycle without a head is a row of its own. A row stands for its objects, the head first.

Linear in the size of the set, however many chains share a tail, and one look at every edge for the holders.`,
  examples: ['chains traceback via tb_next', 'chains traceback via tb_next | sort length desc | head 3'],
  run(context, args) {
    const { task } = context;
    const set = context.objects(args.set);
    const { heap, indexes } = set;
    const { objectCount, objects } = heap.snapshot;
    task.phase('following links');
    const next = linkedObjects(set, args.via, task);
    const found = findChains(objectCount, indexes, next, objects.sizes, task);
    task.phase('finding holders');
    const holders = holdersOf(heap, found.heads, bitsOf(set), task);
    const table = chainTable(heap, found, holders);
    if (args.tails !== true) return table;
    const rows = longestByEnd(found);
    return pickRows(table, rows, rows.length);
  },
});

function holdersOf(heap: Heap, heads: Uint32Array, members: Bitset, task: Task): Uint32Array {
  const isCheap = heads.length <= FEW && heap.known(referrersOf) !== undefined;
  if (!isCheap) return firstHolders(heap.graph, heads, members, task);
  return firstHoldersAmong(pagedReferrers(heap.derivedNear(referrersOf, task)), heads, members, task);
}

function chainTable(heap: Heap, found: Chains, holders: Uint32Array): TableResult {
  return {
    kind: 'table',
    heap,
    columns: [
      { name: 'head', unit: 'object', cell: (row) => found.heads[row]! },
      { name: 'tail', unit: 'object', cell: (row) => found.tails[row]! },
      { name: 'length', unit: 'count', cell: (row) => found.lengths[row]! },
      { name: 'size', unit: 'bytes', cell: (row) => found.sizes[row]! },
      { name: 'cycle', unit: 'boolean', cell: (row) => found.cyclic[row] === 1 },
      { name: 'shared', unit: 'boolean', cell: (row) => found.shared[row] === 1 },
      { name: 'holder', unit: 'object', cell: (row) => holders[row]! },
    ],
    rowCount: found.chainCount,
    total: found.chainCount,
    objectsOf: (row) => found.membersOf(row),
    subjectOf: (row) => found.heads[row]!,
    provenance: exactWithoutWeak,
  };
}
