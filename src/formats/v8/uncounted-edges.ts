import { GrowableArray } from '../../base/growable-array.ts';
import { UNCOUNTED, WEAK } from '../../model/kinds.ts';

/** Marks edges that do not count although they hold their target, and remembers which. */
export class UncountedEdges {
  readonly #kinds: Uint8Array;
  /** Source and edge, one pair after the other. */
  readonly #pairs = new GrowableArray(Uint32Array);

  /** `pairs`: those that another thread has marked. */
  constructor(kinds: Uint8Array, pairs: Uint32Array = new Uint32Array(0)) {
    this.#kinds = kinds;
    this.#pairs.extend(pairs.length);
    this.#pairs.array.set(pairs);
  }

  /** For another thread. */
  get pairs(): Uint32Array {
    return this.#pairs.finish();
  }

  get count(): number {
    return this.#pairs.length / 2;
  }

  mark(source: number, edge: number): void {
    this.#kinds[edge]! |= WEAK | UNCOUNTED;
    const place = this.#pairs.extend(2);
    this.#pairs.array[place] = source;
    this.#pairs.array[place + 1] = edge;
  }

  source(i: number): number {
    return this.#pairs.array[2 * i]!;
  }

  edge(i: number): number {
    return this.#pairs.array[2 * i + 1]!;
  }
}
