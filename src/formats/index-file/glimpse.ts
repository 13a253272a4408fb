import { type ColumnPieces, PIECES } from '../../base/paged-column.ts';
import { PICK, type Pick } from '../../base/pick-values.ts';
import type { NumericArray } from '../../base/shared-array.ts';

/** Where a column is read from. */
export interface GlimpseSource<Column extends NumericArray> {
  readonly count: number;
  /** Values of each piece; the last one may have fewer. */
  readonly pieceLength: number;
  /** In `into` where it is given. Undefined: it is damaged. */
  piece(number: number, into?: Column): Column | undefined;
  /** Undefined: some are damaged. */
  readonly pick: Pick<Column>;
  whole(): Column;
}

/** Whoever looks at more than every so manieth piece reads the whole column sooner than piece by piece. */
const PIECES_SHARE = 3;
/** A look takes as long as reading so many values does, when all are read. */
const VALUES_A_LOOK = 32;

/** A column of which only what is looked at has been read. */
export class Glimpse<Column extends NumericArray> {
  /** Can do all that the column can: what is asked of it but for single values is asked of the whole column. */
  readonly column: Column;
  readonly #source: GlimpseSource<Column>;
  readonly #pieces = new Map<number, Column>();
  #whole: Column | undefined;
  #looks = 0;

  /** `like`: an array of the column's type. */
  constructor(source: GlimpseSource<Column>, like: Column) {
    this.#source = source;
    this.column = new Proxy(like, {
      get: (_, property) => {
        const row = typeof property === 'string' ? Number(property) : Number.NaN;
        return Number.isNaN(row) ? this.#property(property) : this.#at(row);
      },
    });
  }

  /** Whether it is quicker by now to take the whole column. */
  get isUsedUp(): boolean {
    return this.#whole !== undefined;
  }

  #isLookedAtMuch(): boolean {
    return ++this.#looks * VALUES_A_LOOK > this.#source.count;
  }

  #property(name: string | symbol): unknown {
    if (name === 'length') return this.#source.count;
    if (name === PICK) return this.#whole === undefined ? this.#source.pick : undefined;
    if (name === PIECES) return this.#whole === undefined ? this.#pieceSource() : undefined;
    if (name === 'indexOf' && this.#whole === undefined) return this.#indexOf;
    const whole = this.#takeWhole();
    const value: unknown = Reflect.get(whole, name);
    return typeof value === 'function' ? value.bind(whole) : value;
  }

  #pieceSource(): ColumnPieces<Column> {
    const { pieceLength, piece } = this.#source;
    return { length: pieceLength, piece };
  }

  #at(row: number): Column[number] | undefined {
    if (this.#whole !== undefined || this.#isLookedAtMuch()) return this.#takeWhole()[row];
    const { count, pieceLength } = this.#source;
    if (!(row >= 0 && row < count)) return undefined;
    const number = Math.floor(row / pieceLength);
    const piece = this.#pieces.get(number) ?? this.#read(number);
    return piece === undefined ? this.#takeWhole()[row] : piece[row - number * pieceLength];
  }

  /** Reads up to where the value is, and keeps nothing. */
  readonly #indexOf = (value: Column[number]): number => {
    const { count, pieceLength } = this.#source;
    let memory: Column | undefined;
    for (let number = 0; number * pieceLength < count; number++) {
      memory = this.#source.piece(number, memory);
      if (memory === undefined) return indexIn(this.#takeWhole(), value);
      const at = indexIn(memory, value);
      if (at >= 0) return number * pieceLength + at;
    }
    return -1;
  };

  /** Undefined: the whole column is to be read instead. */
  #read(number: number): Column | undefined {
    const { count, pieceLength } = this.#source;
    if (this.#pieces.size * pieceLength * PIECES_SHARE > count) return undefined;
    const piece = this.#source.piece(number);
    if (piece !== undefined) this.#pieces.set(number, piece);
    return piece;
  }

  #takeWhole(): Column {
    this.#whole ??= this.#source.whole();
    this.#pieces.clear();
    return this.#whole;
  }
}

function indexIn<Column extends NumericArray>(column: Column, value: Column[number]): number {
  return (column as { indexOf(value: Column[number]): number }).indexOf(value);
}
