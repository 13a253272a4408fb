import { numericOrder } from '../base/numeric-order.ts';
import { STEP, type Task } from '../base/task.ts';

/** Collections to be compared: each a place in these columns. */
export interface Collections {
  /** Which are alike: only those of one class are compared. */
  readonly classes: Uint32Array;
  /** Elements or entries. */
  readonly lengths: Float64Array;
  /** Bytes. */
  readonly sizes: Float64Array;
}

/**
 * For each collection the size of the leanest of its class that holds as much or more, itself among them: what is above
 * that is wasted for certain, and there may be more of it where no lean one is at hand. O(collections), 28 bytes each.
 */
export function leanestSizes({ classes, lengths, sizes }: Collections, task: Task): Float64Array {
  const order = numericOrder(lengths.slice(), task);
  const least = new Float64Array(classes.reduce((most, each) => Math.max(most, each), 0) + 1).fill(
    Number.MAX_VALUE,
  );
  const found = new Float64Array(sizes.length);
  // From the longest down; those of one length all before any of them is answered.
  for (let end = order.length; end > 0; ) {
    let begin = end;
    const length = lengths[order[end - 1]!]!;
    while (begin > 0 && lengths[order[begin - 1]!] === length) {
      if ((begin & (STEP - 1)) === 0) task.step(order.length - begin, order.length);
      const at = order[--begin]!;
      least[classes[at]!] = Math.min(least[classes[at]!]!, sizes[at]!);
    }
    for (let i = begin; i < end; i++) found[order[i]!] = least[classes[order[i]!]!]!;
    end = begin;
  }
  return found;
}
