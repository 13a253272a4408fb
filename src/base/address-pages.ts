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
/** Addresses that are looked up at a time. */
const BATCH = 4096;
/** Addresses that are remembered with their positions: these stay in the nearest cache. */
const RECENT_BITS = 10;
/** Low and high word, position, and a gap. */
const RECENT_WORDS = 4;

/**
 * Addresses by rank: a bit says that a place is taken, a running count turns it into a rank, and one array turns ranks
 * into positions. About 6 bytes an address; objects that are neighbours in memory are neighbours here, so following
 * the references of a real heap mostly stays within the cache: three times as fast as hashing.
 */
export class AddressPages implements AddressIndex {
  readonly columns: PagesColumns;
  readonly #misfits: AddressHash;
  /** What was found last, by `recentSlot`. */
  readonly #recent = new Int32Array(RECENT_WORDS << RECENT_BITS);
  /** Where the misfits of a batch are. */
  readonly #misfitsMet = new Uint32Array(BATCH);

  constructor(columns: PagesColumns) {
    this.columns = columns;
    this.#misfits = new AddressHash(columns.misfits);
    // No address, which all zeroes would be taken for.
    this.#recent[recentSlot(0) + 2] = ABSENT;
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

  /**
   * As `find` for each, four times as fast: nothing but the columns is looked at in between, and two of three references
   * of a real heap lead to what others shortly before led to.
   */
  findAll(words: Int32Array, into: Uint32Array): void {
    const count = words.length >>> 1;
    for (let start = 0; start < count; start += BATCH) {
      const misfitCount = this.#findFitting(words, into, start, Math.min(start + BATCH, count));
      this.#findMisfits(words, into, misfitCount);
    }
  }

  /**
   * All but misfits that were not found shortly before: gives how many these are. They are rare, and compiled code that
   * comes to what it never did before is compiled again: so they are done apart.
   */
  #findFitting(words: Int32Array, into: Uint32Array, start: number, end: number): number {
    const { cells, starts, positions, tables, numbers, layout } = this.columns;
    const { top, alignment, pageShift } = layout;
    const unaligned = (1 << alignment) - 1;
    const recent = this.#recent;
    const misfits = this.#misfitsMet;
    let misfitCount = 0;
    for (let i = start; i < end; i++) {
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      const slot = recentSlot(low);
      if (recent[slot] === low && recent[slot + 1] === high) {
        into[i] = recent[slot + 2]!;
        continue;
      }
      const isMisfit = (low & unaligned) !== 0 || high >>> 16 !== top;
      misfits[misfitCount] = i;
      misfitCount += isMisfit ? 1 : 0;
      if (isMisfit) continue;
      const page = pageOf(tables, numbers, pageKey(low, high));
      const place = (low & PAGE_MASK) >>> alignment;
      const cell = page < 0 ? 0 : cells[(page << pageShift) + (place >>> CELL_BITS)]!;
      const bit = placeBit(place);
      const position = (cell & bit) === 0 ? ABSENT : positions[starts[page]! + rankInPage(cell, bit)]!;
      into[i] = position;
      recent[slot] = low;
      recent[slot + 1] = high;
      recent[slot + 2] = position;
    }
    return misfitCount;
  }

  #findMisfits(words: Int32Array, into: Uint32Array, count: number): void {
    const recent = this.#recent;
    for (let misfit = 0; misfit < count; misfit++) {
      const i = this.#misfitsMet[misfit]!;
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      const slot = recentSlot(low);
      recent[slot] = low;
      recent[slot + 1] = high;
      recent[slot + 2] = this.#misfits.find(low, high);
      into[i] = recent[slot + 2]!;
    }
  }
}

/** Where an address is remembered, by its low word. */
function recentSlot(low: number): number {
  return (((low >>> 4) ^ (low >>> 14)) & ((1 << RECENT_BITS) - 1)) * RECENT_WORDS;
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
