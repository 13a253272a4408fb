import { Bitset } from '../base/bitset.ts';
import { append, GrowableArray } from '../base/growable-array.ts';

/** Objects in the order that a search meets them, each once. Memory: a bit an object, 4 bytes an object met. */
export class ObjectQueue {
  readonly met: Bitset;
  readonly #objects = new GrowableArray(Uint32Array);
  #taken = 0;

  constructor(objectCount: number) {
    this.met = new Bitset(objectCount);
  }

  meet(object: number): void {
    if (this.met.has(object)) return;
    this.met.add(object);
    append(this.#objects, object);
  }

  /** The next one that has not been taken; undefined: all have been. */
  take(): number | undefined {
    return this.#taken < this.#objects.length ? this.#objects.array[this.#taken++]! : undefined;
  }
}
