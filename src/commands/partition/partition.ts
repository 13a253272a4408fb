import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Cell, Column, ColumnUnit } from '../../query/result.ts';
import { BiggestFirst } from './biggest-first.ts';
import type { GroupOrder } from './group-order.ts';
import { GroupMembers, type Groups } from './groups.ts';
import type { Tally } from './tally.ts';

/** Objects in groups, counted and sized, the biggest first: heapy's partition as columns. */
export interface Partition {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly total: number;
  objectsOf(row: number): Uint32Array;
}

/** Groups of objects, counted and put in order. */
export interface SortedGroups {
  /** Of each object of the set. */
  readonly groupOf: Uint32Array;
  readonly counts: Uint32Array;
  readonly sizes: Float64Array;
  /** Those that have objects, the biggest first. */
  readonly order: GroupOrder;
  key(group: number): Cell;
}

/** O(groups); as many as somebody looks at are put in order then. */
export function sortGroups(groups: Groups, tally: Tally, task: Task): SortedGroups {
  return {
    // Not before somebody looks into a row.
    get groupOf() {
      return groups.groupOf;
    },
    ...tally,
    order: new BiggestFirst(groups, tally, task),
    key: (group) => groups.keys[group],
  };
}

/** O(groups); what a row holds is found when first asked for. */
export function partition(set: ObjectSet, groups: SortedGroups, keyUnit: ColumnUnit, task: Task): Partition {
  const { order } = groups;
  const members = new GroupMembers({
    get groupOf() {
      return groups.groupOf;
    },
    keys: groups.counts,
  });
  return {
    columns: columns(groups, keyUnit, task),
    rowCount: order.length,
    total: order.length,
    objectsOf: (row) => members.of(order.at(row)).map((item) => set.indexes[item]!),
  };
}

function columns({ counts, sizes, order, key }: SortedGroups, keyUnit: ColumnUnit, task: Task): Column[] {
  let count = 0;
  let size = 0;
  for (let group = 0; group < counts.length; group++) {
    if ((group & (STEP - 1)) === 0) task.step(group, counts.length);
    count += counts[group]!;
    size += sizes[group]!;
  }
  const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
  return [
    { name: 'index', label: 'Index', unit: 'index', cell: (row) => row },
    { name: 'count', label: 'Count', unit: 'count', cell: (row) => counts[order.at(row)]! },
    {
      name: 'count_pct',
      label: '%',
      unit: 'percent',
      spare: 2,
      cell: (row) => share(counts[order.at(row)]!, count),
    },
    { name: 'size', label: 'Size', unit: 'bytes', cell: (row) => sizes[order.at(row)]! },
    {
      name: 'size_pct',
      label: '%',
      unit: 'percent',
      spare: 2,
      cell: (row) => share(sizes[order.at(row)]!, size),
    },
    {
      name: 'cumulative',
      label: 'Cumulative',
      unit: 'bytes',
      spare: 1,
      inOrder: true,
      cell: (row) => order.bytesTo(row),
    },
    {
      name: 'cumulative_pct',
      label: '%',
      unit: 'percent',
      spare: 1,
      inOrder: true,
      cell: (row) => share(order.bytesTo(row), size),
    },
    { name: 'type', label: 'Kind', unit: keyUnit, cell: (row) => key(order.at(row)) },
  ];
}
