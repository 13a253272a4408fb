import { NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';

/** What V8 has all else hang from: the last of the engine's roots. NONE: there is none. */
export function rootOf({ roots: { objects, kinds, kindNames } }: HeapSnapshot): number {
  return objects[kinds.lastIndexOf(kindNames.indexOf('system'))] ?? NONE;
}

/** In Chrome DevTools it retains everything, and whoever comes from there looks for that. */
export function remark(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  if (objectIndex !== rootOf(snapshot)) return undefined;
  return 'this is the root of V8, from which all roots hang: they count as held by nothing, so that it retains itself alone; `info` tells how large the heap is, `dom` what retains most of it';
}
