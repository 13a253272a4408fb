import { isItem } from '../../analysis/container-holdings.ts';
import { retains } from '../../analysis/retains.ts';
import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import { formatCount } from '../../base/quantities.ts';
import type { Task } from '../../base/task.ts';
import { STEP } from '../../base/task.ts';
import { NONE, type ObjectKind } from '../../model/kinds.ts';
import { entriesPart } from '../../query/entries-part.ts';
import type { Heap } from '../../query/heap.ts';
import { typeOf } from './set-words.ts';

/** What a dict, list, tuple or set holds directly. */
export interface ContainerItems {
  /** Elements, values of entries, members: each object once. */
  readonly objects: Uint32Array;
  /** How many places it has them in. */
  readonly placeCount: number;
}

const itemContainers: ReadonlySet<ObjectKind> = new Set(['dict', 'list', 'tuple', 'set']);

export function isContainer(heap: Heap, object: number): boolean {
  return itemContainers.has(typeOf(heap, object).kind);
}

/** O(edges of the container), a bit an object. */
export function containerItems(heap: Heap, owner: number, task: Task): ContainerItems {
  const { graph } = heap;
  const part = entriesPart(heap)(owner);
  const container = part === NONE ? owner : part;
  const objects = new GrowableArray(Uint32Array);
  const isIn = new Bitset(graph.objectCount);
  let placeCount = 0;
  for (let e = graph.first[container]!, end = graph.first[container + 1]!; e < end; e++) {
    if ((e & (STEP - 1)) === 0) task.step(e, end);
    if (!isItem(graph.kinds[e]!) || !retains(graph, e)) continue;
    placeCount++;
    if (isIn.has(graph.targets[e]!)) continue;
    isIn.add(graph.targets[e]!);
    append(objects, graph.targets[e]!);
  }
  return { objects: objects.finish(), placeCount };
}

/** ` in 142 entries`; nothing where there is no other in it than those `count`. */
export function amongAll(heap: Heap, container: number, count: number, placeCount: number): string {
  if (placeCount === count) return '';
  const places = typeOf(heap, container).kind === 'dict' ? 'entries' : 'items';
  return ` in ${formatCount(placeCount)} ${places}`;
}
