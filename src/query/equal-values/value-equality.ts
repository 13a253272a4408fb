import type { Equality } from '../../analysis/representatives.ts';
import { hash64, hashBytes } from '../../base/hash.ts';
import { ValueKind } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';

/** Whether the snapshot tells of an object what it is worth, and there may be several worth the same. */
export function isComparable(valueKind: number): boolean {
  return (
    valueKind === ValueKind.text ||
    valueKind === ValueKind.bytes ||
    valueKind === ValueKind.integer ||
    valueKind === ValueKind.float
  );
}

/**
 * Two values are equal when they are of one type and all that the snapshot has of them is the same: texts and bytes with
 * their lengths, numbers bit by bit, so that 0.0 and -0.0 differ and 1 and 1.0 do.
 */
export function valueEquality({ objects, texts, values }: HeapSnapshot): Equality {
  const { typeIndexes, valueKinds, valueIndexes, lengths } = objects;
  const integers = words(values.integers);
  const floats = words(values.floats);
  const numbers = (kind: number): Uint32Array => (kind === ValueKind.integer ? integers : floats);
  const isText = (kind: number): boolean => kind === ValueKind.text || kind === ValueKind.bytes;
  return {
    hash(object) {
      const kind = valueKinds[object]!;
      const at = valueIndexes[object]!;
      const seed = typeIndexes[object]!;
      if (isText(kind)) return hash64(hashBytes(texts.bytes(at)), lengths[object]! + seed);
      const pairs = numbers(kind);
      return hash64(pairs[2 * at]! ^ seed, pairs[2 * at + 1]!);
    },
    equal(a, b) {
      const kind = valueKinds[a]!;
      if (kind !== valueKinds[b] || typeIndexes[a] !== typeIndexes[b]) return false;
      const [atA, atB] = [valueIndexes[a]!, valueIndexes[b]!];
      if (isText(kind)) {
        return lengths[a] === lengths[b] && Buffer.compare(texts.bytes(atA), texts.bytes(atB)) === 0;
      }
      const pairs = numbers(kind);
      return pairs[2 * atA] === pairs[2 * atB] && pairs[2 * atA + 1] === pairs[2 * atB + 1];
    },
  };
}

/** Numbers of 64 bits as pairs of 32: a BigInt a look-up would be ten times slower. */
function words(values: BigInt64Array | Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}
