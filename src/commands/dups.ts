import { formatCount } from '../base/quantities.ts';
import { equalValuesOf } from '../query/equal-values/equal-values.ts';
import type { Heap } from '../query/heap.ts';
import type { Provenance, TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { allOrSet } from './duplicates/all-or-set.ts';
import { commonOwners } from './duplicates/common-owners.ts';
import { type EqualGroups, equalGroups } from './duplicates/equal-groups.ts';
import { exact } from './result.ts';

const columnNames = ['count', 'size', 'saved', 'type', 'value', 'whole', 'owners'] as const;

export const dups = defineCommand({
  name: 'dups',
  aliases: ['duplicates'],
  takes: 'objects',
  columns: columnNames,
  params: [{ name: 'set', kind: 'set', optional: true, doc: 'which objects; the whole heap when left out' }],
  options: [],
  group: 'look',
  summary: 'Equal texts, bytes, numbers and tuples, and what sharing them would save',
  description: `A row for each value that two objects and more have, that which would save most first. Columns: count, size (bytes of
them all), saved (bytes of all but the largest of them), type, value, whole (the snapshot has the whole value), owners
(who refers to them: the two most common classes or dicts of classes, asked of the first thousand objects). A row
stands for the objects. The totals are the objects that are too many and their bytes.

Only objects of the same type are equal. Numbers are compared bit by bit. Tuples are equal when their elements are
the same objects, or equal values or tuples; only their own bytes count, their elements are rows of their own. Of a
long text a snapshot has the beginning and mostly the length: those that agree in both are in a row that is not whole,
and may differ further on. Integers beyond 64 bits are left out.

Costs a look at every value and tuple of the heap the first time, and then what the set costs.`,
  examples: [
    'dups | head 3',
    'dups str | where whole | head 3',
    'dups tuple | head 3 | select count, saved, value',
  ],
  run(context, args) {
    const set = allOrSet(context, args.set);
    if (!set.heap.snapshot.capture.hasValues) context.note('values were left out when this was captured');
    return dupsTable(context, set.heap, equalGroups(set, context.task));
  },
});

function dupsTable(context: CommandContext, heap: Heap, groups: EqualGroups): TableResult {
  const { snapshot, runtime } = heap;
  const { partly } = heap.derived(equalValuesOf, context.task);
  const { order, counts, sizes, savings } = groups;
  const ownersOf = commonOwners(heap, context.task);
  const membersOf = (row: number): Uint32Array => groups.membersOf(order[row]!);
  const first = (row: number): number => groups.firstOf(order[row]!);
  const { typeIndexes } = snapshot.objects;
  return {
    kind: 'table',
    heap,
    provenance: provenance(groups, (row) => partly.has(first(row))),
    columns: [
      { name: 'count', unit: 'count', cell: (row) => counts[order[row]!]! },
      { name: 'size', unit: 'bytes', cell: (row) => sizes[order[row]!]! },
      { name: 'saved', unit: 'bytes', cell: (row) => savings[order[row]!]! },
      { name: 'type', unit: 'text', cell: (row) => snapshot.types[typeIndexes[first(row)]!]!.name },
      { name: 'value', unit: 'text', cell: (row) => runtime.describe(heap.near, first(row)) },
      { name: 'whole', unit: 'boolean', cell: (row) => !partly.has(first(row)) },
      { name: 'owners', unit: 'text', cell: (row) => ownersOf(membersOf(row)) },
    ],
    rowCount: order.length,
    total: order.length,
    objectsOf: membersOf,
    subjectOf: first,
    totals: {
      objects: counts.reduce((sum, count) => sum + count - 1, 0),
      bytes: savings.reduce((sum, saved) => sum + saved, 0),
    },
  };
}

function provenance({ order }: EqualGroups, isPartly: (row: number) => boolean): Provenance {
  let partly = 0;
  for (let row = 0; row < order.length; row++) if (isPartly(row)) partly++;
  if (partly === 0) return exact;
  const bound = `of ${formatCount(partly)} values the snapshot has only the beginning: they may differ further on`;
  return { ...exact, exact: false, bound };
}
