import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind, ValueKind } from '../../../model/kinds.ts';
import type { HeapSnapshot, TypeRow } from '../../../model/snapshot.ts';
import { targetOf, textMatcher } from '../../named-edge.ts';
import { EMPTY_FIELD, NO_FIELD } from '../runtime.ts';

/** Fields that are a null pointer in C when they hold nothing, and then no edge. */
const nullableFields: Partial<Record<ObjectKind, readonly string[]>> = {
  traceback: ['tb_next'],
  frame: ['f_back', 'f_trace'],
  exception: ['__traceback__', '__cause__', '__context__'],
  function: ['__closure__', '__defaults__', '__kwdefaults__', '__doc__'],
  cell: ['cell_contents'],
  weakref: ['__callback__'],
};

/** The same by type name, where the types of one kind differ. */
const nullableFieldsByType: Readonly<Record<string, readonly string[]>> = {
  generator: ['gi_frame', 'gi_yieldfrom'],
  coroutine: ['cr_frame', 'cr_await'],
  async_generator: ['ag_frame', 'ag_await'],
};

export const emptyFields: ReadonlySet<string> = new Set(
  [...Object.values(nullableFields), ...Object.values(nullableFieldsByType)].flat(),
);

export function nullableFieldsOf({ kind, name }: TypeRow): readonly string[] {
  return (
    nullableFields[kind] ?? (Object.hasOwn(nullableFieldsByType, name) ? nullableFieldsByType[name]! : [])
  );
}

/** Reads `object.name`: an edge of that name, else an entry of `__dict__`, else a field that may be null. Not those of its class. */
export function fieldReader(snapshot: HeapSnapshot, name: string): (objectIndex: number) => number {
  const { typeIndexes } = snapshot.objects;
  const nameId = snapshot.names.find(name);
  const dictId = snapshot.names.find('__dict__');
  const isName = textMatcher(snapshot, name);
  return (objectIndex) => {
    const target = nameId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.attribute, nameId);
    if (target !== NONE) return target;
    const dict = dictId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.attribute, dictId);
    const entry = dict === NONE ? NONE : entryOf(snapshot, dict, isName);
    return entry === NONE ? absentField(snapshot.types[typeIndexes[objectIndex]!]!, name) : entry;
  };
}

/** What an object of a type says when it has no such edge or entry. Types without own reference are their type row's. */
function absentField(type: TypeRow, name: string): number {
  if (name === '__class__') return type.objectIndex === NONE ? NO_FIELD : type.objectIndex;
  return nullableFieldsOf(type).includes(name) ? EMPTY_FIELD : NO_FIELD;
}

/** The value of a dict's first entry whose key is the one; NONE when there is none. O(entries). */
function entryOf(snapshot: HeapSnapshot, dict: number, isKey: (keyIndex: number) => boolean): number {
  const { first, targets, names, kinds } = snapshot.edges;
  for (let e = first[dict]!, end = first[dict + 1]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.entry && isKey(names[e]!)) return targets[e]!;
  }
  return NONE;
}

/** Reads `object[key]`: an element by its index, from the end when negative, or a dict's entry by a text or integer. */
export function itemReader(
  snapshot: HeapSnapshot,
  key: string | number | bigint,
): (objectIndex: number) => number {
  if (typeof key === 'string') {
    const isKey = textMatcher(snapshot, key);
    return (objectIndex) => found(entryOf(snapshot, objectIndex, isKey));
  }
  const isKey = integerMatcher(snapshot, key);
  const position = Number(key);
  return (objectIndex) => {
    const element = elementOf(snapshot, objectIndex, position);
    return found(element === NONE ? entryOf(snapshot, objectIndex, isKey) : element);
  };
}

function found(target: number): number {
  return target === NONE ? NO_FIELD : target;
}

function elementOf(snapshot: HeapSnapshot, objectIndex: number, position: number): number {
  const { first, targets, names, kinds } = snapshot.edges;
  const wanted = position < 0 ? position + snapshot.objects.lengths[objectIndex]! : position;
  const start = first[objectIndex]!;
  const end = first[objectIndex + 1]!;
  // Elements mostly lie in order from the first edge on.
  const guess = start + wanted;
  if (guess < end && kinds[guess] === EdgeKind.element && names[guess] === wanted) return targets[guess]!;
  for (let e = start; e < end; e++) {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    if (names[e] === wanted && (kind === EdgeKind.element || kind === EdgeKind.internal)) return targets[e]!;
  }
  return NONE;
}

function integerMatcher(snapshot: HeapSnapshot, key: number | bigint): (objectIndex: number) => boolean {
  const { valueKinds, valueIndexes } = snapshot.objects;
  const wanted = Number.isInteger(Number(key)) ? BigInt(key) : undefined;
  return (objectIndex) =>
    objectIndex !== NONE &&
    valueKinds[objectIndex] === ValueKind.integer &&
    snapshot.values.integers[valueIndexes[objectIndex]!] === wanted;
}
