import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf, textMatcher } from '../../named-edge.ts';
import { slotNamed } from '../../slot-name.ts';

/**
 * Tells whether an object that has nothing at a name, key or index may have a number there that was left out: its shape has
 * such a property all the same, its scope such a variable, its table such a key; its elements have room for as many. Of
 * other engines, which write no shapes, it may. O(edges of these parts), of a shape once.
 */
export function mayHoldNumber(
  snapshot: HeapSnapshot,
  key: string | number | bigint,
): (objectIndex: number) => boolean {
  const slotOf = slotReader(snapshot);
  if (typeof key !== 'string') return elementTest(snapshot, Number(key), slotOf);
  return slotNamed(key) === undefined ? nameTest(snapshot, key, slotOf) : () => false;
}

type SlotReader = (objectIndex: number, slot: string) => number;

function slotReader(snapshot: HeapSnapshot): SlotReader {
  const ids = new Map<string, number>();
  return (objectIndex, slot) => {
    const id = ids.get(slot) ?? snapshot.names.find(slot);
    ids.set(slot, id);
    return id === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.slot, id);
  };
}

function nameTest(
  snapshot: HeapSnapshot,
  name: string,
  slotOf: SlotReader,
): (objectIndex: number) => boolean {
  const { edges, objects, names } = snapshot;
  const isName = textMatcher(snapshot, name);
  // Globals have a cell for each of their variables.
  const cell = names.find('system / PropertyCell');
  const hasName = (part: number, isFound = isName): boolean => {
    if (part === NONE) return false;
    for (let e = edges.first[part]!, end = edges.first[part + 1]!; e < end; e++) {
      if (isFound(edges.targets[e]!)) return true;
    }
    return false;
  };
  const isCellOfName = (part: number): boolean => objects.nameIds[part] === cell && hasName(part);
  const shapes = new Map<number, boolean>();
  // Where shapes are written, so are all names of properties.
  const hasShapes = names.find('descriptors') !== NONE;
  return (objectIndex) => {
    if (objectIndex === NONE) return !hasShapes;
    const shape = slotOf(objectIndex, 'map');
    if (shape === NONE) return true;
    const isOfShape = shapes.get(shape) ?? hasName(slotOf(shape, 'descriptors'));
    shapes.set(shape, isOfShape);
    if (
      isOfShape ||
      hasName(slotOf(objectIndex, 'scope_info')) ||
      hasKeyAlone(snapshot, slotOf(objectIndex, 'table'), isName)
    ) {
      return true;
    }
    const own = slotOf(objectIndex, 'properties');
    return hasName(own) || (cell !== NONE && hasName(own, isCellOfName));
  };
}

/** Whether a table has a key without a value: the edge to a value has the key for its name, and follows that to the key. */
function hasKeyAlone(
  { edges: { first, targets, names, kinds } }: HeapSnapshot,
  table: number,
  isKey: (objectIndex: number) => boolean,
): boolean {
  if (table === NONE) return false;
  for (let e = first[table]!, end = first[table + 1]!; e < end; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.key || !isKey(targets[e]!)) continue;
    return e + 1 === end || names[e + 1] !== targets[e];
  }
  return false;
}

/** Words of an array and of what its elements are in, before the first of them. */
const FIRST_WORDS = 6;
/** Bytes of a shape where words are of four bytes. */
const SHORT_SHAPE = 40;

function elementTest(
  { objects: { sizes } }: HeapSnapshot,
  index: number,
  slotOf: SlotReader,
): (objectIndex: number) => boolean {
  return (objectIndex) => {
    const shape = slotOf(objectIndex, 'map');
    if (shape === NONE) return true;
    const elements = slotOf(objectIndex, 'elements');
    if (elements === NONE) return false;
    const word = sizes[shape] === SHORT_SHAPE ? 4 : 8;
    // What one object alone has is counted with it.
    const room = (sizes[objectIndex]! + sizes[elements]!) / word - FIRST_WORDS;
    return index < room;
  };
}
