import { QueryError } from '../../base/errors.ts';
import { quietTask } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import type { PathSegment, SetNode } from '../ast.ts';
import { edgeLabel } from '../edge-label.ts';
import { pathOperand } from '../expressions/path-operand.ts';
import type { Heap } from '../heap.ts';
import { objectsByType } from '../objects-by-type.ts';
import type { Scope } from '../scope.ts';
import { typesOf } from '../sets/type-names.ts';

const OBJECTS_FOLLOWED = 100;
const MOST_TYPES = 20;

/** Fields of the objects that a path leads to from those of a set, as far as the set's types are plain to see. Bounded work. */
export function fieldNamesOf(
  subject: SetNode | undefined,
  path: readonly PathSegment[],
  heap: Heap | undefined,
): readonly string[] {
  if (heap === undefined) return [];
  const types = subject === undefined ? commonTypes(heap) : subjectTypes(subject, heap);
  const { runtime, snapshot } = heap;
  const reached = path.length === 0 ? [] : objectsBehind(types, path, heap);
  if (path.length > 0 && path.at(-1) === runtime.localsField) return localNames(reached, heap);
  const { typeIndexes } = snapshot.objects;
  const behind = path.length === 0 ? types : [...new Set(reached.map((index) => typeIndexes[index]!))];
  return [...new Set(behind.slice(0, MOST_TYPES).flatMap((type) => runtime.fieldNames(snapshot, type)))];
}

const OBJECTS_LOOKED_AT = 20;
const EDGES_LOOKED_AT = 200;
const MOST_ITEMS = 100;

/** Keys and indexes of the first objects of a set, as the language writes them, as far as the set's types are plain to see. Bounded work. */
export function itemLabelsOf(of: SetNode | undefined, heap: Heap | undefined): readonly string[] {
  const types = of === undefined || heap === undefined ? undefined : plainTypes(of, heap);
  if (types === undefined || heap === undefined) return [];
  const { first: firstOf, objects } = heap.derived(objectsByType, quietTask);
  const { first, kinds } = heap.snapshot.edges;
  const found = new Set<string>();
  for (const type of types.slice(0, MOST_TYPES)) {
    for (const object of objects
      .subarray(firstOf[type]!, firstOf[type + 1]!)
      .subarray(0, OBJECTS_LOOKED_AT)) {
      const end = Math.min(first[object + 1]!, first[object]! + EDGES_LOOKED_AT);
      for (let e = first[object]!; e < end && found.size < MOST_ITEMS; e++) {
        const kind = kinds[e]! & EDGE_KIND_MASK;
        if (kind !== EdgeKind.entry && kind !== EdgeKind.element) continue;
        const label = edgeLabel(heap, e);
        if (typableItem.test(label)) found.add(label);
      }
    }
  }
  return [...found];
}

/** Other keys than texts and numbers cannot be typed, nor texts of which the snapshot has only the beginning. */
const typableItem = /^\[(?:\d+|"[^…]*")\]$/;

function localNames(frames: readonly number[], { snapshot }: Heap): string[] {
  const { first, names, kinds } = snapshot.edges;
  const found = new Set<string>();
  for (const frame of frames) {
    for (let e = first[frame]!, end = first[frame + 1]!; e < end; e++) {
      if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.local) found.add(snapshot.names.text(names[e]!));
    }
  }
  return [...found];
}

/** Filters and rows have the types of what they are of; what edges lead to could be anything. */
function subjectTypes(subject: SetNode, heap: Heap): readonly number[] {
  return plainTypes(subject, heap) ?? commonTypes(heap);
}

/** Undefined: that cannot be told without evaluating the set. */
function plainTypes(subject: SetNode, heap: Heap): readonly number[] | undefined {
  let node = subject;
  while (node.kind === 'filter' || node.kind === 'row' || node.kind === 'rows') node = node.of;
  try {
    return typesOf(node, completionScope(heap));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return undefined;
  }
}

/** The types with most objects. */
function commonTypes(heap: Heap): number[] {
  const { first } = heap.derived(objectsByType, quietTask);
  const count = (type: number): number => first[type + 1]! - first[type]!;
  const types = heap.snapshot.types.map((_, type) => type);
  return types.sort((a, b) => count(b) - count(a)).slice(0, MOST_TYPES);
}

function objectsBehind(types: readonly number[], path: readonly PathSegment[], heap: Heap): number[] {
  const { first, objects } = heap.derived(objectsByType, quietTask);
  const { object } = pathOperand(heap, path, undefined);
  const found = new Set<number>();
  for (const type of types.slice(0, MOST_TYPES)) {
    for (const index of objects.subarray(first[type]!, first[type + 1]!).subarray(0, OBJECTS_FOLLOWED)) {
      const target = object?.(index) ?? -1;
      if (target >= 0) found.add(target);
    }
  }
  return [...found];
}

/** Nothing that is asked here is an answer to anyone. */
function completionScope(heap: Heap): Scope {
  return {
    heap,
    task: quietTask,
    result: () => undefined,
    snapshot: () => undefined,
    note: () => undefined,
    known: { commands: [], results: [], snapshots: [] },
  };
}
