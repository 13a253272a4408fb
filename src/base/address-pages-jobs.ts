import type { PageLayout } from './address-index.ts';
import { CELL_BITS, PAGE_MASK, pageKey, placeBit, rankInPage } from './address-pages.ts';
import { type GrowingPageTable, PageTable, type PageTableColumns, pageOf } from './page-table.ts';
import { STEP } from './task.ts';
import type { Job } from './team.ts';

/** Addresses start … end-1 of a column. */
interface Share {
  readonly words: Int32Array;
  readonly layout: PageLayout;
  readonly cells: Uint32Array;
  readonly start: number;
  readonly end: number;
}

interface MarkOrder extends Share {
  readonly pages: GrowingPageTable;
}

/** Addresses that are gone through at a time: a function that is called often is fast sooner than a long loop. */
const BATCH = 4096;

/**
 * Marks in the cells which places are taken; gives the positions of the addresses that are between the places. Undefined:
 * addresses are too strewn, or two are the same.
 */
export const markPlaces: Job<MarkOrder, readonly number[] | undefined> = {
  name: 'mark places of addresses',
  run({ words, layout, cells, start, end, pages }, task) {
    const marker = new PlaceMarker(words, layout, cells, pages);
    for (let from = start; from < end; from += BATCH) {
      if ((from & (STEP - 1)) < BATCH) task.step(from - start, end - start);
      const misfitCount = marker.mark(from, Math.min(from + BATCH, end));
      if (misfitCount < 0) return undefined;
      marker.keepMisfits(misfitCount);
    }
    return marker.misfits;
  },
};

class PlaceMarker {
  readonly misfits: number[] = [];
  /** Those of a batch. */
  readonly #misfitsMet = new Uint32Array(BATCH);
  readonly #words: Int32Array;
  readonly #layout: PageLayout;
  readonly #cells: Uint32Array;
  readonly #pages: PageTable;
  constructor(words: Int32Array, layout: PageLayout, cells: Uint32Array, pages: GrowingPageTable) {
    this.#words = words;
    this.#layout = layout;
    this.#cells = cells;
    this.#pages = new PageTable(pages);
  }

  /** -1: there is no room. */
  #addPage(key: number): number {
    const { pageShift } = this.#layout;
    // See `sharedArray`: to write first is cheaper than to read what nobody has written.
    return this.#pages.findOrAdd(key, (page) => {
      this.#cells.fill(0, page << pageShift, (page + 1) << pageShift);
    });
  }

  /** The places of addresses start … end-1. Gives how many are misfits, rare as in `AddressPages`; -1: it cannot be done. */
  mark(start: number, end: number): number {
    const { top, alignment, pageShift } = this.#layout;
    const { tables, numbers } = this.#pages.columns;
    const words = this.#words;
    const cells = this.#cells;
    const unaligned = (1 << alignment) - 1;
    const misfits = this.#misfitsMet;
    let misfitCount = 0;
    for (let i = start; i < end; i++) {
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if (low === 0 && high === 0) continue;
      if (high >>> 16 !== top) return -1;
      const isMisfit = (low & unaligned) !== 0;
      misfits[misfitCount] = i;
      misfitCount += isMisfit ? 1 : 0;
      if (isMisfit) continue;
      let page = pageOf(tables, numbers, pageKey(low, high));
      if (page < 0) page = this.#addPage(pageKey(low, high));
      if (page < 0) return -1;
      const place = (low & PAGE_MASK) >>> alignment;
      const bit = placeBit(place);
      // Others write to the same page.
      if ((Atomics.or(cells, (page << pageShift) + (place >>> CELL_BITS), bit) & bit) !== 0) return -1;
    }
    return misfitCount;
  }

  /** Those that `mark` met. */
  keepMisfits(count: number): void {
    this.misfits.push(...this.#misfitsMet.subarray(0, count));
  }
}

interface PlaceOrder extends Share, PageTableColumns {
  /** Where the positions of each page begin. */
  readonly starts: Uint32Array;
  readonly positions: Uint32Array;
}

/** Puts positions where their addresses rank. */
export const placePositions: Job<PlaceOrder, void> = {
  name: 'place positions of addresses',
  run(order, task) {
    const { start, end } = order;
    for (let from = start; from < end; from += BATCH) {
      if ((from & (STEP - 1)) < BATCH) task.step(from - start, end - start);
      placeBatch(order, from, Math.min(from + BATCH, end));
    }
  },
};

function placeBatch(order: PlaceOrder, start: number, end: number): void {
  const { words, layout, cells, tables, numbers, starts, positions } = order;
  const { alignment, pageShift } = layout;
  const unaligned = (1 << alignment) - 1;
  for (let i = start; i < end; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    if ((low & unaligned) !== 0 || (low === 0 && high === 0)) continue;
    const page = pageOf(tables, numbers, pageKey(low, high));
    const place = (low & PAGE_MASK) >>> alignment;
    const cell = cells[(page << pageShift) + (place >>> CELL_BITS)]!;
    positions[starts[page]! + rankInPage(cell, placeBit(place))] = i;
  }
}
