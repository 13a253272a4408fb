import { JOINED_PREVIEW } from '../model/joined-preview.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';

/** Parts may be empty: their number is bounded too. */
const MOST_PARTS = 64 * JOINED_PREVIEW;

/**
 * The beginning of a text of ValueKind.joined, put together from its parts as far as previews go. Parts that are not known end
 * it. O(characters), however deep they lie.
 */
export function joinedText(snapshot: HeapSnapshot, objectIndex: number): string {
  const { valueKinds, valueIndexes } = snapshot.objects;
  const first = snapshot.names.find('first');
  const second = snapshot.names.find('second');
  // Where the text begins that this one begins with, and that is long enough.
  const stack = [valueIndexes[objectIndex]!];
  let text = '';
  for (let parts = 0; stack.length > 0 && text.length < JOINED_PREVIEW && parts < MOST_PARTS; parts++) {
    const object = stack.pop()!;
    const kind = object === NONE ? ValueKind.none : valueKinds[object];
    if (kind === ValueKind.joined) {
      stack.push(slotOf(snapshot, object, second), slotOf(snapshot, object, first));
    } else if (kind === ValueKind.text) {
      text += snapshot.texts.text(valueIndexes[object]!);
    } else break;
  }
  return beginningOf(text);
}

/** No surrogate is left alone at the end. */
function beginningOf(text: string): string {
  const end = JOINED_PREVIEW - 1;
  const isPair = /[\uD800-\uDBFF]/.test(text.charAt(end));
  return text.slice(0, isPair ? end : JOINED_PREVIEW);
}

function slotOf({ edges }: HeapSnapshot, object: number, name: number): number {
  const { first, targets, names, kinds } = edges;
  for (let e = first[object]!, end = first[object + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot) return targets[e]!;
  }
  return NONE;
}
