type Column = Uint8Array | Uint32Array | Float64Array;

/** What a column that is not in memory can do beside what arrays can: give its pieces. */
export const PIECES = Symbol('pieces');

export interface ColumnPieces<C> {
  /** Values of each piece but the last one, which may have fewer; a power of two. */
  readonly length: number;
  /** In `into` where that is given and long enough. Undefined: it is damaged. */
  piece(number: number, into?: C): C | undefined;
}

const PAGE = 1 << 16;

/**
 * A column for who looks at many of its values, here and there: of one that comes from an index file (see `Heap.near`) a
 * piece is read when somebody first looks at it, and is kept as long as this. A look costs little more than one at an
 * array, which the column itself makes hundreds of times dearer.
 */
export class PagedColumn<C extends Column> {
  readonly length: number;
  readonly #column: C;
  readonly #pieces: ColumnPieces<C> | undefined;
  readonly #pages: (C | undefined)[];
  readonly #bits: number;
  readonly #mask: number;

  constructor(column: C) {
    this.#pieces = (column as { readonly [PIECES]?: ColumnPieces<C> })[PIECES];
    const length = this.#pieces?.length ?? PAGE;
    this.#column = column;
    this.length = column.length;
    this.#bits = 31 - Math.clz32(length);
    this.#mask = length - 1;
    this.#pages = new Array<C | undefined>(Math.ceil(this.length / length)).fill(undefined);
  }

  /** The value of a row that there is. */
  at(row: number): number {
    const number = row >>> this.#bits;
    const page = this.#pages[number] ?? this.#read(number);
    return page[row & this.#mask]!;
  }

  #read(number: number): C {
    const start = number << this.#bits;
    // What is damaged the column itself can tell: it is computed anew.
    const page = this.#pieces?.piece(number) ?? this.#column.subarray(start, start + this.#mask + 1);
    this.#pages[number] = page as C;
    return page as C;
  }
}

/** Calls with all values of a column, piece by piece, and the row of the first: none stays in memory that is not there. */
export function eachPiece<C extends Column>(column: C, visit: (values: C, start: number) => void): void {
  const pieces = (column as { readonly [PIECES]?: ColumnPieces<C> })[PIECES];
  const length = pieces?.length ?? PAGE;
  const count = column.length;
  let memory: C | undefined;
  for (let start = 0; start < count; start += length) {
    memory = pieces?.piece(start / length, memory);
    visit(memory ?? (column.subarray(start, start + length) as C), start);
  }
}
