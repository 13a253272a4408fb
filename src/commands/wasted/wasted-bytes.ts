import { leanestSizes } from '../../analysis/leanest-sizes.ts';
import type { Task } from '../../base/task.ts';
import { NONE, type ObjectKind } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
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

const collectionKinds: ReadonlySet<ObjectKind> = new Set(['list', 'dict', 'set']);

/**
 * Bytes of an item where a collection is a header and a row of items, so that it is known what the items need: a list of
 * CPython is pointers. Of others the leanest at hand tells.
 */
const itemSizes: Readonly<Record<string, Partial<Record<ObjectKind, number>>>> = { cpython: { list: 8 } };

/** O(collections + entries of the dicts among them). */
export function wastedBytes({ heap, indexes }: ObjectSet, task: Task): Wasted {
  const { types, objects } = heap.snapshot;
  const isCollection = types.map(({ kind }) => collectionKinds.has(kind));
  const collections = indexes.filter(
    (object) => isCollection[objects.typeIndexes[object]!] && objects.lengths[object]! >= 0,
  );
  task.phase('comparing collections');
  const classes = collectionClasses(heap, collections, task);
  const lengths = Float64Array.from(collections, (object) => objects.lengths[object]!);
  const sizes = Float64Array.from(collections, (object) => objects.sizes[object]!);
  const lean = leanestSizes({ classes, lengths, sizes }, task);
  const empty = emptySizes(classes, lengths, sizes);
  const needed = lean.map((size, i) => {
    const itemSize = itemSizeOf(heap, collections[i]!);
    return itemSize === undefined ? size : Math.min(size, empty[classes[i]!]! + itemSize * lengths[i]!);
  });
  return judge(collections, lengths, sizes, needed, empty, classes);
}

function itemSizeOf({ snapshot, runtime }: Heap, object: number): number | undefined {
  const { kind } = snapshot.types[snapshot.objects.typeIndexes[object]!]!;
  return itemSizes[runtime.id]?.[kind];
}

/** By class: the least bytes of one without items; infinite: there is none. */
function emptySizes(classes: Uint32Array, lengths: Float64Array, sizes: Float64Array): Float64Array {
  const least = new Float64Array(classes.reduce((most, each) => Math.max(most, each), 0) + 1).fill(Infinity);
  classes.forEach((each, i) => {
    if (lengths[i] === 0) least[each] = Math.min(least[each]!, sizes[i]!);
  });
  return least;
}

function judge(
  collections: Uint32Array,
  lengths: Float64Array,
  sizes: Float64Array,
  needed: Float64Array,
  empty: Float64Array,
  classes: Uint32Array,
): Wasted {
  const wasteful = collections.map((_, i) => (lengths[i] === 0 || sizes[i]! > needed[i]! ? i : NONE));
  const at = wasteful.filter((i) => i !== NONE);
  return {
    objects: at.map((i) => collections[i]!),
    bytes: Float64Array.from(at, (i) => (lengths[i] === 0 ? sizes[i]! : sizes[i]! - needed[i]!)),
    states: Uint8Array.from(at, (i) => {
      if (lengths[i] === 0) return 0;
      const header = emptySize(empty[classes[i]!]!, needed[i]!);
      return 4 * (needed[i]! - header) < sizes[i]! - header ? 1 : 2;
    }),
  };
}

/** Where nothing is empty it is not known what a header takes. */
function emptySize(least: number, needed: number): number {
  return Number.isFinite(least) ? Math.min(least, needed) : 0;
}
