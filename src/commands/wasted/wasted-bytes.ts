import { type Collections, leanestSizes } from '../../analysis/leanest-sizes.ts';
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
  const alike: Collections = {
    classes: collectionClasses(heap, collections, task),
    lengths: Float64Array.from(collections, (object) => objects.lengths[object]!),
    sizes: Float64Array.from(collections, (object) => objects.sizes[object]!),
  };
  const empty = emptySizes(alike);
  const needed = leanestSizes(alike, task).map((size, i) => {
    const itemSize = itemSizeOf(heap, collections[i]!);
    return itemSize === undefined ? size : Math.min(size, empty[i]! + itemSize * alike.lengths[i]!);
  });
  return judge(collections, alike, needed, empty);
}

function itemSizeOf({ snapshot, runtime }: Heap, object: number): number | undefined {
  const { kind } = snapshot.types[snapshot.objects.typeIndexes[object]!]!;
  return itemSizes[runtime.id]?.[kind];
}

/** For each the least bytes of one of its class without items; infinite: there is none. */
function emptySizes({ classes, lengths, sizes }: Collections): Float64Array {
  const least = new Float64Array(classes.length).fill(Number.POSITIVE_INFINITY);
  classes.forEach((each, i) => {
    if (lengths[i] === 0) least[each] = Math.min(least[each]!, sizes[i]!);
  });
  return Float64Array.from(classes, (each) => least[each]!);
}

function judge(
  collections: Uint32Array,
  { lengths, sizes }: Collections,
  needed: Float64Array,
  empty: Float64Array,
): Wasted {
  const at = collections
    .map((_, i) => (lengths[i] === 0 || sizes[i]! > needed[i]! ? i : NONE))
    .filter((i) => i !== NONE);
  return {
    objects: at.map((i) => collections[i]!),
    bytes: Float64Array.from(at, (i) => (lengths[i] === 0 ? sizes[i]! : sizes[i]! - needed[i]!)),
    states: Uint8Array.from(at, (i) => {
      if (lengths[i] === 0) return 0;
      // Where nothing is empty it is not known what a header takes.
      const header = Number.isFinite(empty[i]!) ? Math.min(empty[i]!, needed[i]!) : 0;
      return 4 * (needed[i]! - header) < sizes[i]! - header ? 1 : 2;
    }),
  };
}
