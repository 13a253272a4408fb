import { bitCount } from '../base/bitset.ts';
import { append, GrowableArray } from '../base/growable-array.ts';
import { STEP, type Task } from '../base/task.ts';
import { WEAK } from '../model/kinds.ts';
import { type PagedGraph, sourceOfEdge } from './paged-graph.ts';

/** No place in a list: the end of each. */
export const NO_CUT = 0;

/**
 * Edges that are taken away and retained something, by what they lead to.
 *
 * Memory: 4 bytes an object, written only where such an edge leads, and 12 an edge.
 */
export class CutEdges {
  /** By object: where the list of edges into it begins; of each place the object that the edge leaves, and the next place. */
  readonly #begin: Uint32Array;
  readonly #sources = new GrowableArray(Uint32Array);
  readonly #next = new GrowableArray(Uint32Array);
  readonly #targets = new GrowableArray(Uint32Array);

  private constructor(objectCount: number) {
    this.#begin = new Uint32Array(objectCount);
    this.#sources.extend(1);
    this.#next.extend(1);
  }

  /** `absent`: a bit an edge. Undefined: there are more than `most`. O(edges / 32 + edges taken away · log objects). */
  static of(graph: PagedGraph, absent: Uint32Array, most: number, task: Task): CutEdges | undefined {
    let count = 0;
    for (let w = 0; w < absent.length; w++) count += bitCount(absent[w]!);
    if (count > most) return undefined;
    const cut = new CutEdges(graph.objectCount);
    // From the end, so that lists begin with what was put in last, the first edge.
    for (let w = absent.length - 1; w >= 0; w--) {
      if ((w & (STEP - 1)) === 0) task.step(absent.length - w, absent.length);
      for (let word = absent[w]!; word !== 0; ) {
        const bit = 31 - Math.clz32(word);
        word &= ~(1 << bit);
        const edge = 32 * w + bit;
        if ((graph.kinds.at(edge) & WEAK) === 0)
          cut.#addFirst(sourceOfEdge(graph, edge), graph.targets.at(edge));
      }
    }
    return cut;
  }

  /** What these edges lead to, each once. */
  get targets(): Uint32Array {
    return this.#targets.finish();
  }

  /**
   * Goes along with a look at the referrers of one object, whose sources ascend: where its list begins, and after each row that
   * `isAt` is true of, that row being gone, where it goes on. Of several edges from one object to another it does not
   * matter which are left.
   */
  beginOf(target: number): number {
    return this.#begin[target]!;
  }

  isAt(place: number, source: number): boolean {
    return this.#sources.array[place] === source;
  }

  after(place: number): number {
    return this.#next.array[place]!;
  }

  #addFirst(source: number, target: number): void {
    if (this.#begin[target] === NO_CUT) append(this.#targets, target);
    append(this.#next, this.#begin[target]!);
    this.#begin[target] = append(this.#sources, source);
  }
}
