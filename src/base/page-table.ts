import { sharedArray } from './shared-array.ts';

const HALF_BITS = 16;
const HALF_MASK = (1 << HALF_BITS) - 1;

/** What keys are looked up in, in shared memory. */
export interface PageTableColumns {
  /** Where the table of an upper half is in `numbers`. The first one is always empty, and stands for those without. */
  readonly tables: Uint32Array;
  /** Number + 1; 0: none. */
  readonly numbers: Uint32Array;
}

/** What keys are added to, by several threads at the same time. */
export interface GrowingPageTable extends PageTableColumns {
  /** How many numbers and tables have been given out. */
  readonly given: Uint32Array;
  /** How many numbers there may be. */
  readonly most: number;
}

const Given = { numbers: 0, tables: 1 } as const;

/** Upper halves: a heap lies in a few regions of 4 GiB, and nobody pays for room that is not used. */
const MOST_TABLES = 256;

/**
 * Numbers the 32-bit keys it is given 0, 1, 2, …: by a table for the upper half of the key and one for each upper half
 * that is there. For keys that are close together. A look-up has no branch that could be guessed wrongly, which makes
 * it three times as fast as a hash; a table is 256 KiB, but of its pages only those are paid that are used.
 *
 * Threads that add keys at the same time number them in any order, and when two add the same, one number stays unused.
 */
export class PageTable {
  readonly columns: GrowingPageTable;

  /** `columns`: of one that another thread adds to as well. */
  constructor(columns: GrowingPageTable) {
    this.columns = columns;
  }

  /** With room for so many numbers, and so many tables. */
  static withRoom(most: number, tableCount = MOST_TABLES): PageTable {
    return new PageTable({
      tables: sharedArray(Uint32Array, 1 << HALF_BITS),
      numbers: sharedArray(Uint32Array, (Math.min(tableCount, MOST_TABLES) + 1) << HALF_BITS),
      given: sharedArray(Uint32Array, 2),
      most,
    });
  }

  /** How many numbers have been given out. */
  get count(): number {
    const { given, most } = this.columns;
    return Math.min(Atomics.load(given, Given.numbers), most);
  }

  /** The key's number, new or known; -1: there is no room for it. `prepare` is called before others see a new number. */
  findOrAdd(key: number, prepare: (number: number) => void): number {
    const { tables, numbers } = this.columns;
    const half = key >>> HALF_BITS;
    const table = tables[half]! || this.#addTable(half);
    if (table === 0) return -1;
    const entry = table + (key & HALF_MASK);
    return (numbers[entry]! || this.#addNumber(entry, prepare)) - 1;
  }

  /** 0: there is no room. */
  #addNumber(entry: number, prepare: (number: number) => void): number {
    const { numbers, given, most } = this.columns;
    const number = Atomics.add(given, Given.numbers, 1) + 1;
    if (number > most) return 0;
    prepare(number - 1);
    return Atomics.compareExchange(numbers, entry, 0, number) || number;
  }

  /** 0: there is no room. */
  #addTable(half: number): number {
    const { tables, numbers, given } = this.columns;
    const table = (Atomics.add(given, Given.tables, 1) + 1) << HALF_BITS;
    if (table >= numbers.length) return 0;
    return Atomics.compareExchange(tables, half, 0, table) || table;
  }
}

/** The key's number, or -1. */
export function pageOf(tables: Uint32Array, numbers: Uint32Array, key: number): number {
  return numbers[tables[key >>> HALF_BITS]! + (key & HALF_MASK)]! - 1;
}
