import { type Chains, chains as findChains } from '../analysis/chains.ts';
import { firstHolders } from '../analysis/holders.ts';
import { Bitset } from '../base/bitset.ts';
import { NONE } from '../model/kinds.ts';
import type { Heap } from '../query/heap.ts';
import type { TableResult } from '../query/result.ts';
import { stepOut } from '../query/sets/step-out.ts';
import { defineCommand } from './command.ts';
import { longestByEnd } from './reference-view/longest-by-end.ts';

export const chains = defineCommand({
  name: 'chains',
  aliases: ['chainroots'],
  takes: 'objects',
  params: [
    { name: 'set', kind: 'set', doc: 'the objects that may be linked: a type, or another SET' },
    { name: 'via', kind: 'edgeName', keyword: 'via', doc: 'the field that links one to the next: tb_next' },
  ],
  options: [{ name: 'tails', kind: 'flag', doc: 'one row a tail: the longest of the chains that end there' }],
  group: 'paths',
  summary: 'Chains of objects linked by a field, each a row: head, tail, length',
  description: `A chain begins at its head, to which no other object of the set refers by the field, and goes on through objects of
the set until the field is None, absent, or leads elsewhere: there is its tail. Columns: head, tail, length in
objects, size in bytes, cycle (it runs into a cycle and has no tail), shared (another chain ends in the same tail or
cycle, so that some objects are in both), and the holder: the first object that refers to the head and is not in the
set. A cycle without a head is a row of its own. A row stands for its objects, the head first.

Linear in the size of the set however many chains share a tail, plus one look at every edge for the holders.`,
  examples: ['chains traceback via tb_next', 'chains traceback via tb_next | sort length desc | head 3'],
  run(context, args): TableResult {
    const { heap, indexes } = context.objects(args.set);
    const { task, heap: { snapshot: { objectCount, objects } } } = { ...context, heap };
    task.phase('following chains');
    const next = nextObjects(heap, indexes, args.via);
    const found = findChains(objectCount, indexes, next, objects.sizes, task);
    task.phase('finding holders');
    const holders = firstHolders(heap.graph, found.heads, bitsOf(objectCount, indexes), task);
    const rows = args.tails === true ? longestByEnd(found) : Uint32Array.from(found.heads.keys());
    return chainTable(heap, found, holders, rows);
  },
});
