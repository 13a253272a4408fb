import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';

/** Texts that double with every step are a few objects and more characters than any memory has. */
const LONGEST = 1 << 20;

export interface JoinedText {
  readonly text: string;
  /** There is more of it, or a part is not known. */
  readonly isCut: boolean;
}

/** The text of an object of ValueKind.joined, put together from its parts, however deep they lie. O(parts). */
export function joinedText(snapshot: HeapSnapshot, objectIndex: number): JoinedText {
  const { valueKinds, valueIndexes } = snapshot.objects;
  const first = snapshot.names.find('first');
  const second = snapshot.names.find('second');
  const pieces: string[] = [];
  const stack = [objectIndex];
  let length = 0;
  // An empty part is none: their number is bounded too.
  for (let parts = 0; stack.length > 0 && length < LONGEST && parts < LONGEST; parts++) {
    const object = stack.pop()!;
    if (object === NONE) return { text: pieces.join(''), isCut: true };
    if (valueKinds[object] === ValueKind.joined) {
      stack.push(slotOf(snapshot, object, second), slotOf(snapshot, object, first));
    } else if (valueKinds[object] === ValueKind.text) {
      const piece = snapshot.texts.text(valueIndexes[object]!);
      pieces.push(piece);
      length += piece.length;
    } else {
      return { text: pieces.join(''), isCut: true };
    }
  }
  return { text: pieces.join(''), isCut: stack.length > 0 };
}

function slotOf({ edges }: HeapSnapshot, object: number, name: number): number {
  const { first, targets, names, kinds } = edges;
  for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot) return targets[e]!;
  }
  return NONE;
}
