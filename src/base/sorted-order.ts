import { DEAR_STEP, type Task } from './task.ts';

/**
 * The numbers 0 … count-1 in the order that `compare` gives them; equal ones stay in their order. A merge sort from the
 * bottom up: O(n log n) comparisons, 8 bytes a number, no recursion, and it can be stopped, which Array.sort cannot.
 */
export function sortedOrder(
  count: number,
  compare: (a: number, b: number) => number,
  task: Task,
): Uint32Array<ArrayBuffer> {
  let from = new Uint32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  let to = new Uint32Array(count);
  const rounds = Math.ceil(Math.log2(Math.max(count, 1)));
  for (let round = 0; round < rounds; round++) {
    mergeRuns(from, to, 2 ** round, compare, (done) => task.step(round * count + done, rounds * count));
    [from, to] = [to, from];
  }
  return from;
}

/** Merges each two neighbouring runs of `width` numbers. */
function mergeRuns(
  from: Uint32Array,
  to: Uint32Array,
  width: number,
  compare: (a: number, b: number) => number,
  step: (done: number) => void,
): void {
  let next = 0;
  const stepWhenDue = (done: number): void => {
    if (done < next) return;
    step(done);
    next = done + DEAR_STEP;
  };
  for (let start = 0; start < from.length; start += 2 * width) {
    stepWhenDue(start);
    const middle = Math.min(start + width, from.length);
    const end = Math.min(middle + width, from.length);
    if (middle === end || compare(from[middle - 1]!, from[middle]!) <= 0) {
      to.set(from.subarray(start, end), start);
      continue;
    }
    let left = start;
    let right = middle;
    for (let i = start; i < end; i++) {
      // In the last rounds one merge is millions of comparisons.
      stepWhenDue(i);
      const takeLeft = right === end || (left < middle && compare(from[left]!, from[right]!) <= 0);
      to[i] = takeLeft ? from[left++]! : from[right++]!;
    }
  }
}
