import type { SetNode } from '../ast.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import { bitsOf } from './bit-rows.ts';

type AlgebraNode = Extract<SetNode, { kind: 'algebra' }>;

/** The left set's order is kept; what `or` adds comes behind. O(objects of both), and a bit an object of the heap. */
export function combine(node: AlgebraNode, left: ObjectSet, right: ObjectSet): ObjectSet {
  if (left.heap.snapshot !== right.heap.snapshot) {
    const message = `these sets are of different snapshots, \`${left.heap.name}\` and \`${right.heap.name}\``;
    throw errorAt(node, message, '`diff` compares snapshots');
  }
  const { heap } = left;
  switch (node.operator) {
    case 'and': {
      const other = bitsOf(right);
      return { heap, indexes: left.indexes.filter((index) => other.has(index)) };
    }
    case 'minus': {
      const other = bitsOf(right);
      return { heap, indexes: left.indexes.filter((index) => !other.has(index)) };
    }
    case 'or': {
      const own = bitsOf(left);
      const added = right.indexes.filter((index) => !own.has(index));
      const indexes = new Uint32Array(left.indexes.length + added.length);
      indexes.set(left.indexes);
      indexes.set(added, left.indexes.length);
      return { heap, indexes };
    }
  }
}
