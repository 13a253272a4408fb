import { WEAK } from '../model/kinds.ts';
import type { Graph } from './graph.ts';

/** A choice of edges, by index. */
export type EdgeTest = (edgeIndex: number) => boolean;

/** True when a cut took the edge away. */
export function isAbsent(graph: Pick<Graph, 'absent'>, edgeIndex: number): boolean {
  const { absent } = graph;
  return absent !== undefined && ((absent[edgeIndex >>> 5]! >>> (edgeIndex & 31)) & 1) === 1;
}

/** Whether the edge keeps its target alive: it is neither weak nor absent. */
export function retains(graph: Pick<Graph, 'kinds' | 'absent'>, edgeIndex: number): boolean {
  return (graph.kinds[edgeIndex]! & WEAK) === 0 && !isAbsent(graph, edgeIndex);
}
