import { lastAtMost } from '../base/bisect.ts';

/** The object that an edge leaves, by where the edges of objects begin (`EdgeColumns.first`). O(log objects). */
export function sourceOfEdge(first: Uint32Array, edge: number): number {
  return lastAtMost((object) => first[object]!, first.length - 1, edge);
}
