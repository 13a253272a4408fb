import { GrowableArray } from '../base/growable-array.ts';
import type { ValuePools } from './snapshot.ts';

/** The numbers that objects are worth, while they are being written. */
export class ValueRows {
  readonly #integers = new GrowableArray(BigInt64Array);
  readonly #floats = new GrowableArray(Float64Array);

  /** Appends integers; returns the index of the first. */
  addIntegers(integers: BigInt64Array): number {
    const start = this.#integers.extend(integers.length);
    this.#integers.array.set(integers, start);
    return start;
  }

  addFloats(floats: Float64Array): number {
    const start = this.#floats.extend(floats.length);
    this.#floats.array.set(floats, start);
    return start;
  }

  /** Room for so many, to be written to. */
  allocate(integers: number, floats: number): ValuePools {
    this.#integers.extend(integers);
    this.#floats.extend(floats);
    return this.finish();
  }

  finish(): ValuePools {
    return { integers: this.#integers.finish(), floats: this.#floats.finish() };
  }
}
