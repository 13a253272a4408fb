/** The typed arrays that columns are made of. */
export type NumericArray = Uint8Array | Uint32Array | Float64Array | BigInt64Array | BigUint64Array;

export interface NumericArrayType<A extends NumericArray> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer, byteOffset?: number, length?: number): A;
}

/**
 * A zeroed array that several threads can see. Its pages cost nothing until they are written to, so room that turns
 * out not to be needed is free. Throws RangeError when the machine has no such room.
 *
 * What several threads count or mark in should be filled with zeroes by them first: a page that is read before it is
 * written is made twice, and the second time every thread is interrupted, which takes ten times as long.
 */
export function sharedArray<A extends NumericArray>(type: NumericArrayType<A>, length: number): A {
  return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
}

/** Whether threads can see these as they are: memory of one thread alone would be copied to the others. */
export function areShared(...arrays: readonly { readonly buffer: ArrayBufferLike }[]): boolean {
  return arrays.every(({ buffer }) => buffer instanceof SharedArrayBuffer);
}

/** The same numbers where threads can see them: themselves, where they are there already. */
export function sharedCopy(numbers: Uint32Array): Uint32Array {
  if (areShared(numbers)) return numbers;
  const copy = sharedArray(Uint32Array, numbers.length);
  copy.set(numbers);
  return copy;
}
