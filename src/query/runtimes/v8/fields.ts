import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf, textMatcher } from '../../named-edge.ts';
import { slotNamed } from '../../slot-name.ts';
import { NO_FIELD } from '../runtime.ts';

/** Reads `object.name`: a property, or a variable of a closure's context; not those of its prototype, nor what the engine keeps. */
export function fieldReader(snapshot: HeapSnapshot, name: string): (objectIndex: number) => number {
  const nameId = snapshot.names.find(name);
  if (nameId === NONE) return () => NO_FIELD;
  return (objectIndex) => {
    const property = targetOf(snapshot, objectIndex, EdgeKind.attribute, nameId);
    return orNoField(property === NONE ? targetOf(snapshot, objectIndex, EdgeKind.local, nameId) : property);
  };
}

/**
 * Reads `object[key]`: an element, what a Map has for that text, a property of that name, or a slot of the engine when it is
 * written `"[[map]]"`.
 */
export function itemReader(
  snapshot: HeapSnapshot,
  key: string | number | bigint,
): (objectIndex: number) => number {
  if (typeof key !== 'string') {
    const index = Number(key);
    return (objectIndex) => orNoField(elementOf(snapshot, objectIndex, index));
  }
  const slot = slotNamed(key);
  if (slot === undefined) return entryOrFieldReader(snapshot, key);
  const nameId = snapshot.names.find(slot);
  return (objectIndex) =>
    orNoField(nameId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.slot, nameId));
}

function entryOrFieldReader(snapshot: HeapSnapshot, key: string): (objectIndex: number) => number {
  const field = fieldReader(snapshot, key);
  const tableId = snapshot.names.find('table');
  const isKey = textMatcher(snapshot, key);
  return (objectIndex) => {
    const table = tableId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.slot, tableId);
    const value = table === NONE ? NONE : entryOf(snapshot, table, isKey);
    return value === NONE ? field(objectIndex) : value;
  };
}

function entryOf({ edges }: HeapSnapshot, table: number, isKey: (objectIndex: number) => boolean): number {
  const { first, targets, names, kinds } = edges;
  for (let e = first[table]!, end = first[table + 1]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.entry && isKey(names[e]!)) return targets[e]!;
  }
  return NONE;
}

/** Elements lie in order, though not all of them are there: numbers small enough to be no objects are not. */
function elementOf({ edges }: HeapSnapshot, objectIndex: number, index: number): number {
  const { first, targets, names, kinds } = edges;
  for (let e = first[objectIndex]!, end = first[objectIndex + 1]!; e < end; e++) {
    if (names[e] === index && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.element) return targets[e]!;
  }
  return NONE;
}

function orNoField(target: number): number {
  return target === NONE ? NO_FIELD : target;
}

const OBJECTS_SAMPLED = 16;
const EDGES_SAMPLED = 500;
const MOST_NAMES = 300;

/** Names that the first objects of a type have as properties or variables. */
export function fieldNames(snapshot: HeapSnapshot, typeIndex: number): readonly string[] {
  const { typeIndexes } = snapshot.objects;
  const { first, names, kinds } = snapshot.edges;
  const found = new Set<string>();
  let object = typeIndexes.indexOf(typeIndex);
  for (let n = 0; n < OBJECTS_SAMPLED && object >= 0; n++) {
    const end = Math.min(first[object + 1]!, first[object]! + EDGES_SAMPLED);
    for (let e = first[object]!; e < end; e++) {
      const kind = kinds[e]! & EDGE_KIND_MASK;
      if (kind === EdgeKind.attribute || kind === EdgeKind.local) found.add(snapshot.names.text(names[e]!));
    }
    object = typeIndexes.indexOf(typeIndex, object + 1);
  }
  return [...found].slice(0, MOST_NAMES);
}
