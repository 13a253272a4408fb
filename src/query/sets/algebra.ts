import { STEP, type Task } from '../../base/task.ts';
import type { SetNode } from '../ast.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import { bitsOf } from './bit-rows.ts';

type AlgebraNode = Extract<SetNode, { kind: 'algebra' }>;

/** The left set's order is kept; what `or` adds comes behind. O(objects of both), and a bit an object of the heap. */
export function combine(node: AlgebraNode, left: ObjectSet, right: ObjectSet, task: Task): ObjectSet {
  if (left.heap.snapshot !== right.heap.snapshot) {
    const message = `these sets are of different snapshots, \`${left.heap.name}\` and \`${right.heap.name}\``;
    throw errorAt(node, message, 'a set is of one snapshot: NAME:SET asks another');
  }
  const { heap } = left;
  switch (node.operator) {
    case 'and': {
      const other = bitsOf(right);
      return { heap, indexes: only(left.indexes, (index) => other.has(index), task) };
    }
    case 'minus': {
      const other = bitsOf(right);
      return { heap, indexes: only(left.indexes, (index) => !other.has(index), task) };
    }
    case 'or': {
      const own = bitsOf(left);
      const added = only(right.indexes, (index) => !own.has(index), task);
      const indexes = new Uint32Array(left.indexes.length + added.length);
      indexes.set(left.indexes);
      indexes.set(added, left.indexes.length);
      return { heap, indexes };
    }
  }
}

/** As `filter`, and it can be stopped. */
function only(indexes: Uint32Array, isWanted: (index: number) => boolean, task: Task): Uint32Array {
  const found = new Uint32Array(indexes.length);
  let count = 0;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    if (isWanted(indexes[i]!)) found[count++] = indexes[i]!;
  }
  return found.slice(0, count);
}
