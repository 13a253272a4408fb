import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import type { ObjectResult } from '../../query/result.ts';

type ObjectFact = ObjectResult['facts'][number];

/** What is known of an object beside its edges, called as its @facts are; what it does not have is left out. */
export function objectFacts(heap: Heap, object: number, task: Task): ObjectFact[] {
  const { objects, types } = heap.near;
  const type = types[objects.typeIndexes[object]!]!;
  const depth = heap.derivedNear(distancesOf, task).distances[object]!;
  const { idoms, sizes, top } = heap.derivedNear(dominatorTreeOf, task);
  const dominator = idoms[object] === top ? NONE : idoms[object]!;
  const facts: ObjectFact[] = [
    { name: 'type', unit: 'text', value: type.name },
    { name: 'kind', unit: 'text', value: type.kind },
    { name: 'size', unit: 'bytes', value: objects.sizes[object]! },
    { name: 'retained', unit: 'bytes', value: depth === NONE ? undefined : sizes[object] },
    { name: 'len', unit: 'count', value: orNothing(objects.lengths[object]!, -1) },
    { name: 'value', unit: 'text', value: heap.runtime.describe(heap.near, object) },
    { name: 'location', unit: 'text', value: locationText(heap, object) },
    { name: 'id', unit: 'heapId', value: objects.heapIds?.[object] },
    { name: 'refcount', unit: 'count', value: orNothing(objects.refcounts?.[object] ?? NONE, NONE) },
    {
      name: 'generation',
      unit: 'number',
      value: orNothing(objects.generations?.[object] ?? UNTRACKED, UNTRACKED),
    },
    { name: 'depth', unit: 'count', value: orNothing(depth, NONE) },
    { name: 'dominator', unit: 'object', value: orNothing(dominator, NONE) },
    { name: 'root', unit: 'text', value: rootText(heap, object) },
  ];
  return facts.filter((fact) => fact.value !== undefined);
}

const UNTRACKED = 255;

function orNothing(value: number, nothing: number): number | undefined {
  return value === nothing ? undefined : value;
}

/** As a traceback writes it, so that editors and terminals can open it. */
function locationText({ runtime, near: snapshot }: Heap, object: number): string | undefined {
  const place = runtime.location(snapshot, object);
  if (place?.file === undefined) return undefined;
  return place.line === undefined ? place.file : `${place.file}:${place.line}`;
}

/** Why it is a root; it may be one for several reasons. O(roots). */
function rootText({ snapshot: { roots, names } }: Heap, object: number): string | undefined {
  const reasons: string[] = [];
  roots.objects.forEach((root, i) => {
    if (root !== object) return;
    const name = roots.nameIds[i] === NONE ? '' : ` ${names.text(roots.nameIds[i]!)}`;
    const surplus = roots.surplus[i]!;
    const held = surplus === 0 ? '' : ` (${surplus} ${surplus === 1 ? 'reference' : 'references'} not shown)`;
    reasons.push(`${roots.kindNames[roots.kinds[i]!]}${name}${held}`);
  });
  return reasons.length === 0 ? undefined : reasons.join(', ');
}
