import { DEAR_STEP, type Task } from '../../base/task.ts';

/** `count` different numbers below `rowCount`, in order, by Floyd's algorithm (CACM 30, 1987): O(count), whatever rowCount is. */
export function sampledRows(rowCount: number, count: number, seed: number, task: Task): Uint32Array {
  const random = randomNumbers(seed);
  const picked = new Set<number>();
  for (let last = rowCount - count; last < rowCount; last++) {
    if ((last & (DEAR_STEP - 1)) === 0) task.step(picked.size, count);
    const row = Math.floor(random() * (last + 1));
    picked.add(picked.has(row) ? last : row);
  }
  return Uint32Array.from(picked).sort();
}

/** Numbers in [0, 1) that a seed determines, on every machine: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
