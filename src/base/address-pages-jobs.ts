import type { PageLayout } from './address-index.ts';
import { CELL_BITS, PAGE_MASK, pageKey, placeBit, rankInPage } from './address-pages.ts';
import { bitCount } from './bitset.ts';
import { PageTable, type PageTableColumns } from './page-table.ts';
import { STEP } from './task.ts';
import type { Job } from './team.ts';

/** Addresses start … end-1 of a column. */
interface Share {
  readonly words: Uint32Array;
  readonly layout: PageLayout;
  readonly start: number;
  readonly end: number;
}

export interface Pages {
  /** Each once, in the order of the addresses. */
  readonly keys: readonly number[];
  /** How many addresses are in each. */
  readonly counts: readonly number[];
  /** Positions of addresses that are between the places. */
  readonly misfits: readonly number[];
}

/** Which pages some addresses are in. Undefined: they are too strewn. */
export const findPages: Job<Share & { readonly mostBytes: number }, Pages | undefined> = {
  name: 'find pages of addresses',
  run({ words, layout, start, end, mostBytes }, task) {
    const { top, alignment, pageShift } = layout;
    const pages = new PageTable();
    const keys: number[] = [];
    const counts: number[] = [];
    const misfits: number[] = [];
    let last = -1;
    let page = -1;
    for (let i = start; i < end; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i - start, end - start);
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if (low === 0 && high === 0) continue;
      if (high >>> 16 !== top) return undefined;
      if (!fits(low, alignment)) {
        misfits.push(i);
        continue;
      }
      const key = pageKey(low, high);
      if (key !== last) page = pages.findOrAdd(key);
      last = key;
      if (page === keys.length) {
        keys.push(key);
        counts.push(0);
        if (keys.length * 4 * 2 ** pageShift + pages.size > mostBytes) return undefined;
      }
      counts[page]!++;
    }
    return { keys, counts, misfits };
  },
};

interface SortOrder extends Share, PageTableColumns {
  /** Where the positions of this share's addresses go, by page. Used up. */
  readonly next: Uint32Array;
  readonly positions: Uint32Array;
}

/** Sorts positions by the pages of their addresses. */
export const sortByPage: Job<SortOrder, void> = {
  name: 'sort addresses by page',
  run(order, task) {
    const { words, layout, start, end, positions } = order;
    const next = order.next.slice();
    const pages = new PageTable(order);
    for (let i = start; i < end; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i - start, end - start);
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if ((low === 0 && high === 0) || !fits(low, layout.alignment)) continue;
      positions[next[pages.find(pageKey(low, high))]!++] = i;
    }
  },
};

interface RankOrder {
  readonly words: Uint32Array;
  readonly layout: PageLayout;
  readonly cells: Uint32Array;
  readonly positions: Uint32Array;
  /** Of all pages, where its positions begin. */
  readonly starts: Uint32Array;
  /** Pages start … end-1. */
  readonly start: number;
  readonly end: number;
}

/** Brings the positions of each page into the order of their addresses. False: two addresses are the same. */
export const rankPages: Job<RankOrder, boolean> = {
  name: 'rank addresses',
  run(order, task) {
    const { starts, start, end } = order;
    const scratch = new Uint32Array(PAGE_MASK + 1);
    for (let page = start; page < end; page++) {
      if ((page & (PAGES_A_STEP - 1)) === 0) task.step(page - start, end - start);
      if (!rankPage(order, page, starts[page]!, starts[page + 1]!, scratch)) return false;
    }
    return true;
  },
};

const PAGES_A_STEP = 64;

function rankPage(order: RankOrder, page: number, start: number, end: number, scratch: Uint32Array): boolean {
  const { words, cells, positions } = order;
  const { alignment, pageShift } = order.layout;
  const firstCell = page << pageShift;
  const lastCell = firstCell + (1 << pageShift);
  // See `sharedArray`: to write first is cheaper than to read what nobody has written.
  cells.fill(0, firstCell, lastCell);
  for (let i = start; i < end; i++) {
    const place = (words[2 * positions[i]!]! & PAGE_MASK) >>> alignment;
    const cell = firstCell + (place >>> CELL_BITS);
    const bit = placeBit(place);
    if ((cells[cell]! & bit) !== 0) return false;
    cells[cell]! |= bit;
  }
  let before = 0;
  for (let cell = firstCell; cell < lastCell; cell++) {
    const taken = cells[cell]!;
    if (taken === 0) continue;
    cells[cell] = (before << 16) | taken;
    before += bitCount(taken);
  }
  for (let i = start; i < end; i++) {
    const position = positions[i]!;
    const place = (words[2 * position]! & PAGE_MASK) >>> alignment;
    const cell = cells[firstCell + (place >>> CELL_BITS)]!;
    scratch[rankInPage(cell, placeBit(place))] = position;
  }
  positions.set(scratch.subarray(0, end - start), start);
  return true;
}

function fits(low: number, alignment: number): boolean {
  return (low & ((1 << alignment) - 1)) === 0;
}
