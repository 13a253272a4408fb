import { characterCount, encodeWtf8 } from '../base/wtf8.ts';
import { EDGE_KIND_MASK, type EdgeKind, NONE, ValueKind } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';

/** The target of an object's first edge of a kind and name; NONE when it has none. O(edges of the object). */
export function targetOf(snapshot: HeapSnapshot, objectIndex: number, kind: EdgeKind, name: number): number {
  const { first, targets, names, kinds } = snapshot.edges;
  for (let e = first[objectIndex]!, end = first[objectIndex + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === kind) return targets[e]!;
  }
  return NONE;
}

/**
 * Tells whether an object is a string with a given text. The one that was found last is recognised at once: keys of dicts
 * are mostly one object for all dicts. Of a string of that length whose preview is shorter, the preview is compared, and
 * `bounded` is told.
 */
export function textMatcher(
  snapshot: HeapSnapshot,
  text: string,
  bounded: () => void = () => undefined,
): (objectIndex: number) => boolean {
  const { valueKinds, valueIndexes, lengths } = snapshot.objects;
  const wanted = encodeWtf8(text);
  const length = characterCount(wanted);
  let last = NONE;
  return (objectIndex) => {
    if (objectIndex === last && last !== NONE) return true;
    if (objectIndex === NONE || valueKinds[objectIndex] !== ValueKind.text) return false;
    if (lengths[objectIndex] !== length) return false;
    const preview = snapshot.texts.bytes(valueIndexes[objectIndex]!);
    if (!isBeginning(preview, wanted)) return false;
    if (preview.length < wanted.length) bounded();
    last = objectIndex;
    return true;
  };
}

/** An empty beginning says nothing: values were left out. */
function isBeginning(beginning: Uint8Array, whole: Uint8Array): boolean {
  if (beginning.length > whole.length) return false;
  if (beginning.length === 0) return whole.length === 0;
  for (let i = 0; i < beginning.length; i++) if (beginning[i] !== whole[i]) return false;
  return true;
}
