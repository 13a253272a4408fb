import type { ClosedEdges } from '../../analysis/minimum-cut/unit-flow.ts';
import type { Referrers } from '../../analysis/referrers.ts';
import { Bitset } from '../../base/bitset.ts';
import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { EdgeColumns, HeapSnapshot } from '../../model/snapshot.ts';
import { asItIs, type Derivation, type Heap } from '../heap.ts';
import { referrersOf } from '../reachability.ts';

/**
 * Where an engine keeps fields and elements in a part of the object, edges lead to them from both, and a program that lets go of
 * a field lets go of it in both. Tells these second edges; of parts that the object alone has, for arrays that are written to
 * share none. Of one target there are no more of them than of the first: what else leads to it from a part, as to a text that is
 * a key there, too, goes on holding it. O(edges of the object and its parts); referrers are found when there is such a part.
 */
export class StoredEdges {
  readonly #heap: Heap;
  readonly #snapshot: HeapSnapshot;
  readonly #task: Task;
  /** Ids of names. */
  readonly #slots: readonly number[];
  /** NONE: there is none. */
  readonly #cell: number;
  #columns: EdgeColumns | undefined;
  #referrers: Referrers | undefined;
  #looks = 0;

  /** Of so many objects; whatever is cut. */
  constructor({ whole }: Heap, count: number, task: Task) {
    const { names } = whole.snapshot;
    const { slots = [], cell } = whole.runtime.stores ?? {};
    this.#heap = whole;
    this.#snapshot = whole.for(count);
    this.#task = task;
    // Edges of other engines may have no name at all.
    this.#slots = slots.map((slot) => names.find(slot)).filter((id) => id !== NONE);
    this.#cell = cell === undefined ? NONE : names.find(cell);
  }

  /** Of these edges of an object. */
  of(object: number, edges: readonly number[], visit: (edge: number) => unknown): void {
    if (!this.#hasParts(object)) return;
    const { targets } = this.#edges;
    const counts = new Map<number, number>();
    for (const edge of edges) {
      if (this.#isField(edge)) counts.set(targets[edge]!, (counts.get(targets[edge]!) ?? 0) + 1);
    }
    const left = {
      of: (target: number) => counts.get(target) ?? 0,
      take: (target: number) => counts.set(target, counts.get(target)! - 1),
    };
    if (counts.size > 0) this.#inParts(object, left, visit);
  }

  /** Of all edges of an object. `counts`: by object, all zero before and after. */
  ofAll(object: number, counts: Uint32Array, visit: (edge: number) => unknown): void {
    if (!this.#hasParts(object)) return;
    const { first, targets } = this.#edges;
    const [begin, end] = [first[object]!, first[object + 1]!];
    for (let e = begin; e < end; e++) if (this.#isField(e)) counts[targets[e]!]!++;
    const left = {
      of: (target: number) => counts[target]!,
      take: (target: number) => counts[target]!--,
    };
    this.#inParts(object, left, visit);
    for (let e = begin; e < end; e++) counts[targets[e]!] = 0;
  }

  /** Not before they are asked for, and of all objects at hand then: loops ask millions of times. */
  get #edges(): EdgeColumns {
    const { edges } = this.#snapshot;
    this.#columns ??= this.#isOfMany ? { ...edges } : edges;
    return this.#columns;
  }

  get #isOfMany(): boolean {
    return this.#snapshot === this.#heap.snapshot;
  }

  /** Few objects have. */
  #hasParts(object: number): boolean {
    if (this.#slots.length === 0) return false;
    const { first } = this.#edges;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++) if (this.#isPart(e)) return true;
    return false;
  }

  #isField(edge: number): boolean {
    const kind = this.#edges.kinds[edge]! & EDGE_KIND_MASK;
    return kind === EdgeKind.attribute || kind === EdgeKind.element;
  }

  #isPart(edge: number): boolean {
    const { kinds, names } = this.#edges;
    return (kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.slot && this.#slots.includes(names[edge]!);
  }

  #inParts(object: number, left: Left, visit: (edge: number) => unknown): void {
    const { first, targets } = this.#edges;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++)
      if (this.#isPart(e)) this.#inPart(object, targets[e]!, left, visit);
  }

  /** Also in the cells of a part. */
  #inPart(holder: number, part: number, left: Left, visit: (edge: number) => unknown): void {
    const { first, targets } = this.#edges;
    let isOwn: boolean | undefined;
    for (let e = first[part]!, end = first[part + 1]!; e < end; e++) {
      if ((++this.#looks & (STEP - 1)) === 0) this.#task.step(e, targets.length);
      const target = targets[e]!;
      const isWanted = left.of(target) > 0;
      if (!isWanted && !this.#isCell(target)) continue;
      isOwn ??= this.#isHeldBy(holder, part);
      if (!isOwn) return;
      if (isWanted) {
        left.take(target);
        visit(e);
      } else if (!this.#isCell(part)) {
        this.#inPart(part, target, left, visit);
      }
    }
  }

  #isCell(object: number): boolean {
    return this.#cell !== NONE && this.#snapshot.objects.nameIds[object] === this.#cell;
  }

  #isHeldBy(holder: number, part: number): boolean {
    this.#referrers ??= this.#isOfMany
      ? { ...this.#heap.derived(referrersOf, this.#task) }
      : this.#heap.derivedNear(referrersOf, this.#task);
    const { first, sources, weak } = this.#referrers;
    for (let row = first[part]!, end = first[part + 1]!; row < end; row++)
      if (sources[row] !== holder && !weak.has(row)) return false;
    return true;
  }
}

/** How many second edges to each target are still to be found. */
interface Left {
  of(target: number): number;
  take(target: number): unknown;
}

/** Of all fields and elements of all objects. O(objects + edges), a bit an edge and an object. */
export const storedEdgesOf: Derivation<ClosedEdges> = {
  name: 'looking for fields that are kept twice',
  compute({ whole }, task) {
    const { objectCount, edgeCount } = whole.snapshot;
    const { targets } = whole.graph;
    const stored = { edges: new Bitset(edgeCount), targets: new Bitset(objectCount) };
    const storedEdges = new StoredEdges(whole, objectCount, task);
    const counts = new Uint32Array(objectCount);
    const add = (edge: number): void => {
      stored.edges.add(edge);
      stored.targets.add(targets[edge]!);
    };
    for (let object = 0; object < objectCount; object++) {
      if ((object & (STEP - 1)) === 0) task.step(object, objectCount);
      storedEdges.ofAll(object, counts, add);
    }
    return stored;
  },
  kept: asItIs('stored edges'),
};
