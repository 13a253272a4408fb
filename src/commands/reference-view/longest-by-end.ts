import type { Chains } from '../../analysis/chains.ts';

/** Of the chains that end in one tail or cycle the longest, the first among equals; in order of their heads. O(chains). */
export function longestByEnd({ chainCount, ends, lengths }: Chains): Uint32Array {
  const longest = new Map<number, number>();
  for (let row = 0; row < chainCount; row++) {
    const known = longest.get(ends[row]!);
    if (known === undefined || lengths[row]! > lengths[known]!) longest.set(ends[row]!, row);
  }
  return Uint32Array.from(longest.values()).sort();
}
