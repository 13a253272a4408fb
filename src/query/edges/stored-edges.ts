import { Bitset } from '../../base/bitset.ts';
import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import { asItIs, type Derivation, type Heap } from '../heap.ts';
import { referrersOf } from '../reachability.ts';

/**
 * Where an engine keeps fields and elements in a part of the object, edges lead to them from both, and a program that lets go of
 * a field lets go of it in both. Tells these second edges; of parts that the object alone has, for arrays that are written to
 * share none. O(edges of the object and its parts); referrers are found when there is such a part.
 */
export class StoredEdges {
  readonly #heap: Heap;
  readonly #task: Task;
  readonly #slots: ReadonlySet<number>;
  /** Id of the name of what stands in a part in place of a value; NONE: there is none. */
  readonly #cell: number;

  /** Of all edges, whatever is cut. */
  constructor({ whole }: Heap, task: Task) {
    const { names } = whole.snapshot;
    const { slots = [], cell } = whole.runtime.stores ?? {};
    this.#heap = whole;
    this.#task = task;
    this.#slots = new Set(slots.map((slot) => names.find(slot)).filter((id) => id !== NONE));
    this.#cell = cell === undefined ? NONE : names.find(cell);
  }

  /** Whether there can be any. */
  get areThere(): boolean {
    return this.#slots.size > 0;
  }

  /** Of these edges of an object. */
  of(object: number, edges: readonly number[], visit: (edge: number) => unknown): void {
    if (!this.areThere) return;
    const { targets } = this.#heap.graph;
    const wanted = new Set<number>();
    for (const edge of edges) if (this.#isField(edge)) wanted.add(targets[edge]!);
    if (wanted.size > 0) this.#inParts(object, (target) => wanted.has(target), visit);
  }

  /** Of all edges of an object. `seen`: by object, zeroes at first, to be kept from one object to the next. */
  ofAll(object: number, seen: Uint32Array, visit: (edge: number) => unknown): void {
    const { first, targets } = this.#heap.graph;
    const [begin, end] = [first[object]!, first[object + 1]!];
    let at = begin;
    while (at < end && !this.#isPart(at)) at++;
    // Few objects have parts.
    if (at === end) return;
    for (let e = begin; e < end; e++) if (this.#isField(e)) seen[targets[e]!] = object + 1;
    this.#inParts(object, (target) => seen[target] === object + 1, visit);
  }

  #isField(edge: number): boolean {
    const kind = this.#heap.graph.kinds[edge]! & EDGE_KIND_MASK;
    return kind === EdgeKind.attribute || kind === EdgeKind.element;
  }

  #isPart(edge: number): boolean {
    const { kinds, names } = this.#heap.snapshot.edges;
    return (kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.slot && this.#slots.has(names[edge]!);
  }

  #inParts(object: number, isWanted: (target: number) => boolean, visit: (edge: number) => unknown): void {
    const { first, targets } = this.#heap.graph;
    for (let e = first[object]!, end = first[object + 1]!; e < end; e++)
      if (this.#isPart(e)) this.#inPart(object, targets[e]!, isWanted, visit);
  }

  /** Also in the cells of a part. */
  #inPart(
    holder: number,
    part: number,
    isWanted: (target: number) => boolean,
    visit: (edge: number) => unknown,
  ): void {
    const { first, targets } = this.#heap.graph;
    let isOwn: boolean | undefined;
    for (let e = first[part]!, end = first[part + 1]!; e < end; e++) {
      const target = targets[e]!;
      if (!isWanted(target) && !this.#isCell(target)) continue;
      isOwn ??= this.#isHeldBy(holder, part);
      if (!isOwn) return;
      if (isWanted(target)) visit(e);
      else if (!this.#isCell(part)) this.#inPart(part, target, isWanted, visit);
    }
  }

  #isCell(object: number): boolean {
    return this.#cell !== NONE && this.#heap.snapshot.objects.nameIds[object] === this.#cell;
  }

  #isHeldBy(holder: number, part: number): boolean {
    const { first, sources, weak } = this.#heap.derived(referrersOf, this.#task);
    for (let row = first[part]!, end = first[part + 1]!; row < end; row++)
      if (sources[row] !== holder && !weak.has(row)) return false;
    return true;
  }
}

/** Second edges, and what they lead to. */
export interface Stored {
  readonly edges: Bitset;
  readonly targets: Bitset;
}

/** Of all fields and elements of all objects. O(objects + edges), a bit an edge and an object. */
export const storedEdgesOf: Derivation<Stored> = {
  name: 'looking for fields that are kept twice',
  compute({ whole }, task) {
    const { objectCount, edgeCount } = whole.snapshot;
    const { targets } = whole.graph;
    const stored = { edges: new Bitset(edgeCount), targets: new Bitset(objectCount) };
    const each = new StoredEdges(whole, task);
    const seen = new Uint32Array(objectCount);
    const add = (edge: number): void => {
      stored.edges.add(edge);
      stored.targets.add(targets[edge]!);
    };
    for (let object = 0; object < objectCount && each.areThere; object++) {
      if ((object & (STEP - 1)) === 0) task.step(object, objectCount);
      each.ofAll(object, seen, add);
    }
    return stored;
  },
  kept: asItIs('stored edges'),
};
