import { STEP } from '../../base/task.ts';
import { NONE, type ObjectKind, ValueKind } from '../../model/kinds.ts';
import { dictOwners } from '../../query/dict-owners.ts';
import { entriesPart } from '../../query/entries-part.ts';
import { objectsByType } from '../../query/objects-by-type.ts';
import type { Search } from './finding.ts';

/** Objects whose own edges are items, and whose those are to the program: a Map has a table, everything else is its own. */
export interface Containers {
  readonly containers: Uint32Array;
  ownerOf(container: number): number;
}

const containerKinds: ReadonlySet<ObjectKind> = new Set(['dict', 'list', 'set']);

/** All dicts, lists and sets but the dicts of fields; where entries are in parts, those of `fewest` entries and more. O(objects). */
export function containersOf(search: Search, fewest: number): Containers {
  const isInParts = search.heap.runtime.entriesSlot !== undefined;
  return isInParts ? partsOf(search, fewest) : { containers: ofKinds(search), ownerOf: (object) => object };
}

function partsOf({ heap, task }: Search, fewest: number): Containers {
  const { lengths, valueKinds } = heap.snapshot.objects;
  const partOf = entriesPart(heap);
  const owners = new Map<number, number>();
  for (let object = 0; object < lengths.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, lengths.length);
    if (lengths[object]! < fewest || valueKinds[object] !== ValueKind.none) continue;
    const part = partOf(object);
    owners.set(part === NONE ? object : part, object);
  }
  return { containers: Uint32Array.from(owners.keys()), ownerOf: (part) => owners.get(part) ?? part };
}

function ofKinds({ heap, task }: Search): Uint32Array {
  const { types } = heap.snapshot;
  const { first, objects } = heap.derived(objectsByType, task);
  const owners = heap.derived(dictOwners, task);
  const ofKinds = types.flatMap(({ kind }, type) => {
    return containerKinds.has(kind) ? [objects.subarray(first[type], first[type + 1])] : [];
  });
  const all = new Uint32Array(ofKinds.reduce((sum, each) => sum + each.length, 0));
  let end = 0;
  for (const each of ofKinds) {
    all.set(each, end);
    end += each.length;
  }
  return all.filter((object, i) => {
    if ((i & (STEP - 1)) === 0) task.step(i, all.length);
    return owners[object] === NONE;
  });
}
