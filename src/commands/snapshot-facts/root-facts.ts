import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { SnapshotFact } from './fact.ts';

/** Where reachability starts, and what it does not reach. An object may be a root of several kinds. */
export function rootFacts(heap: Heap, task: Task): SnapshotFact[] {
  const { roots, objects } = heap.snapshot;
  const { distances, hidden } = heap.derived(distancesOf, task);
  const all = Uint32Array.from(new Set(roots.objects));
  const unreachable = objectsWhere(heap, (object) => distances[object] === NONE, task);
  const onlyHidden = objectsWhere(heap, (object) => hidden.has(object), task);
  const bytes = unreachable.reduce((total, object) => total + objects.sizes[object]!, 0);
  return [
    { name: 'roots', unit: 'count', value: all.length, objects: () => all },
    ...roots.kindNames.map((_, kind) => rootKindFact(heap, kind)),
    { name: 'only_hidden', unit: 'count', value: onlyHidden.length, objects: () => onlyHidden },
    { name: 'unreachable', unit: 'count', value: unreachable.length, objects: () => unreachable },
    { name: 'unreachable_bytes', unit: 'bytes', value: bytes, objects: () => unreachable },
  ];
}

function rootKindFact({ snapshot: { roots } }: Heap, kind: number): SnapshotFact {
  const ofKind = Uint32Array.from(new Set(roots.objects.filter((_, i) => roots.kinds[i] === kind)));
  return {
    name: `roots_${roots.kindNames[kind]}`,
    unit: 'count',
    value: ofKind.length,
    objects: () => ofKind,
  };
}

function objectsWhere(heap: Heap, holds: (object: number) => boolean, task: Task): Uint32Array {
  const { objectCount } = heap.snapshot;
  const found = new Uint32Array(objectCount);
  let count = 0;
  for (let object = 0; object < objectCount; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, objectCount);
    if (holds(object)) found[count++] = object;
  }
  return found.slice(0, count);
}
