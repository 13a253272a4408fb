import { GrowableArray } from '../../base/growable-array.ts';
import { UNCOUNTED, WEAK } from '../../model/kinds.ts';

/** Marks edges that do not count although they hold their target, and remembers which. */
export class UncountedEdges {
  readonly #kinds: Uint8Array;
  readonly #pairs = new GrowableArray(Uint32Array);

  constructor(kinds: Uint8Array) {
    this.#kinds = kinds;
  }

  /** Source and edge, one pair after the other. */
  get pairs(): Uint32Array {
    return this.#pairs.finish();
  }

  mark(source: number, edge: number): void {
    this.#kinds[edge]! |= WEAK | UNCOUNTED;
    const place = this.#pairs.extend(2);
    this.#pairs.array[place] = source;
    this.#pairs.array[place + 1] = edge;
  }
}
