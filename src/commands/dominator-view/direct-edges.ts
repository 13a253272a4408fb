import type { EdgeReferrers } from '../../analysis/referrers.ts';
import { retains } from '../../analysis/retains.ts';
import type { Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { Heap } from '../../query/heap.ts';
import {
  edgeReferrersNear,
  edgeReferrersOf,
  referrerEdgesOf,
  referrersOf,
} from '../../query/reachability.ts';

const MANY = 64;

/**
 * Finds edges between two objects. Looking through what an object refers to is quick for the few objects of an answer, and
 * needs no referrers; when it has gone over as many edges as there are in the heap, these are worth their room.
 */
export class DirectEdges {
  readonly #heap: Heap;
  readonly #task: Task;
  #examined = 0;

  constructor(heap: Heap, task: Task) {
    this.#heap = heap;
    this.#task = task;
  }

  /** The first edge from one object to another that retains, or NONE. */
  find(source: number, target: number): number {
    const isDear = this.#examined > this.#heap.snapshot.edgeCount;
    if (isDear) return this.#amongReferrers(this.#heap.derived(edgeReferrersOf, this.#task), source, target);
    const { first } = this.#heap.near.edges;
    return first[source + 1]! - first[source]! > MANY && this.#areReferrersKnown()
      ? this.#amongReferrers(edgeReferrersNear(this.#heap, this.#task), source, target)
      : this.#amongEdges(source, target);
  }

  /** Then some looks among them take less than going through many edges. */
  #areReferrersKnown(): boolean {
    return this.#heap.known(referrersOf) !== undefined && this.#heap.known(referrerEdgesOf) !== undefined;
  }

  /** O(edges of the source). */
  #amongEdges(source: number, target: number): number {
    const { absent } = this.#heap.graph;
    const { first, targets, kinds } = this.#heap.near.edges;
    const graph = { kinds, absent };
    const end = first[source + 1]!;
    let edge = first[source]!;
    while (edge < end && (targets[edge] !== target || !retains(graph, edge))) edge++;
    this.#examined += edge - first[source]!;
    return edge < end ? edge : NONE;
  }

  /** O(log referrers + edges between the two). */
  #amongReferrers({ first, sources, edges, weak }: EdgeReferrers, source: number, target: number): number {
    let low = first[target]!;
    let high = first[target + 1]!;
    const end = high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sources[middle]! < source) low = middle + 1;
      else high = middle;
    }
    while (low < end && sources[low] === source && weak.has(low)) low++;
    return low < end && sources[low] === source ? edges[low]! : NONE;
  }
}
