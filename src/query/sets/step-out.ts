import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { EdgeSelector } from '../ast.ts';
import { entriesPart } from '../entries-part.ts';
import type { Heap } from '../heap.ts';
import { textMatcher } from '../named-edge.ts';
import { slotNamed } from '../slot-name.ts';
import type { Step } from './follow.ts';
import { objectAt } from './object-at.ts';

/** Calls `visit` with edges of an object (or of the dict that holds its fields) that no cut makes absent, by index. */
export type EachEdge = (objectIndex: number, visit: (edge: number) => unknown) => void;

/** From an object along its own edges: cuts are absent, weak edges are edges. Throws QueryError. */
export function stepOut(heap: Heap, edge: EdgeSelector): Step {
  const each = edgesOut(heap, edge);
  const { targets } = heap.graph;
  return (object, visit) => each(object, (e) => visit(targets[e]!));
}

/** The edges that a selector means, of each object it is asked about. Throws QueryError. */
export function edgesOut(heap: Heap, edge: EdgeSelector): EachEdge {
  const each = edgesOf(heap);
  switch (edge.kind) {
    case 'any':
      return each;
    case 'name':
      return edge.name === heap.runtime.localsField ? allLocals(heap, each) : byName(heap, edge.name, each);
    case 'item':
      return byItem(heap, edge.key, each);
    case 'object': {
      const { targets } = heap.graph;
      const object = objectAt(edge.object, heap);
      return (holder, visit) => each(holder, (e) => targets[e] === object && visit(e));
    }
  }
}

function edgesOf({ graph: { first, absent } }: Heap): EachEdge {
  return (object, visit) => {
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      if (absent === undefined || ((absent[e >>> 5]! >>> (e & 31)) & 1) === 0) visit(e);
    }
  };
}

/** By attributes and locals of that name; an object that has none is asked for its field, the dict that holds fields between. */
function byName(heap: Heap, name: string, each: EachEdge): EachEdge {
  const { names: table, edges } = heap.snapshot;
  const { targets, names, kinds } = edges;
  const slot = slotNamed(name);
  if (slot !== undefined) return bySlot(heap, slot, each);
  const nameId = table.find(name);
  const dictId = heap.runtime.dictField === undefined ? NONE : table.find(heap.runtime.dictField);
  const isKey = textMatcher(heap.snapshot, name);
  return (object, visit) => {
    let found = false;
    let dict = NONE;
    each(object, (e) => {
      const kind = kinds[e]! & EDGE_KIND_MASK;
      if (kind === EdgeKind.attribute && names[e] === dictId) dict = targets[e]!;
      if (names[e] !== nameId || (kind !== EdgeKind.attribute && kind !== EdgeKind.local)) return;
      found = true;
      visit(e);
    });
    if (found || dict === NONE) return;
    each(dict, (e) => {
      if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.entry && isKey(names[e]!)) visit(e);
    });
  };
}

/** What only the engine refers to. */
function bySlot({ snapshot: { names: table, edges } }: Heap, name: string, each: EachEdge): EachEdge {
  const nameId = table.find(name);
  return (object, visit) =>
    each(object, (e) => {
      if (edges.names[e] === nameId && (edges.kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot) visit(e);
    });
}

/** `frame->f_locals`: what all locals refer to; of a frame with a real dict of locals, that dict. */
function allLocals(heap: Heap, each: EachEdge): EachEdge {
  const { kinds } = heap.snapshot.edges;
  const real = byName(heap, heap.runtime.localsField!, each);
  return (object, visit) => {
    each(object, (e) => {
      if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.local) visit(e);
    });
    real(object, visit);
  };
}

/**
 * `->[3]` by element, or entry of that number; `->["key"]` by entry or local, also one in a real dict of locals, or a field
 * where that is the same. Entries that are in a part of the object are the object's.
 */
function byItem(heap: Heap, key: string | number, each: EachEdge): EachEdge {
  const { edges, objects, types } = heap.snapshot;
  const { targets } = edges;
  const isItem = itemMatcher(heap, key);
  const partOf = entriesPart(heap);
  const item: EachEdge = (object, visit) => {
    each(object, (e) => isItem(e, object) && visit(e));
    const part = partOf(object);
    if (part !== NONE) each(part, (e) => isItem(e, part) && visit(e));
  };
  const { localsField } = heap.runtime;
  if (typeof key === 'number' || localsField === undefined) return item;
  const dictOfLocals = byName(heap, localsField, each);
  return (object, visit) => {
    item(object, visit);
    if (types[objects.typeIndexes[object]!]!.kind === 'frame') {
      dictOfLocals(object, (e) => item(targets[e]!, visit));
    }
  };
}

/** Whether an edge of an object is `[key]`; a negative number counts its elements from the end. */
export function itemMatcher(heap: Heap, key: string | number): (edge: number, holder: number) => boolean {
  const { snapshot, runtime } = heap;
  const { names, kinds } = snapshot.edges;
  if (typeof key === 'string') {
    const isKey = textMatcher(snapshot, key);
    const nameId = snapshot.names.find(key);
    const field = runtime.itemsAreFields ? EdgeKind.attribute : EdgeKind.local;
    return (e) => {
      const kind = kinds[e]! & EDGE_KIND_MASK;
      if (kind === EdgeKind.entry) return isKey(names[e]!);
      return (kind === EdgeKind.local || kind === field) && names[e] === nameId;
    };
  }
  const { valueKinds, valueIndexes, lengths } = snapshot.objects;
  const wanted = BigInt(key);
  return (e, holder) => {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    const name = names[e]!;
    if (kind === EdgeKind.element || (kind === EdgeKind.internal && runtime.internalsAreItems)) {
      return name === (key < 0 ? key + lengths[holder]! : key);
    }
    if (kind !== EdgeKind.entry || name === NONE || valueKinds[name] !== ValueKind.integer) return false;
    return snapshot.values.integers[valueIndexes[name]!] === wanted;
  };
}
