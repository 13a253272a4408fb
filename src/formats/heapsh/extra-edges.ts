import { GrowableArray } from '../../base/growable-array.ts';
import { numericOrder } from '../../base/numeric-order.ts';
import type { Task } from '../../base/task.ts';

/** Edges that were declared apart from their objects, by source; those of one source in the order of the file. */
export interface ExtraColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly names: Uint32Array;
  readonly kinds: Uint8Array;
}

/** Such edges as they are met. */
export class ExtraEdges {
  /** Edges that were left out because no object is at their target. */
  toNowhere = 0;
  readonly #sources = new GrowableArray(Uint32Array);
  readonly #targets = new GrowableArray(Uint32Array);
  readonly #names = new GrowableArray(Uint32Array);
  readonly #kinds = new GrowableArray(Uint8Array);

  add(source: number, target: number, kind: number, name: number): void {
    const row = this.#sources.extend(1);
    this.#targets.extend(1);
    this.#names.extend(1);
    this.#kinds.extend(1);
    this.#sources.array[row] = source;
    this.#targets.array[row] = target;
    this.#names.array[row] = name;
    this.#kinds.array[row] = kind;
  }

  /** O(edges). */
  bySource(task: Task): ExtraColumns {
    const order = numericOrder(Float64Array.from(this.#sources.finish()), task);
    return {
      sources: order.map((row) => this.#sources.array[row]!),
      targets: order.map((row) => this.#targets.array[row]!),
      names: order.map((row) => this.#names.array[row]!),
      kinds: Uint8Array.from(order, (row) => this.#kinds.array[row]!),
    };
  }
}

/** Those of objects start … end-1: copies, so that each thread is handed its own. */
export function extrasOf(extras: ExtraColumns, start: number, end: number): ExtraColumns {
  const from = firstNotBelow(extras.sources, start);
  const to = firstNotBelow(extras.sources, end);
  return {
    sources: extras.sources.slice(from, to),
    targets: extras.targets.slice(from, to),
    names: extras.names.slice(from, to),
    kinds: extras.kinds.slice(from, to),
  };
}

/** In ascending numbers, where the first is that is not smaller. O(log n). */
function firstNotBelow(ascending: Uint32Array, least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
