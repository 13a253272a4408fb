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

  /** O(edges × log edges) for a few, O(edges) for many. */
  bySource(task: Task): ExtraColumns {
    const order = stableOrder(this.#sources.finish(), task);
    return {
      sources: inOrder(this.#sources.array, order),
      targets: inOrder(this.#targets.array, order),
      names: inOrder(this.#names.array, order),
      kinds: inOrder(this.#kinds.array, order),
    };
  }
}

/** So many rows, times 32 bits, are exact in a double. */
const FEW = 1 << 20;

/** Where numbers are, smallest first; equal ones in their order. Few, as they mostly are, are sorted before a radix sort has begun. */
function stableOrder(numbers: Uint32Array, task: Task): Uint32Array {
  const count = numbers.length;
  if (count > FEW) return numericOrder(Float64Array.from(numbers), task);
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = numbers[i]! * count + i;
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = keys[i]! % count;
  return order;
}

function inOrder<Column extends Uint32Array | Uint8Array>(column: Column, order: Uint32Array): Column {
  const ordered = column.slice(0, order.length) as Column;
  for (let i = 0; i < order.length; i++) ordered[i] = column[order[i]!]!;
  return ordered;
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
