import { GrowableArray } from '../base/growable-array.ts';
import type { EdgeColumns } from './snapshot.ts';

/** Edges that came out of order, and how they get into the columns of those that came in order. */
export class ExtraEdges {
  readonly #sources = new GrowableArray(Uint32Array);
  readonly #targets = new GrowableArray(Uint32Array);
  readonly #names = new GrowableArray(Uint32Array);
  readonly #kinds = new GrowableArray(Uint8Array);

  get count(): number {
    return this.#sources.length;
  }

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

  /**
   * Puts every extra edge behind the other edges of its source, in the order they were added. The columns are as long
   * as the result; the first `ordered` edges are there. From the end to the beginning, so everything moves once and
   * nothing is copied aside: O(objects + edges + extras), most of it block moves.
   */
  mergeInto(columns: EdgeColumns, ordered: number): void {
    const { first } = columns;
    const rows = this.#rowsBySource(first.length);
    let to = columns.targets.length;
    let from = ordered;
    let object = first.length - 1;
    for (let i = rows.length - 1; i >= 0; i--) {
      const source = this.#sources.array[rows[i]!]!;
      const end = source === object ? from : first[source + 1]!;
      // `i + 1` extras lie before everything that is moved here.
      to -= from - end;
      moveBlock(columns, end, from, to);
      from = end;
      for (; object > source; object--) first[object]! += i + 1;
      this.#write(columns, --to, rows[i]!);
    }
  }

  /** Stable counting sort. */
  #rowsBySource(objectCount: number): Uint32Array {
    const sources = this.#sources.finish();
    const next = new Uint32Array(sources.length === 0 ? 0 : objectCount + 1);
    for (const source of sources) next[source + 1]!++;
    for (let object = 1; object < next.length; object++) next[object]! += next[object - 1]!;
    const rows = new Uint32Array(sources.length);
    for (let row = 0; row < rows.length; row++) rows[next[sources[row]!]!++] = row;
    return rows;
  }

  #write(columns: EdgeColumns, edge: number, row: number): void {
    columns.targets[edge] = this.#targets.array[row]!;
    columns.names[edge] = this.#names.array[row]!;
    columns.kinds[edge] = this.#kinds.array[row]!;
  }
}

function moveBlock(columns: EdgeColumns, start: number, end: number, to: number): void {
  if (start === end || start === to) return;
  columns.targets.copyWithin(to, start, end);
  columns.names.copyWithin(to, start, end);
  columns.kinds.copyWithin(to, start, end);
}
