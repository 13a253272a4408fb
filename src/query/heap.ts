import type { Graph } from '../analysis/graph.ts';
import type { Task } from '../base/task.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';
import type { Runtime } from './runtimes/runtime.ts';

/**
 * Something that can be computed from a heap and is worth keeping: referrers, distances, objects by type. Whoever needs
 * one declares it as a constant and asks `heap.derived(it, task)`; nobody has to list it anywhere.
 */
export interface Derivation<T> {
  /** For the progress line: "counting referrers". */
  readonly name: string;
  compute(heap: Heap, task: Task): T;
}

/**
 * One snapshot as it is looked at: under a name, through a set of cuts, with everything that was derived from it so far.
 * The snapshot itself never changes; another set of cuts is another Heap over the same snapshot.
 */
export class Heap {
  readonly name: string;
  readonly snapshot: HeapSnapshot;
  readonly runtime: Runtime;
  readonly graph: Graph;
  /** The cuts in force, as they were typed. */
  readonly cuts: readonly string[];
  readonly #derived = new Map<Derivation<unknown>, unknown>();

  constructor(
    name: string,
    snapshot: HeapSnapshot,
    runtime: Runtime,
    cut: { readonly edges: readonly string[]; readonly absent: Uint32Array } | undefined = undefined,
  ) {
    this.name = name;
    this.snapshot = snapshot;
    this.runtime = runtime;
    this.cuts = cut?.edges ?? [];
    this.graph = {
      objectCount: snapshot.objectCount,
      first: snapshot.edges.first,
      targets: snapshot.edges.targets,
      kinds: snapshot.edges.kinds,
      absent: cut?.absent,
    };
  }

  /** Computes on first use, then remembers. When the task is cancelled nothing is remembered, and the next call begins anew. */
  derived<T>(derivation: Derivation<T>, task: Task): T {
    if (this.#derived.has(derivation)) return this.#derived.get(derivation) as T;
    task.phase(derivation.name);
    const value = derivation.compute(this, task);
    this.#derived.set(derivation, value);
    return value;
  }

  /** What is known already, without computing it. */
  known<T>(derivation: Derivation<T>): T | undefined {
    return this.#derived.get(derivation) as T | undefined;
  }
}
