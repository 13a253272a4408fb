import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { Chains } from './chains.ts';

/**
 * The members of all chains of `least` members and more, each once; `members` and `next` as `chains` took them. However
 * many chains share a tail, each member is walked over once: O(members), 4 bytes an object of the graph.
 */
export function longChainMembers(
  objectCount: number,
  members: Uint32Array,
  next: Uint32Array,
  { chainCount, heads, lengths }: Chains,
  least: number,
  task: Task,
): Uint32Array {
  if (!lengths.some((length) => length >= least)) return new Uint32Array();
  const nextOf = new Uint32Array(objectCount).fill(NONE);
  const isMember = new Bitset(objectCount);
  members.forEach((member, i) => {
    if ((i & (STEP - 1)) === 0) task.step(0, chainCount);
    nextOf[member] = next[i]!;
    isMember.add(member);
  });
  const found = new Uint32Array(members.length);
  let count = 0;
  for (let row = 0; row < chainCount; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, chainCount);
    if (lengths[row]! < least) continue;
    // What is no member any more was walked over, or never was one.
    for (let at = heads[row]!; at !== NONE && isMember.has(at); at = nextOf[at]!) {
      if ((count & (STEP - 1)) === 0) task.step(row, chainCount);
      isMember.delete(at);
      found[count++] = at;
    }
  }
  return found.slice(0, count);
}
