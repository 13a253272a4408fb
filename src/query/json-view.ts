import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../model/kinds.ts';
import type { Heap } from './heap.ts';
import { knownValue, simpleValue } from './object-value.ts';
import type { Cell } from './result.ts';
import { EMPTY_FIELD } from './runtimes/runtime.ts';

/** A place in the JSON view of a heap: an object, all locals of a frame, or a value that is no object. */
export interface ViewNode {
  /** NONE for a value that is no object: a line number, a field that holds nothing. */
  readonly object: number;
  readonly isLocals: boolean;
  /** Only where there is no object. */
  readonly value: Cell;
}

/** In place of an edge: the property is all locals of a frame. */
export const LOCALS_EDGE = -1;

interface PropertyReader {
  field(objectIndex: number): number;
  /** By the name as a key, and as an index when it is a number. */
  item(objectIndex: number): number;
}

function propertyReader({ snapshot, runtime }: Heap, name: string): PropertyReader {
  const byKey = runtime.itemReader(snapshot, name);
  const field = runtime.fieldReader(snapshot, name);
  if (!/^-?\d{1,15}$/.test(name)) return { field, item: byKey };
  const byIndex = runtime.itemReader(snapshot, Number(name));
  return {
    field,
    item: (objectIndex) => {
      const entry = byKey(objectIndex);
      return entry >= 0 ? entry : byIndex(objectIndex);
    },
  };
}

/**
 * The heap as JSON sees it: attributes, entries with text keys, elements and locals are properties. Each is fetched when
 * it is asked for; nothing is built. The class and the dict of fields are there by name, not among all properties.
 */
export class JsonView {
  readonly #heap: Heap;
  /** A reader for each property that was asked for: paths ask for the same few of many objects. */
  readonly #readers = new Map<string, PropertyReader>();

  readonly #dictField: number;
  readonly #classField: number;
  readonly #entriesSlot: number;

  constructor(heap: Heap) {
    const { names } = heap.snapshot;
    this.#heap = heap;
    this.#dictField = heap.runtime.dictField === undefined ? NONE : names.find(heap.runtime.dictField);
    this.#classField = names.find('__class__');
    this.#entriesSlot = heap.runtime.entriesSlot === undefined ? NONE : names.find(heap.runtime.entriesSlot);
  }

  nodeOf(object: number): ViewNode {
    return { object, isLocals: false, value: undefined };
  }

  /** The simple value at a place; undefined for an object that has none. */
  valueOf({ object, isLocals, value }: ViewNode): Cell {
    if (object === NONE) return value;
    return isLocals ? undefined : knownValue(this.#heap.snapshot, object);
  }

  /** One property; undefined when there is none. O(edges of the object). */
  property(node: ViewNode, name: string): ViewNode | undefined {
    if (node.object === NONE) return undefined;
    if (node.isLocals) return this.#local(node.object, name);
    const { field, item } = this.#reader(name);
    const own = field(node.object);
    if (own >= 0) return this.nodeOf(own);
    const found = item(node.object);
    if (found >= 0) return this.nodeOf(found);
    if (own === EMPTY_FIELD) return { object: NONE, isLocals: false, value: null };
    return this.#virtualField(node.object, name);
  }

  #reader(name: string): PropertyReader {
    let reader = this.#readers.get(name);
    if (reader === undefined) {
      reader = propertyReader(this.#heap, name);
      this.#readers.set(name, reader);
    }
    return reader;
  }

  /** All properties, by the edge that each is, in the order of the edges. */
  *properties({ object, isLocals }: ViewNode): Generator<[edge: number, node: ViewNode]> {
    if (object === NONE) return;
    const { first, targets, kinds, names } = this.#heap.snapshot.edges;
    let hasLocals = false;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
      const isLocal = (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.local;
      hasLocals ||= isLocal;
      if (isLocal !== isLocals) continue;
      if (kinds[e] === EdgeKind.attribute && names[e] === this.#dictField) {
        yield* this.properties(this.nodeOf(targets[e]!));
      } else if (kinds[e] === EdgeKind.slot && names[e] === this.#entriesSlot) {
        yield* this.#entries(targets[e]!);
      } else if (this.#isProperty(e)) yield [e, this.nodeOf(targets[e]!)];
    }
    if (hasLocals && !isLocals) yield [LOCALS_EDGE, { object, isLocals: true, value: undefined }];
  }

  /** Those of the part of an object that has its entries. */
  *#entries(part: number): Generator<[edge: number, node: ViewNode]> {
    const { first, targets, kinds } = this.#heap.snapshot.edges;
    for (let e = first[part]!, end = first[part + 1]!; e < end; e++) {
      if (kinds[e] === EdgeKind.entry && this.#isProperty(e)) yield [e, this.nodeOf(targets[e]!)];
    }
  }

  #isProperty(edge: number): boolean {
    const { names, kinds } = this.#heap.snapshot.edges;
    const name = names[edge]!;
    switch (kinds[edge]! & EDGE_KIND_MASK) {
      case EdgeKind.attribute:
        return name !== this.#classField;
      case EdgeKind.entry:
        return name !== NONE && this.#heap.snapshot.objects.valueKinds[name] !== ValueKind.none;
      case EdgeKind.element:
      case EdgeKind.local:
        return true;
      case EdgeKind.internal:
        return this.#heap.runtime.internalsAreItems;
      default:
        return false;
    }
  }

  /** What the property is called. */
  nameOf(edge: number): string {
    const { snapshot, runtime } = this.#heap;
    if (edge === LOCALS_EDGE) return runtime.localsField ?? '';
    const name = snapshot.edges.names[edge]!;
    switch (snapshot.edges.kinds[edge]! & EDGE_KIND_MASK) {
      case EdgeKind.attribute:
      case EdgeKind.local:
        return snapshot.names.text(name);
      case EdgeKind.entry:
        return String(simpleValue(snapshot, name));
      default:
        return String(name);
    }
  }

  #local(frame: number, name: string): ViewNode | undefined {
    const { names, edges } = this.#heap.snapshot;
    for (let e = edges.first[frame]!, end = edges.first[frame + 1]!; e < end; e++) {
      const isLocal = (edges.kinds[e]! & EDGE_KIND_MASK) === EdgeKind.local;
      if (isLocal && names.text(edges.names[e]!) === name) return this.nodeOf(edges.targets[e]!);
    }
    return undefined;
  }

  /** `f_locals`, `tb_lineno`: fields that are no objects. */
  #virtualField(object: number, name: string): ViewNode | undefined {
    const { snapshot, runtime } = this.#heap;
    const { kind } = snapshot.types[snapshot.objects.typeIndexes[object]!]!;
    if (name === runtime.localsField && kind === 'frame') return { object, isLocals: true, value: undefined };
    const field = runtime.columnFields.get(name);
    if (field === undefined || !field.kinds.includes(kind)) return undefined;
    const { lines, nameIds } = snapshot.objects;
    const nameId = nameIds[object]!;
    const text = nameId === NONE ? undefined : snapshot.names.text(nameId);
    return { object: NONE, isLocals: false, value: field.column === 'line' ? lines[object]! : text };
  }
}
