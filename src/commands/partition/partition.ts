import { sortedOrder } from '../../base/sorted-order.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import type { Cell, Column, ColumnUnit } from '../../query/result.ts';
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
  readonly order: Uint32Array;
  key(group: number): Cell;
}

/** O(groups · log groups). */
export function sortGroups(groups: Groups, tally: Tally, task: Task): SortedGroups {
  return {
    // Not before somebody looks into a row.
    get groupOf() {
      return groups.groupOf;
    },
    ...tally,
    order: biggestFirst(groups, tally, task),
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
    objectsOf: (row) => members.of(order[row]!).map((item) => set.indexes[item]!),
  };
}

/** By bytes, then by count, then by name, so that the order never depends on where objects happen to lie. Empty groups are left out. */
function biggestFirst(groups: Groups, { counts, sizes }: Tally, task: Task): Uint32Array {
  // As a text each key is written once, not at each comparison.
  const texts: (string | undefined)[] = new Array(groups.keys.length).fill(undefined);
  const text = (group: number) => {
    texts[group] ??= String(groups.keys[group]);
    return texts[group];
  };
  const order = sortedOrder(
    groups.keys.length,
    (a, b) => sizes[b]! - sizes[a]! || counts[b]! - counts[a]! || byText(text(a), text(b)),
    task,
  );
  const empty = counts.reduce((total, count) => total + (count === 0 ? 1 : 0), 0);
  return order.subarray(0, order.length - empty);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function columns({ counts, sizes, order, key }: SortedGroups, keyUnit: ColumnUnit, task: Task): Column[] {
  const cumulative = new Float64Array(order.length);
  let count = 0;
  let size = 0;
  order.forEach((group, row) => {
    if ((row & (STEP - 1)) === 0) task.step(row, order.length);
    count += counts[group]!;
    size += sizes[group]!;
    cumulative[row] = size;
  });
  const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
  return [
    { name: 'index', label: 'Index', unit: 'index', cell: (row) => row },
    { name: 'count', label: 'Count', unit: 'count', cell: (row) => counts[order[row]!]! },
    {
      name: 'count_pct',
      label: '%',
      unit: 'percent',
      spare: 2,
      cell: (row) => share(counts[order[row]!]!, count),
    },
    { name: 'size', label: 'Size', unit: 'bytes', cell: (row) => sizes[order[row]!]! },
    {
      name: 'size_pct',
      label: '%',
      unit: 'percent',
      spare: 2,
      cell: (row) => share(sizes[order[row]!]!, size),
    },
    {
      name: 'cumulative',
      label: 'Cumulative',
      unit: 'bytes',
      spare: 1,
      inOrder: true,
      cell: (row) => cumulative[row]!,
    },
    {
      name: 'cumulative_pct',
      label: '%',
      unit: 'percent',
      spare: 1,
      inOrder: true,
      cell: (row) => share(cumulative[row]!, size),
    },
    { name: 'type', label: 'Kind', unit: keyUnit, cell: (row) => key(order[row]!) },
  ];
}
