import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { targetOf } from '../named-edge.ts';
import { isTruncated, simpleValue } from '../object-value.ts';
import { NO_FIELD, type Runtime } from './runtime.ts';

/** For runtimes that nobody has written about yet: fields are edges, and values are written as JSON does. */
export const plain: Runtime = {
  id: 'unknown',
  nullName: 'null',
  booleanNames: { true: 'true', false: 'false' },
  typeAliases: new Map(),
  dictField: undefined,
  entriesSlot: undefined,
  itemsAreFields: false,
  internalsAreItems: true,
  localsField: undefined,
  columnFields: new Map(),
  emptyFields: new Set(),
  fieldReader,
  itemReader: (snapshot, key) => (objectIndex) => item(snapshot, objectIndex, key),
  subclasses: () => undefined,
  fieldNames,
  describe,
  location: (snapshot, objectIndex) => {
    const { lines, fileIds, nameIds } = snapshot.objects;
    const text = (id: number): string | undefined => (id === NONE ? undefined : snapshot.names.text(id));
    const line = lines[objectIndex]! === 0 ? undefined : lines[objectIndex]!;
    const file = text(fileIds[objectIndex]!);
    const name = text(nameIds[objectIndex]!);
    return line === undefined && file === undefined ? undefined : { file, line, name };
  },
  classOrDictOwner: (snapshot, objectIndex) =>
    snapshot.types[snapshot.objects.typeIndexes[objectIndex]!]!.name,
};

function fieldReader(snapshot: HeapSnapshot, name: string): (objectIndex: number) => number {
  const nameId = snapshot.names.find(name);
  return (objectIndex) => {
    const target = nameId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.attribute, nameId);
    return target === NONE ? NO_FIELD : target;
  };
}

function item(snapshot: HeapSnapshot, objectIndex: number, key: string | number | bigint): number {
  const { first, targets, names, kinds } = snapshot.edges;
  for (let e = first[objectIndex]!, end = first[objectIndex + 1]!; e < end; e++) {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    const isEntry = kind === EdgeKind.entry && names[e] !== NONE;
    if (isEntry && simpleValue(snapshot, names[e]!) === key) return targets[e]!;
    if ((kind === EdgeKind.element || kind === EdgeKind.internal) && names[e] === key) return targets[e]!;
  }
  return NO_FIELD;
}

const EDGES_SAMPLED = 1000;

function fieldNames(snapshot: HeapSnapshot, typeIndex: number): readonly string[] {
  const { first, names, kinds } = snapshot.edges;
  const objectIndex = snapshot.objects.typeIndexes.indexOf(typeIndex);
  const found = new Set<string>();
  if (objectIndex < 0) return [];
  const end = Math.min(first[objectIndex + 1]!, first[objectIndex]! + EDGES_SAMPLED);
  for (let e = first[objectIndex]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === EdgeKind.attribute) found.add(snapshot.names.text(names[e]!));
  }
  return [...found];
}

function describe(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const value = simpleValue(snapshot, objectIndex);
  const { nameIds, valueKinds } = snapshot.objects;
  if (value === undefined) {
    const name = nameIds[objectIndex]!;
    return name === NONE ? undefined : snapshot.names.text(name);
  }
  if (value === null) return 'null';
  const isText = valueKinds[objectIndex] === ValueKind.text || valueKinds[objectIndex] === ValueKind.bytes;
  return isText ? JSON.stringify(value) + (isTruncated(snapshot, objectIndex) ? '…' : '') : String(value);
}
