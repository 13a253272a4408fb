import type { Graph } from '../analysis/graph.ts';
import { addWords, type Bitset } from '../base/bitset.ts';
import { sharedArray } from '../base/shared-array.ts';
import { quietTask, type Task } from '../base/task.ts';
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
  /** Undefined: computing it takes no longer than reading it would. */
  readonly kept?: KeptForm<T>;
}

/** How something that was derived gets into the snapshot's index file and back. */
export interface KeptForm<T> {
  /** The name it has there; another one when it comes to mean something else. */
  readonly name: string;
  /** As plain objects of numbers, typed arrays and bit sets. */
  pack(value: T): unknown;
  /** Properties that are arrays are read when they are asked for. */
  unpack(stored: unknown): T;
}

/** For what is such an object already. */
export function asItIs<T>(name: string): KeptForm<T> {
  return { name, pack: (value) => value, unpack: (stored) => stored as T };
}

/** Where what was derived in other sessions is kept. */
export interface DerivedStore {
  /** Undefined: it is not. `compute`: the same, in case it cannot be read after all. */
  part(name: string, compute: () => unknown): unknown;
  /** The same snapshot, or part, for who looks at a few of its rows: the rest is not read. */
  near<T extends object>(whole: T): T;
  /**
   * Other threads read columns of something from the store meanwhile, if they are there. Returns who is to be told that nobody
   * wants them after all; undefined: nobody reads them.
   */
  readAhead(whole: object, names: readonly string[]): (() => void) | undefined;
}

/** Of all objects. Who looks at more of them looks into most pieces of a column, which all threads read sooner. */
const MANY = 1 / 16;

/** Edges that are taken away, as a user asked for it. */
export interface Cut {
  /** What `uncut N` calls it. */
  readonly number: number;
  /** EDGES as typed. */
  readonly text: string;
  readonly edges: Bitset;
  readonly edgeCount: number;
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
  /** The last of them, and the heap as it is without that one; undefined: no cut is in force. */
  readonly lastCut: { readonly cut: Cut; readonly under: Heap } | undefined;
  readonly #derived = new Map<Derivation<unknown>, unknown>();
  #near: HeapSnapshot | undefined;
  readonly #derivedNear = new Map<Derivation<object>, unknown>();
  /** Of the whole heap only: under cuts other things are true. */
  readonly #store: DerivedStore | undefined;

  constructor(
    name: string,
    snapshot: HeapSnapshot,
    runtime: Runtime,
    cut:
      | {
          readonly edges: readonly string[];
          readonly absent: Uint32Array;
          readonly last?: { readonly cut: Cut; readonly under: Heap };
        }
      | undefined = undefined,
    store: DerivedStore | undefined = undefined,
  ) {
    this.name = name;
    this.snapshot = snapshot;
    this.runtime = runtime;
    this.cuts = cut?.edges ?? [];
    this.lastCut = cut?.last;
    this.#store = store;
    this.graph = graphOf(snapshot, cut?.absent);
  }

  /** The same heap without some more of its edges; nothing that was derived holds for it. A bit an edge. */
  without(cut: Cut): Heap {
    // Shared: threads search together in what is left.
    const absent = sharedArray(Uint32Array, cut.edges.words.length);
    absent.set(cut.edges.words);
    addWords(absent, this.graph.absent);
    const edges = [...this.cuts, cut.text];
    return new Heap(this.name, this.snapshot, this.runtime, { edges, absent, last: { cut, under: this } });
  }

  /** The heap with all its edges. */
  get whole(): Heap {
    let heap: Heap = this;
    while (heap.lastCut !== undefined) heap = heap.lastCut.under;
    return heap;
  }

  /** Whether another heap is of the same open snapshot, whatever the cuts. */
  isOf(other: Heap): boolean {
    return this.name === other.name && this.snapshot === other.snapshot;
  }

