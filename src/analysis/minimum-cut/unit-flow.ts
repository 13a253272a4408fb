import { Bitset } from '../../base/bitset.ts';
import { append, GrowableArray } from '../../base/growable-array.ts';
import type { PagedGraph } from '../paged-graph.ts';

/** Of a graph, where its edges lead. */
type CutGraph = Pick<PagedGraph, 'objectCount' | 'targets'>;

/** Whether an edge is one of some. */
export type EdgeTest = (edge: number) => boolean;

/** Edges, and what they lead to. */
export interface ClosedEdges {
  readonly edges: Bitset;
  readonly targets: Bitset;
}

/** The end of a list of units: unit 0 is none. */
const NO_UNIT = 0;

/**
 * A flow of whole units along edges, each of which carries one at most, but for those without limit. Few units flow, along
 * few paths, so each object has a short list of those that leave it.
 *
 * Memory: 4 bytes an object and a bit, a bit an edge, 8 bytes a unit on an edge, 4 an object that one leaves.
 */
export class UnitFlow {
  /** Edges that carry all they can, those that are closed among them. */
  readonly full: Bitset;
  /** Objects that units have entered, some of which they do not any more, or that closed edges lead to: which edge leads there is to be asked. */
  readonly entered: Bitset;
  readonly #targets: PagedGraph['targets'];
  readonly #sources = new GrowableArray(Uint32Array);
  #isUnlimited: EdgeTest | undefined;
  /** The first unit that leaves an object; of each unit its edge, and the next unit that leaves the same object. */
  readonly #first: Uint32Array;
  readonly #edges = new GrowableArray(Uint32Array);
  readonly #next = new GrowableArray(Uint32Array);

  /** `closed`: edges that carry nothing. */
  constructor({ objectCount, targets }: CutGraph, closed?: ClosedEdges) {
    this.full = new Bitset(targets.length, closed?.edges.words.slice());
    this.entered = new Bitset(objectCount, closed?.targets.words.slice());
    this.#targets = targets;
    this.#first = new Uint32Array(objectCount);
    this.#edges.extend(1);
    this.#next.extend(1);
  }

  /** From now on these edges carry as much as they are given, beside those that did so far: they are among them. */
  unlimit(isUnlimited: EdgeTest): void {
    this.#isUnlimited = isUnlimited;
    for (const edge of this.#edges.finish().subarray(1)) if (isUnlimited(edge)) this.full.delete(edge);
  }

  /** Objects that units have left; some that none leaves any more, and some twice. A view. */
  get sources(): Uint32Array {
    return this.#sources.finish();
  }

  /** One more unit along an edge from an object. */
  add(source: number, edge: number): void {
    const unit = this.#edges.extend(1);
    this.#next.extend(1);
    this.#edges.array[unit] = edge;
    this.#next.array[unit] = this.#first[source]!;
    if (this.#first[source] === NO_UNIT) append(this.#sources, source);
    this.#first[source] = unit;
    this.entered.add(this.#targets.at(edge));
    if (this.#isUnlimited?.(edge) !== true) this.full.add(edge);
  }

  /** One unit less along an edge that carries one. */
  remove(source: number, edge: number): void {
    const next = this.#next.array;
    let before = NO_UNIT;
    let unit = this.#first[source]!;
    while (this.#edges.array[unit] !== edge) {
      before = unit;
      unit = next[unit]!;
    }
    if (before === NO_UNIT) this.#first[source] = next[unit]!;
    else next[before] = next[unit]!;
    this.full.delete(edge);
  }

  /** Whether any unit leaves an object. */
  leaves(source: number): boolean {
    return this.#first[source] !== NO_UNIT;
  }

  /** Calls `visit` with the edge of each unit that leaves an object, and where that leads. */
  eachOut(source: number, visit: (edge: number, target: number) => void): void {
    for (let unit = this.#first[source]!; unit !== NO_UNIT; unit = this.#next.array[unit]!) {
      const edge = this.#edges.array[unit]!;
      visit(edge, this.#targets.at(edge));
    }
  }

  /** Gives the edges of the units that leave an object, each once, and then undefined. */
  taker(): (source: number) => number | undefined {
    const nexts = new Map<number, number>();
    return (source) => {
      const unit = nexts.get(source) ?? this.#first[source]!;
      if (unit === NO_UNIT) return undefined;
      nexts.set(source, this.#next.array[unit]!);
      return this.#edges.array[unit]!;
    };
  }
}
