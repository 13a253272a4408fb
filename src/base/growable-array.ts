import { type NumericArray, type NumericArrayType, sharedArray } from './shared-array.ts';

const SMALLEST = 64;

/**
 * A typed array that grows by doubling. Reserve what is known to come: growth copies.
 * `array` is replaced when it grows, so fetch it anew after every `extend`.
 */
export class GrowableArray<A extends NumericArray> {
  array: A;
  length = 0;
  readonly #type: NumericArrayType<A>;

  constructor(type: NumericArrayType<A>, capacity = 0) {
    this.#type = type;
    this.array = sharedArray(type, capacity);
  }

  /** Makes room for `capacity` values in all, exactly when that is more than doubling would give. */
  reserve(capacity: number): void {
    if (capacity <= this.array.length) return;
    const grown = sharedArray(this.#type, Math.max(capacity, SMALLEST));
    copy(this.array, grown, this.length);
    this.array = grown;
  }

  /** Appends `count` zeroes, to be overwritten by the caller; returns the position of the first. Amortised O(count). */
  extend(count: number): number {
    const start = this.length;
    const end = start + count;
    if (end > this.array.length) this.reserve(Math.max(end, 2 * this.array.length));
    this.length = end;
    return start;
  }

  /** The values as a view; the room behind them stays allocated but, never touched, unpaid. */
  finish(): A {
    return this.array.subarray(0, this.length) as A;
  }
}

/** Appends one value; gives its position. */
export function append(list: GrowableArray<Uint32Array | Float64Array>, value: number): number {
  const position = list.extend(1);
  list.array[position] = value;
  return position;
}

/** Over room that is there already, where there is some, and of which `length` values are used. */
export function growable<A extends NumericArray>(
  type: NumericArrayType<A>,
  array: A | undefined,
  length: number,
): GrowableArray<A> {
  const grown = new GrowableArray(type);
  if (array === undefined) return grown;
  grown.array = array;
  grown.length = length;
  return grown;
}

/** The same numbers with as much room again: for a stack in a hot loop, which asks for it when it is full. */
export function doubled(stack: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(2 * stack.length, SMALLEST));
  larger.set(stack);
  return larger;
}

function copy(from: NumericArray, to: NumericArray, count: number): void {
  // One call serves all element types because both sides are bytes of the same width.
  const bytes = count * from.BYTES_PER_ELEMENT;
  new Uint8Array(to.buffer, to.byteOffset, bytes).set(new Uint8Array(from.buffer, from.byteOffset, bytes));
}
