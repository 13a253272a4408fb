import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { findFact } from '../../query/facts.ts';
import type { Heap } from '../../query/heap.ts';
import type { Cell, TableResult } from '../../query/result.ts';
import type { Mark } from '../command.ts';
import { exact, type RowColumn, smallTable } from '../result.ts';

export const markColumns = ['name', 'snapshot', 'address', 'type', 'size', 'value'] as const;
export const markColumnsWithRetained = [...markColumns, 'retained'] as const;

/**
 * One row a mark, with the columns that are named. Marks of the heap stand for their objects; those of other snapshots,
 * which no answer could join with it, for none.
 */
export function markTable(
  columns: readonly string[],
  marks: readonly Mark[],
  heap: Heap,
  showsSnapshots: boolean,
  task: Task,
): TableResult {
  const isOwn = (row: number): boolean => marks[row]?.heap.isOf(heap) === true;
  const shown = columnsOf(showsSnapshots, task).filter(({ name }) => columns.includes(name));
  return {
    ...smallTable(marks, shown),
    heap,
    provenance: exact,
    objectsOf: (row) => (isOwn(row) ? Uint32Array.of(marks[row]!.object) : new Uint32Array(0)),
    subjectOf: (row) => (isOwn(row) ? marks[row]!.object : NONE),
  };
}

function columnsOf(showsSnapshots: boolean, task: Task): RowColumn<Mark>[] {
  const fact = (name: string) => factCell(name, task);
  return [
    { name: 'name', unit: 'text', cell: ({ name }) => name },
    { name: 'snapshot', unit: 'text', hidden: !showsSnapshots, cell: ({ heap }) => heap.name },
    { name: 'address', unit: 'address', cell: fact('address') },
    { name: 'type', unit: 'text', cell: fact('type') },
    { name: 'size', unit: 'bytes', cell: fact('size') },
    { name: 'value', unit: 'text', cell: description },
    { name: 'retained', unit: 'bytes', cell: fact('retained') },
  ];
}

function factCell(name: string, task: Task): (mark: Mark) => Cell {
  return ({ heap, object }) => findFact(name)?.reader(heap, task)(object);
}

function description({ heap, object }: Mark): Cell {
  return heap.runtime.describe(heap.near, object);
}
