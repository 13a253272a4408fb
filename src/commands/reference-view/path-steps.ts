import type { Path } from '../../analysis/shortest-path.ts';
import { isWeak, type ObjectKind } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import type { PathStep } from '../../query/result.ts';

/** A path with its edges as they are written. O(length). */
export function pathSteps(heap: Heap, path: Path): PathStep[] {
  return Array.from(path.objects, (object, i) => {
    const edge = path.edges[i];
    if (edge === undefined) return { object, edge: '' };
    const step = { object, edge: edgeLabel(heap, edge) };
    return isWeak(heap.near.edges.kinds[edge]!) ? { ...step, weak: true } : step;
  });
}

const MOST_LABELS = 40;

/** A path in one line, as an expression that begins with its root: `app.__dict__["cache"][3]`. Long ones lose their middle. */
export function pathText(heap: Heap, path: Path): string {
  const { runtime, near: snapshot } = heap;
  const root = path.objects[0]!;
  const { name: type, kind } = snapshot.types[snapshot.objects.typeIndexes[root]!]!;
  const { edges } = path;
  const half = MOST_LABELS / 2;
  const labels = (some: Uint32Array): string => Array.from(some, (edge) => edgeLabel(heap, edge)).join('');
  const way =
    edges.length <= MOST_LABELS
      ? labels(edges)
      : `${labels(edges.subarray(0, half))} … ${edges.length - MOST_LABELS} more … ${labels(edges.subarray(-half))}`;
  // What an object holds says less of where a path begins than what it is, and takes all the room.
  return `${namelessKinds.has(kind) ? type : (runtime.describe(snapshot, root) ?? type)}${way}`;
}

const namelessKinds: ReadonlySet<ObjectKind> = new Set([
  'instance',
  'exception',
  'list',
  'dict',
  'set',
  'tuple',
]);