  /** Computes on first use, then remembers. When the task is cancelled nothing is remembered, and the next call begins anew. */
  derived<T>(derivation: Derivation<T>, task: Task): T {
    const known = this.known(derivation);
    if (known !== undefined) return known;
    task.phase(derivation.name);
    const value = derivation.compute(this, task);
    this.#derived.set(derivation, value);
    return value;
  }

  /**
   * The snapshot for who looks at a few objects, as to show them: of one from an index file only that is read. Single
   * values of its columns take longer than those of arrays: loops over all objects or edges use `snapshot`.
   */
  get near(): HeapSnapshot {
    this.#near ??= this.#store?.near(this.snapshot) ?? this.snapshot;
    return this.#near;
  }

  /** The one or the other, for who looks at so many objects, here and there. */
  for(count: number): HeapSnapshot {
    return count > this.snapshot.objectCount * MANY ? this.snapshot : this.near;
  }

  /** The same of what is derived. */
  derivedNear<T extends object>(derivation: Derivation<T>, task: Task): T {
    const { kept } = derivation;
    const whole = this.derived(derivation, task);
    if (kept === undefined || this.#store === undefined) return whole;
    const known = this.#derivedNear.get(derivation);
    if (known !== undefined) return known as T;
    const stored = kept.pack(whole) as object;
    const near = this.#store.near(stored);
    const value = near === stored ? whole : kept.unpack(near);
    this.#derivedNear.set(derivation, value);
    return value;
  }

  /** Of all edges: see `DerivedStore.readAhead`. */
  readEdgesAhead(): (() => void) | undefined {
    return this.#store?.readAhead(this.snapshot.edges, ['first', 'targets', 'kinds']);
  }

  /** For who has computed it together with something else. */
  keep<T>(derivation: Derivation<T>, value: T): T {
    this.#derived.set(derivation, value);
    return value;
  }

  /** As `derived`, but the heap forgets it: for who writes over it. */
  take<T>(derivation: Derivation<T>, task: Task): T {
    const value = this.derived(derivation, task);
    this.#derived.delete(derivation);
    return value;
  }

  /** Forgets what was derived, which may be computed anew: for a heap that is not looked at any more. */
  letGo(): void {
    this.#derived.clear();
    this.#derivedNear.clear();
  }

  /** What is known already, without computing it. */
  known<T>(derivation: Derivation<T>): T | undefined {
    if (this.#derived.has(derivation)) return this.#derived.get(derivation) as T;
    const kept = this.#kept(derivation);
    if (kept !== undefined) this.#derived.set(derivation, kept);
    return kept;
  }

  /** What is known and worth keeping, by the names that it is kept under. */
  toKeep(): (readonly [name: string, value: unknown])[] {
    return [...this.#derived].flatMap(([{ kept }, value]) =>
      kept === undefined ? [] : [[kept.name, kept.pack(value)] as const],
    );
  }

  #kept<T>(derivation: Derivation<T>): T | undefined {
    const { kept } = derivation;
    if (kept === undefined || this.#store === undefined) return undefined;
    const stored = this.#store.part(kept.name, () => kept.pack(derivation.compute(this, quietTask)));
    return stored === undefined ? undefined : kept.unpack(stored);
  }
}

/** Columns are asked for when they are needed: those of a heap that comes from an index are not read before. */
function graphOf(snapshot: HeapSnapshot, absent: Uint32Array | undefined): Graph {
  // Kept at hand: loops over all edges ask millions of times.
  let first: Uint32Array | undefined;
  let targets: Uint32Array | undefined;
  let kinds: Uint8Array | undefined;
  return {
    objectCount: snapshot.objectCount,
    get first() {
      first ??= snapshot.edges.first;
      return first;
    },
    get targets() {
      targets ??= snapshot.edges.targets;
      return targets;
    },
    get kinds() {
      kinds ??= snapshot.edges.kinds;
      return kinds;
    },
    absent,
  };
}
