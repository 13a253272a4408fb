import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { findFact } from '../../query/facts.ts';
import type { Heap } from '../../query/heap.ts';
import type { Cell, TableResult } from '../../query/result.ts';
import type { Mark } from '../command.ts';
import { exact, smallTable } from '../result.ts';

export const markColumns = ['name', 'snapshot', 'address', 'type', 'size', 'value', 'retained'] as const;

/** One row a mark. Those of the heap stand for their objects; those of other snapshots, which no answer could join with it, for none. */
export function markTable(
  marks: readonly Mark[],
  heap: Heap,
  showsSnapshots: boolean,
  task: Task,
): TableResult {
  const isOwn = (row: number): boolean => marks[row]?.heap.isOf(heap) === true;
  const fact = (name: string) => factCell(name, task);
  return {
    ...smallTable(marks, [
      { name: 'name', unit: 'text', cell: ({ name }) => name },
      { name: 'snapshot', unit: 'text', hidden: !showsSnapshots, cell: ({ heap: own }) => own.name },
      { name: 'address', unit: 'address', cell: fact('address') },
      { name: 'type', unit: 'text', cell: fact('type') },
      { name: 'size', unit: 'bytes', cell: fact('size') },
      { name: 'value', unit: 'text', cell: description },
      { name: 'retained', unit: 'bytes', cell: knownRetained },
    ]),
    heap,
    provenance: exact,
    objectsOf: (row) => (isOwn(row) ? Uint32Array.of(marks[row]!.object) : new Uint32Array(0)),
    subjectOf: (row) => (isOwn(row) ? marks[row]!.object : NONE),
  };
}

function factCell(name: string, task: Task): (mark: Mark) => Cell {
  return ({ heap, object }) => findFact(name)?.reader(heap, task)(object);
}

function description({ heap, object }: Mark): Cell {
  return heap.runtime.describe(heap.snapshot, object);
}

/** Nobody waits for dominators in a list of names. */
function knownRetained({ heap, object }: Mark): Cell {
  const tree = heap.known(dominatorTreeOf);
  return tree === undefined || tree.idoms[object] === NONE ? undefined : tree.sizes[object];
}
