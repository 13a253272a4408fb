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
  const shown = columnsOf(marks, showsSnapshots, task).filter(
    ({ name }) => name === 'id' || columns.includes(name),
  );
  return {
    ...smallTable(marks, shown),
    heap,
    provenance: exact,
    objectsOf: (row) => (isOwn(row) ? Uint32Array.of(marks[row]!.object) : new Uint32Array(0)),
    subjectOf: (row) => (isOwn(row) ? marks[row]!.object : NONE),
  };
}

function columnsOf(marks: readonly Mark[], showsSnapshots: boolean, task: Task): RowColumn<Mark>[] {
  const fact = (name: string) => factCell(name, task);
  return [
    { name: 'name', unit: 'text', cell: ({ name }) => name },
    { name: 'snapshot', unit: 'text', hidden: !showsSnapshots, cell: ({ heap }) => heap.name },
    ...placeColumns(marks, fact),
    { name: 'type', unit: 'text', cell: fact('type') },
    { name: 'size', unit: 'bytes', cell: fact('size') },
    { name: 'value', unit: 'text', cell: description },
    { name: 'retained', unit: 'bytes', cell: fact('retained') },
  ];
}

/** Addresses of objects that have such, heap ids of the others, as where objects are listed. */
function placeColumns(
  marks: readonly Mark[],
  fact: (name: string) => RowColumn<Mark>['cell'],
): RowColumn<Mark>[] {
  const ids = marks.filter(({ heap }) => heap.near.objects.heapIds !== undefined).length;
  const columns: RowColumn<Mark>[] = [];
  if (ids === 0 || ids < marks.length)
    columns.push({ name: 'address', unit: 'address', cell: fact('address') });
  if (ids > 0) columns.push({ name: 'id', unit: 'heapId', cell: fact('id') });
  return columns;
}

function factCell(name: string, task: Task): (mark: Mark) => Cell {
  return ({ heap, object }) => findFact(name)?.reader(heap, task)(object);
}

function description({ heap, object }: Mark): Cell {
  return heap.runtime.describe(heap.near, object);
}
