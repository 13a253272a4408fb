import { EdgeKind, NONE } from '../model/kinds.ts';
import type { Heap } from './heap.ts';
import { targetOf } from './named-edge.ts';

/** Tells the part of an object in which its entries are, the table of a Map; NONE: it has none. O(edges of the object). */
export function entriesPart({
  snapshot,
  runtime,
}: Pick<Heap, 'snapshot' | 'runtime'>): (objectIndex: number) => number {
  const slot = runtime.entriesSlot === undefined ? NONE : snapshot.names.find(runtime.entriesSlot);
  if (slot === NONE) return () => NONE;
  return (objectIndex) => targetOf(snapshot, objectIndex, EdgeKind.slot, slot);
}
