import type { Heap } from '../query/heap.ts';
import type { TableResult } from '../query/result.ts';
import { defineCommand } from './command.ts';
import { allOrSet } from './duplicates/all-or-set.ts';
import { type WasteRows, wasteRows } from './wasted/waste-rows.ts';
import { states } from './wasted/wasted-bytes.ts';

const columnNames = ['count', 'size', 'wasted', 'state', 'type', 'owner'] as const;

const bound = 'wasted is at least so much: what the leanest of its kind here needs for as many items is not';

export const waste = defineCommand({
  name: 'waste',
  aliases: [],
  takes: 'objects',
  columns: columnNames,
  params: [{ name: 'set', kind: 'set', optional: true, doc: 'which objects; the whole heap when left out' }],
  options: [],
  group: 'look',
  summary: 'Lists, dicts and sets that are empty or have more room than they need, by owner',
  description: `A row for each state, type and owner of such collections, the most wasted bytes first. Columns: count, size (bytes),
wasted (bytes of these that nobody needs), state, type, owner (the class and field that refer to it first). A row
stands for the collections. The totals are all of them and the bytes wasted.

State: empty, and then all bytes are wasted; nearly empty, when less than a quarter of the room for items is needed;
over-allocated, when it has more room than it needs otherwise. A list of CPython needs eight bytes an item beside what
an empty one has. Of dicts and sets, and of the lists of other runtimes, a snapshot tells the size and the number of
items, but not for how many there is room: they are compared with the leanest of the same type in the set that holds as
many or more, dicts also of the same class of owner and kind of keys. So a large one without its like may waste more.

V8 writes neither how long an array is nor how many entries a Map or Set has, and small numbers, and arrays of numbers
alone, leave no trace: room that looks empty may be full of them. So of V8 only arrays are told that have neither
elements nor room for any; Maps, Sets, and arrays with room to spare are not looked for.

Costs a look at all entries of the dicts, and one at who refers to those that waste.`,
  examples: ['waste | head 3', 'waste list | where state = "nearly empty" | head 3'],
  run(context, args) {
    const set = allOrSet(context, args.set);
    return wasteTable(set.heap, wasteRows(set, context.task));
  },
});

function wasteTable(heap: Heap, rows: WasteRows): TableResult {
  const { objects, first, owners, sizes, wasted } = rows;
  const objectsOf = (row: number): Uint32Array => objects.subarray(first[row], first[row + 1]);
  const subjectOf = (row: number): number => objects[first[row]!]!;
  const typeText = (object: number): string =>
    heap.snapshot.types[heap.near.objects.typeIndexes[object]!]!.name;
  return {
    kind: 'table',
    columns: [
      { name: 'count', unit: 'count', cell: (row) => objectsOf(row).length },
      { name: 'size', unit: 'bytes', cell: (row) => sizes[row] },
      { name: 'wasted', unit: 'bytes', cell: (row) => wasted[row] },
      { name: 'state', unit: 'text', cell: (row) => states[rows.states[row]!] },
      { name: 'type', unit: 'text', cell: (row) => typeText(subjectOf(row)) },
      { name: 'owner', unit: 'text', cell: (row) => owners[row] },
    ],
    rowCount: owners.length,
    total: owners.length,
    heap,
    provenance: {
      exact: false,
      bound: heap.runtime.unsureLengths?.wasteBound ?? bound,
      weak: 'excluded',
      notes: [],
    },
    objectsOf,
    subjectOf,
    totals: {
      objects: objects.length,
      bytes: wasted.reduce((sum, each) => sum + each, 0),
    },
  };
}
