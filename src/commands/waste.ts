import type { Heap } from '../query/heap.ts';
import type { TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { allOrSet } from './duplicates/all-or-set.ts';
import { smallTable } from './result.ts';
import { OwnerFields } from './wasted/owner-fields.ts';
import { type WasteRow, wasteRows } from './wasted/waste-rows.ts';
import { states, type Wasted, wastedBytes } from './wasted/wasted-bytes.ts';

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

Costs a look at all entries of the dicts, and one at who refers to those that waste.`,
  examples: ['waste | head 3', 'waste list | where state = "nearly empty" | head 3'],
  run(context, args) {
    const set = allOrSet(context, args.set);
    return wasteTable(set.heap, wastedBytes(set, context.task), context);
  },
});

function wasteTable(heap: Heap, wasted: Wasted, { task }: CommandContext): TableResult {
  const owners = new OwnerFields(heap, task);
  const rows = wasteRows(heap, wasted, owners, task);
  const typeText = (object: number): string =>
    heap.snapshot.types[heap.snapshot.objects.typeIndexes[object]!]!.name;
  return {
    ...smallTable<WasteRow>(rows, [
      { name: 'count', unit: 'count', cell: ({ count }) => count },
      { name: 'size', unit: 'bytes', cell: ({ size }) => size },
      { name: 'wasted', unit: 'bytes', cell: (row) => row.wasted },
      { name: 'state', unit: 'text', cell: ({ state }) => states[state] },
      { name: 'type', unit: 'text', cell: ({ first }) => typeText(first) },
      { name: 'owner', unit: 'text', cell: ({ first }) => owners.texts.text(owners.label(first)) },
    ]),
    heap,
    provenance: { exact: false, bound, weak: 'excluded', notes: [] },
    objectsOf: (row) => rows[row]!.objects(),
    subjectOf: (row) => rows[row]!.first,
    totals: {
      objects: wasted.objects.length,
      bytes: wasted.bytes.reduce((sum, each) => sum + each, 0),
    },
  };
}
