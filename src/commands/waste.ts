import { sortedOrder } from '../base/sorted-order.ts';
import { STEP, type Task } from '../base/task.ts';
import type { Heap } from '../query/heap.ts';
import type { TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { allOrSet } from './duplicates/all-or-set.ts';
import { GroupMembers, type Groups } from './partition/groups.ts';
import { OwnerFields } from './wasted/owner-fields.ts';
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
  const { sizes, typeIndexes } = heap.snapshot.objects;
  const owners = new OwnerFields(heap, task);
  const groups = groupWasted(heap, wasted, owners, task);
  const { counts, bytes, unneeded } = tally(groups, wasted, sizes);
  const order = sortedOrder(
    groups.keys.length,
    (a, b) => unneeded[b]! - unneeded[a]! || counts[b]! - counts[a]!,
    task,
  );
  const members = new GroupMembers(groups);
  const first = (row: number): number => members.of(order[row]!)[0]!;
  return {
    kind: 'table',
    heap,
    provenance: { exact: false, bound, weak: 'excluded', notes: [] },
    columns: [
      { name: 'count', unit: 'count', cell: (row) => counts[order[row]!]! },
      { name: 'size', unit: 'bytes', cell: (row) => bytes[order[row]!]! },
      { name: 'wasted', unit: 'bytes', cell: (row) => unneeded[order[row]!]! },
      { name: 'state', unit: 'text', cell: (row) => states[wasted.states[first(row)]!] },
      {
        name: 'type',
        unit: 'text',
        cell: (row) => heap.snapshot.types[typeIndexes[wasted.objects[first(row)]!]!]!.name,
      },
      {
        name: 'owner',
        unit: 'text',
        cell: (row) => owners.texts.text(owners.label(wasted.objects[first(row)]!)),
      },
    ],
    rowCount: order.length,
    total: order.length,
    objectsOf: (row) => members.of(order[row]!).map((item) => wasted.objects[item]!),
    subjectOf: (row) => wasted.objects[first(row)]!,
    totals: {
      objects: wasted.objects.length,
      bytes: wasted.bytes.reduce((sum, each) => sum + each, 0),
    },
  };
}

/** By owner, state and type. */
function groupWasted(heap: Heap, { objects, states }: Wasted, owners: OwnerFields, task: Task): Groups {
  const { types } = heap.snapshot;
  const keys: number[] = [];
  const known = new Map<number, number>();
  const groupOf = objects.map((object, item) => {
    if ((item & (STEP - 1)) === 0) task.step(item, objects.length);
    const type = heap.snapshot.objects.typeIndexes[object]!;
    const key = (owners.label(object) * 3 + states[item]!) * types.length + type;
    const group = known.get(key) ?? keys.push(key) - 1;
    known.set(key, group);
    return group;
  });
  return { groupOf, keys };
}

function tally({ groupOf, keys }: Groups, { objects, bytes: wasted }: Wasted, sizes: Float64Array) {
  const counts = new Uint32Array(keys.length);
  const bytes = new Float64Array(keys.length);
  const unneeded = new Float64Array(keys.length);
  groupOf.forEach((group, item) => {
    counts[group]!++;
    bytes[group]! += sizes[objects[item]!]!;
    unneeded[group]! += wasted[item]!;
  });
  return { counts, bytes, unneeded };
}
