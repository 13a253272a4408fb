import { characterCount, encodeWtf8 } from '../base/wtf8.ts';
import { JOINED_PREVIEW } from '../model/joined-preview.ts';
import { ValueKind } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import { joinedText } from './joined-text.ts';
import type { Cell } from './result.ts';

/**
 * The value of an object that has one: a number (a bigint beyond 2^53), a text (as much of it as the snapshot has), a
 * boolean, or null for the runtime's null object. Undefined: the object is no simple value. Of an integer beyond 64 bits
 * only sign and length are known: it counts as the smallest of that length.
 */
export function simpleValue(snapshot: HeapSnapshot, objectIndex: number): Cell {
  const { valueKinds, valueIndexes } = snapshot.objects;
  const at = valueIndexes[objectIndex]!;
  switch (valueKinds[objectIndex]! as ValueKind) {
    case ValueKind.none:
      return undefined;
    case ValueKind.text:
      return snapshot.texts.text(at);
    case ValueKind.bytes:
      return latin1(snapshot.texts.bytes(at));
    case ValueKind.integer:
      return smallest(snapshot.values.integers[at]!);
    case ValueKind.bigInteger:
      return powerOfTwo(Number(snapshot.values.integers[at]!));
    case ValueKind.float:
      return snapshot.values.floats[at]!;
    case ValueKind.boolean:
      return at === 1;
    case ValueKind.null:
      return null;
    case ValueKind.joined:
      return joinedText(snapshot, objectIndex);
  }
}

/** The same, but a text of which the snapshot has only the beginning says so by its end, so that no part is taken for the whole. */
export function knownValue(snapshot: HeapSnapshot, objectIndex: number): Cell {
  const value = simpleValue(snapshot, objectIndex);
  return typeof value === 'string' && isTruncated(snapshot, objectIndex) ? `${value}…` : value;
}

/** Whether an object is the runtime's null. */
export function isNull(snapshot: HeapSnapshot, objectIndex: number): boolean {
  return snapshot.objects.valueKinds[objectIndex] === ValueKind.null;
}

/** Whether the snapshot has only the beginning of a text or byte string; where its length is not known, it may be the whole. */
export function isTruncated(snapshot: HeapSnapshot, objectIndex: number): boolean {
  const { valueKinds, valueIndexes, lengths } = snapshot.objects;
  const kind = valueKinds[objectIndex];
  if (kind === ValueKind.joined) return isCutJoined(snapshot, objectIndex);
  if (kind !== ValueKind.text && kind !== ValueKind.bytes) return false;
  const preview = snapshot.texts.bytes(valueIndexes[objectIndex]!);
  const length = lengths[objectIndex]!;
  if (length < 0) return true;
  // No text has more characters than bytes, nor fewer than a quarter.
  if (kind === ValueKind.bytes || length > preview.length) return length > preview.length;
  return length > characterCount(preview);
}

/** A length that is not known is longer than anything. */
function isCutJoined(snapshot: HeapSnapshot, objectIndex: number): boolean {
  const length = snapshot.objects.lengths[objectIndex]!;
  if (length < 0 || length > JOINED_PREVIEW) return true;
  return length > characterCount(encodeWtf8(joinedText(snapshot, objectIndex)));
}

/** Bytes as text, a character each. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** A number where it is exact. */
export function smallest(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function powerOfTwo(signedBits: number): number {
  return Math.sign(signedBits) * 2 ** (Math.abs(signedBits) - 1);
}
