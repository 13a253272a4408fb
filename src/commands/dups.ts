import { formatCount } from '../base/quantities.ts';
import { equalValuesOf } from '../query/equal-values/equal-values.ts';
import type { Heap } from '../query/heap.ts';
import type { Provenance, TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { allOrSet } from './duplicates/all-or-set.ts';
import { CommonOwners } from './duplicates/common-owners.ts';
import { type EqualGroups, equalGroups, membersOf } from './duplicates/equal-groups.ts';
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
  const { members, first, order, sizes, savings } = groups;
  const equals = heap.derived(equalValuesOf, context.task);
  const objectsOf = (row: number): Uint32Array => membersOf(groups, order[row]!);
  const subjectOf = (row: number): number => members[first[order[row]!]!]!;
  const owners = new CommonOwners(heap, order.length, objectsOf, context.task);
  const typeOf = (object: number): string => snapshot.types[heap.near.objects.typeIndexes[object]!]!.name;
  return {
    kind: 'table',
    heap,
    provenance: provenance(groups),
    columns: [
      { name: 'count', unit: 'count', cell: (row) => objectsOf(row).length },
      { name: 'size', unit: 'bytes', cell: (row) => sizes[order[row]!]! },
      { name: 'saved', unit: 'bytes', cell: (row) => savings[order[row]!]! },
      { name: 'type', unit: 'text', cell: (row) => typeOf(subjectOf(row)) },
      { name: 'value', unit: 'text', cell: (row) => runtime.describe(heap.near, subjectOf(row)) },
      { name: 'whole', unit: 'boolean', cell: (row) => !equals.partly.has(subjectOf(row)) },
      { name: 'owners', unit: 'text', cell: (row) => owners.text(row) },
    ],
    rowCount: order.length,
    total: order.length,
    objectsOf,
    subjectOf,
    totals: {
      objects: members.length - order.length,
      bytes: savings.reduce((sum, saved) => sum + saved, 0),
    },
  };
}

function provenance({ partlyCount }: EqualGroups): Provenance {
  if (partlyCount === 0) return exact;
  const bound = `of ${formatCount(partlyCount)} values the snapshot has only the beginning: they may differ further on`;
  return { ...exact, exact: false, bound };
}
