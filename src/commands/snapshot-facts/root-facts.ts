import { Bitset } from '../../base/bitset.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { RootColumns } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { SnapshotFact } from './fact.ts';

/** Where reachability starts, and what it does not reach. An object may be a root of several kinds. */
export function rootFacts(heap: Heap, task: Task): SnapshotFact[] {
  const { roots, objects, objectCount } = heap.snapshot;
  const known = heap.derived(distancesOf, task);
  const { hidden, reachedCount } = known;
  const unreachable = () => {
    const { distances } = known;
    return objectsWhere(heap, (object) => distances[object] === NONE);
  };
  const sizes =
    reachedCount === objectCount ? [] : Array.from(unreachable(), (object) => objects.sizes[object]!);
  return [
    setFact('roots', unique(heap, roots.objects)),
    ...roots.kindNames.map((name, kind) => setFact(`roots_${name}`, unique(heap, rootsOfKind(roots, kind)))),
    {
      name: roots.kindNames.includes('system') ? 'only_system' : 'only_hidden',
      unit: 'count',
      value: hidden.count(),
      objects: () => objectsWhere(heap, (object) => hidden.has(object)),
    },
    { name: 'unreachable', unit: 'count', value: objectCount - reachedCount, objects: unreachable },
    {
      name: 'unreachable_bytes',
      unit: 'bytes',
      value: sizes.reduce((total, size) => total + size, 0),
      objects: unreachable,
    },
  ];
}

function setFact(name: string, objects: Uint32Array): SnapshotFact {
  return { name, unit: 'count', value: objects.length, objects: () => objects };
}

function rootsOfKind({ objects, kinds }: RootColumns, kind: number): Uint32Array {
  return objects.filter((_, i) => kinds[i] === kind);
}

/** Each once, in their order. Hidden roots may be hundreds of thousands. */
function unique({ snapshot: { objectCount } }: Heap, objects: Uint32Array): Uint32Array {
  const seen = new Bitset(objectCount);
  return objects.filter((object) => {
    const isNew = !seen.has(object);
    seen.add(object);
    return isNew;
  });
}

function objectsWhere({ snapshot: { objectCount } }: Heap, holds: (object: number) => boolean): Uint32Array {
  const found = new Uint32Array(objectCount);
  let count = 0;
  for (let object = 0; object < objectCount; object++) if (holds(object)) found[count++] = object;
  return found.slice(0, count);
}
