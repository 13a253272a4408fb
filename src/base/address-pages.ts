import { AddressHash } from './address-hash.ts';
import { ABSENT, type AddressIndex, type PageLayout, type PagesColumns } from './address-index.ts';
import { bitCount } from './bitset.ts';
import { pageOf } from './page-table.ts';

/** A page is 64 KiB of addresses. Pages are told apart by 32 bits, so all addresses must have the same highest 16. */
const PAGE_BITS = 16;
export const PAGE_MASK = (1 << PAGE_BITS) - 1;
/** A cell is sixteen places where an object may begin: its low bits say which are taken, the others how many of the page are before. */
export const CELL_BITS = 4;
const CELL_MASK = (1 << CELL_BITS) - 1;
export const MOST_ADDRESSES = 2 ** 28;

/**
 * Addresses by rank: a bit says that a place is taken, a running count turns it into a rank, and one array turns ranks
 * into positions. About 6 bytes an address; objects that are neighbours in memory are neighbours here, so following
 * the references of a real heap mostly stays within the cache: three times as fast as hashing.
 */
export class AddressPages implements AddressIndex {
  readonly columns: PagesColumns;
  readonly #misfits: AddressHash;

  constructor(columns: PagesColumns) {
    this.columns = columns;
    this.#misfits = new AddressHash(columns.misfits);
  }

  find(low: number, high: number): number {
    const { cells, starts, positions, tables, numbers, layout } = this.columns;
    const offset = low & PAGE_MASK;
    const place = offset >>> layout.alignment;
    if (place << layout.alignment !== offset) return this.#misfits.find(low, high);
    const page = pageOf(tables, numbers, pageKey(low, high));
    if (page < 0 || high >>> 16 !== layout.top) return ABSENT;
    const cell = cells[(page << layout.pageShift) + (place >>> CELL_BITS)]!;
    const bit = placeBit(place);
    return (cell & bit) === 0 ? ABSENT : positions[starts[page]! + rankInPage(cell, bit)]!;
  }

  /** As `find` for each, twice as fast: nothing but the columns is looked at in between. */
  findAll(words: Uint32Array, into: Uint32Array): void {
    const { cells, starts, positions, tables, numbers, layout } = this.columns;
    const { top, alignment, pageShift } = layout;
    const unaligned = (1 << alignment) - 1;
    const count = words.length >>> 1;
    for (let i = 0; i < count; i++) {
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if ((low & unaligned) !== 0 || high >>> 16 !== top) {
        into[i] = this.find(low, high);
        continue;
      }
      const key = pageKey(low, high);
      const page = pageOf(tables, numbers, key);
      const place = (low & PAGE_MASK) >>> alignment;
      const cell = page < 0 ? 0 : cells[(page << pageShift) + (place >>> CELL_BITS)]!;
      const bit = placeBit(place);
      into[i] = (cell & bit) === 0 ? ABSENT : positions[starts[page]! + rankInPage(cell, bit)]!;
    }
  }
}

/** The bit of a place in its cell. */
export function placeBit(place: number): number {
  return 1 << (place & CELL_MASK);
}

/** How many taken places of the page there are before the one that `bit` of `cell` stands for. */
export function rankInPage(cell: number, bit: number): number {
  return (cell >>> 16) + bitCount(cell & (bit - 1));
}

/** Bits 16 to 47. */
export function pageKey(low: number, high: number): number {
  return ((low >>> PAGE_BITS) | (high << PAGE_BITS)) >>> 0;
}

/** With an alignment. A page has one cell at least. */
export function pageLayout(top: number, alignment: number): PageLayout {
  return { top, alignment, pageShift: PAGE_BITS - alignment - CELL_BITS };
}

export const MOST_ALIGNMENT = PAGE_BITS - CELL_BITS;
