import { type NumericArray, type NumericArrayType, sharedArray } from './shared-array.ts';

/**
 * Shared memory that somebody wrote to and nobody reads any more, for whoever comes next. What is merely dropped is not
 * given back: each thread that was told of it may hold it for as long as it lives. And memory that is written to for the
 * first time is dear.
 */
export class SpareRoom {
  readonly #buffers: SharedArrayBuffer[] = [];

  /** All of the memory that this array lies in, with whatever else does. Nobody may use that any more. */
  leave({ buffer }: NumericArray): void {
    if (buffer instanceof SharedArrayBuffer && !this.#buffers.includes(buffer)) this.#buffers.push(buffer);
  }

  /** An array in the smallest piece that is large enough, where there is one, else a fresh one. What is in it means nothing. */
  take<A extends NumericArray>(type: NumericArrayType<A>, length: number): A {
    const least = length * type.BYTES_PER_ELEMENT;
    const fitting = this.#buffers.filter(({ byteLength }) => byteLength >= least);
    if (fitting.length === 0) return sharedArray(type, length);
    const smallest = fitting.reduce((a, b) => (b.byteLength < a.byteLength ? b : a));
    this.#buffers.splice(this.#buffers.indexOf(smallest), 1);
    return new type(smallest, 0, length);
  }
}
