import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { freedByLastCutOf } from '../../query/freed.ts';
import type { Heap } from '../../query/heap.ts';
import type { TableResult } from '../../query/result.ts';
import { exactWithoutWeak, smallTable } from '../result.ts';

export const cutColumns = ['number', 'edges', 'edge_count', 'objects', 'bytes'] as const;

/** The heaps of which each has one cut more than the one before, up to this one. */
export function cutHeaps(heap: Heap): Heap[] {
  const heaps: Heap[] = [];
  for (let at = heap; at.lastCut !== undefined; at = at.lastCut.under) heaps.unshift(at);
  return heaps;
}

/** A row for the last cut of each heap: what it freed of what those before it had left. A row stands for what was freed. */
export function cutTable(now: Heap, heaps: readonly Heap[], task: Task): TableResult {
  const rows = heaps.flatMap(({ lastCut }, i) =>
    lastCut === undefined ? [] : [{ ...lastCut.cut, freed: heaps[i]!.derived(freedByLastCutOf, task) }],
  );
  return {
    ...smallTable(rows, [
      { name: 'number', unit: 'number', cell: (row) => row.number },
      { name: 'edges', unit: 'text', cell: (row) => row.text },
      { name: 'edge_count', unit: 'count', cell: (row) => row.edgeCount },
      { name: 'objects', unit: 'count', cell: (row) => row.freed.objects.length },
      { name: 'bytes', unit: 'bytes', cell: (row) => row.freed.bytes },
    ]),
    heap: now,
    provenance: exactWithoutWeak,
    objectsOf: (row) => rows[row]!.freed.objects,
    subjectOf: () => NONE,
  };
}
