import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf } from '../../named-edge.ts';
import { simpleValue } from '../../object-value.ts';
import { nullableFieldsOf } from './fields.ts';

const OBJECTS_SAMPLED = 32;
const MOST_NAMES = 300;

/** Names that objects of a type have as edges or in their `__dict__`: those of its first objects. */
export function fieldNames(snapshot: HeapSnapshot, typeIndex: number): readonly string[] {
  const found = new Set<string>();
  const { typeIndexes } = snapshot.objects;
  let objectIndex = typeIndexes.indexOf(typeIndex);
  for (let n = 0; n < OBJECTS_SAMPLED && objectIndex >= 0; n++) {
    collect(snapshot, objectIndex, found);
    objectIndex = typeIndexes.indexOf(typeIndex, objectIndex + 1);
  }
  const type = snapshot.types[typeIndex]!;
  for (const name of nullableFieldsOf(type)) found.add(name);
  if (type.kind === 'frame') found.add('f_locals');
  return [...found].slice(0, MOST_NAMES);
}

function collect(snapshot: HeapSnapshot, objectIndex: number, found: Set<string>): void {
  collectNames(snapshot, objectIndex, EdgeKind.attribute, (name) => found.add(snapshot.names.text(name)));
  const dict = targetOf(snapshot, objectIndex, EdgeKind.attribute, snapshot.names.find('__dict__'));
  if (dict === NONE) return;
  collectNames(snapshot, dict, EdgeKind.entry, (key) => {
    const name = key === NONE ? undefined : simpleValue(snapshot, key);
    if (typeof name === 'string') found.add(name);
  });
}

function collectNames(
  snapshot: HeapSnapshot,
  objectIndex: number,
  kind: EdgeKind,
  add: (name: number) => void,
): void {
  const { first, names, kinds } = snapshot.edges;
  const end = Math.min(first[objectIndex + 1]!, first[objectIndex]! + 4 * MOST_NAMES);
  for (let e = first[objectIndex]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) === kind) add(names[e]!);
  }
}
