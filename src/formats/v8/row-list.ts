import { GrowableArray } from '../../base/growable-array.ts';

/** Rows as they are found, one by one, in memory that all threads can see. */
export class RowList {
  readonly #rows = new GrowableArray(Uint32Array);

  add(row: number): void {
    const place = this.#rows.extend(1);
    this.#rows.array[place] = row;
  }

  finish(): Uint32Array {
    return this.#rows.finish();
  }
}

/** One list after the other. */
export function joinRows(lists: readonly Uint32Array[]): Uint32Array {
  if (lists.length === 1) return lists[0]!;
  const joined = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of lists) {
    joined.set(list, end);
    end += list.length;
  }
  return joined;
}
