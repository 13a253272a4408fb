import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import type { TableResult } from '../../query/result.ts';
import { byType } from '../partition/by-type.ts';
import { partition, sortGroups } from '../partition/partition.ts';
import { exactWithoutWeak } from '../result.ts';

export const freedColumns = ['type', 'count', 'size'] as const;

/** What would be freed: a row a type, the most bytes first, and the totals. A row stands for its objects. */
export function freedTable(heap: Heap, objects: Uint32Array, task: Task): TableResult {
  const set = { heap, indexes: objects };
  const { groups, tally } = byType(set, (type) => type.name, task);
  const { columns, ...rows } = partition(set, sortGroups(groups, tally, task), 'text', task);
  return {
    kind: 'table',
    heap,
    provenance: exactWithoutWeak,
    ...rows,
    columns: freedColumns.flatMap((name) => columns.filter((column) => column.name === name)),
    subjectOf: () => NONE,
    // Exact up to 2^53, in whatever order.
    totals: { objects: objects.length, bytes: tally.sizes.reduce((sum, bytes) => sum + bytes, 0) },
  };
}
