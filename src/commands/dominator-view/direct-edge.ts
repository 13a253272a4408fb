import type { Referrers } from '../../analysis/referrers.ts';
import { NONE } from '../../model/kinds.ts';

/** The first edge from one object to another that retains, or NONE. O(log referrers + edges between the two). */
export function directEdge(
  { first, sources, edges, weak }: Referrers,
  source: number,
  target: number,
): number {
  let low = first[target]!;
  let high = first[target + 1]!;
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sources[middle]! < source) low = middle + 1;
    else high = middle;
  }
  while (low < end && sources[low] === source && weak.has(low)) low++;
  return low < end && sources[low] === source ? edges[low]! : NONE;
}
