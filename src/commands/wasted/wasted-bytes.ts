import { type Collections, leanestSizes } from '../../analysis/leanest-sizes.ts';
import { STEP, type Task } from '../../base/task.ts';
import type { ObjectKind } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import { collectionKinds } from '../../query/lengths.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { collectionClasses } from './collection-classes.ts';

export const states = ['empty', 'nearly empty', 'over-allocated'] as const;

/** Collections that have more room than they need, as columns. */
export interface Wasted {
  readonly objects: Uint32Array;
  /** Bytes of each that are not needed. */
  readonly bytes: Float64Array;
  /** Index in `states`. */
  readonly states: Uint8Array;
}

/**
 * Bytes of an item where a collection is a header and a row of items, so that it is known what the items need: a list of
 * CPython is pointers. Of others the leanest at hand tells.
 */
const itemSizes: Readonly<Record<string, Partial<Record<ObjectKind, number>>>> = { cpython: { list: 8 } };

/** Where lengths are not sure, of those alone that are certainly empty. O(collections + entries of the dicts among them). */
export function wastedBytes({ heap, indexes }: ObjectSet, task: Task): Wasted {
  const { types } = heap.snapshot;
  const { typeIndexes, lengths, sizes } = heap.snapshot.objects;
  const isCollection = types.map(({ kind }) => collectionKinds.has(kind));
  const { unsureLengths } = heap.runtime;
  const isKnown =
    unsureLengths === undefined
      ? (object: number) => lengths[object]! >= 0
      : (object: number) => unsureLengths.isBare(heap.snapshot, object);
  task.phase('comparing collections');
  const collections = indexes.filter((object, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    return isCollection[typeIndexes[object]!] && isKnown(object);
  });
  const alike: Collections = {
    classes: collectionClasses(heap, collections, task),
    lengths: column(collections, (object) => lengths[object]!, task),
    sizes: column(collections, (object) => sizes[object]!, task),
  };
  const empty = emptySizes(alike, task);
  const needed = leanestSizes(alike, task).map((size, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, collections.length);
    const itemSize = itemSizeOf(heap, collections[i]!);
    return itemSize === undefined ? size : Math.min(size, empty[i]! + itemSize * alike.lengths[i]!);
  });
  return judge(collections, alike, needed, empty, task);
}

function itemSizeOf({ snapshot, runtime }: Heap, object: number): number | undefined {
  const { kind } = snapshot.types[snapshot.objects.typeIndexes[object]!]!;
  return itemSizes[runtime.id]?.[kind];
}

/** For each the least bytes of one of its class without items; infinite: there is none. */
function emptySizes({ classes, lengths, sizes }: Collections, task: Task): Float64Array {
  const least = new Float64Array(classes.length).fill(Number.POSITIVE_INFINITY);
  classes.forEach((each, i) => {
    if (lengths[i] === 0) least[each] = Math.min(least[each]!, sizes[i]!);
  });
  return column(classes, (each) => least[each]!, task);
}

/** A number of each item. A loop: Float64Array.from with a function is ten times slower. */
function column(items: Uint32Array, cell: (item: number) => number, task: Task): Float64Array<ArrayBuffer> {
  const cells = new Float64Array(items.length);
  for (let i = 0; i < items.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, items.length);
    cells[i] = cell(items[i]!);
  }
  return cells;
}

function judge(
  collections: Uint32Array,
  { lengths, sizes }: Collections,
  needed: Float64Array,
  empty: Float64Array,
  task: Task,
): Wasted {
  const at = collections.map((_, i) => i).filter((i) => lengths[i] === 0 || sizes[i]! > needed[i]!);
  const stateOf = (i: number): number => {
    if (lengths[i] === 0) return 0;
    // Where nothing is empty it is not known what a header takes.
    const header = Number.isFinite(empty[i]!) ? Math.min(empty[i]!, needed[i]!) : 0;
    return 4 * (needed[i]! - header) < sizes[i]! - header ? 1 : 2;
  };
  return {
    objects: at.map((i) => collections[i]!),
    bytes: column(at, (i) => (lengths[i] === 0 ? sizes[i]! : sizes[i]! - needed[i]!), task),
    states: new Uint8Array(column(at, stateOf, task)),
  };
}
