import type { PageLayout } from './address-index.ts';
import { CELL_BITS, PAGE_MASK, pageKey, rank, takenPlaces } from './address-pages.ts';
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
  /** Positions of addresses that are between the places. */
  readonly misfits: readonly number[];
}

/** Undefined: the addresses are too strewn. */
export const findPages: Job<Share & { readonly mostBytes: number }, Pages | undefined> = {
  name: 'find pages of addresses',
  run({ words, layout, start, end, mostBytes }, task) {
    const pages = new PageTable();
    const keys: number[] = [];
    const misfits: number[] = [];
    let last = -1;
    for (let i = start; i < end; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i - start, end - start);
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if (low === 0 && high === 0) continue;
      if (high >>> 16 !== layout.top) return undefined;
      if (!fits(low, layout)) {
        misfits.push(i);
        continue;
      }
      const key = pageKey(low, high);
      if (key === last) continue;
      last = key;
      if (pages.findOrAdd(key) < keys.length) continue;
      keys.push(key);
      if (keys.length * 4 * 2 ** layout.pageShift + pages.size > mostBytes) return undefined;
    }
    return { keys, misfits };
  },
};

interface MarkOrder extends Share, PageTableColumns {
  readonly cells: Uint32Array;
}

/** Sets the bit of every place that is taken. False: one is taken twice. */
export const markPlaces: Job<MarkOrder, boolean> = {
  name: 'mark places of addresses',
  run(order, task) {
    const { words, layout, cells, start, end } = order;
    const pages = new PageTable(order);
    for (let i = start; i < end; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i - start, end - start);
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if ((low === 0 && high === 0) || !fits(low, layout)) continue;
      const place = (low & PAGE_MASK) >>> layout.alignment;
      const cell = (pages.find(pageKey(low, high)) << layout.pageShift) + (place >>> CELL_BITS);
      const bit = 1 << (place & 3);
      if ((Atomics.or(cells, cell, bit) & bit) !== 0) return false;
    }
    return true;
  },
};

interface CellsOrder {
  readonly cells: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** How many places of some cells are taken. */
export const countTaken: Job<CellsOrder, number> = {
  name: 'count places of addresses',
  run({ cells, start, end }, task) {
    let count = 0;
    for (let cell = start; cell < end; cell++) {
      if ((cell & (STEP - 1)) === 0) task.step(cell - start, end - start);
      count += takenPlaces(cells[cell]!);
    }
    return count;
  },
};

/** Puts into each cell how many places are taken before it; `before` are before the first. */
export const addBefore: Job<CellsOrder & { readonly before: number }, void> = {
  name: 'number places of addresses',
  run({ cells, start, end, before }, task) {
    let count = before;
    for (let cell = start; cell < end; cell++) {
      if ((cell & (STEP - 1)) === 0) task.step(cell - start, end - start);
      const taken = cells[cell]!;
      cells[cell] = (count << 4) | taken;
      count += takenPlaces(taken);
    }
  },
};

export interface PlaceOrder extends MarkOrder {
  readonly positions: Uint32Array;
}

/** Writes each address's position at its rank. */
export const placeAddresses: Job<PlaceOrder, void> = {
  name: 'place addresses',
  run(order, task) {
    const { words, layout, cells, positions, start, end } = order;
    const pages = new PageTable(order);
    for (let i = start; i < end; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i - start, end - start);
      const low = words[2 * i]!;
      const high = words[2 * i + 1]!;
      if ((low === 0 && high === 0) || !fits(low, layout)) continue;
      const place = (low & PAGE_MASK) >>> layout.alignment;
      const cell = cells[(pages.find(pageKey(low, high)) << layout.pageShift) + (place >>> CELL_BITS)]!;
      positions[rank(cell, 1 << (place & 3))] = i;
    }
  },
};

function fits(low: number, { alignment }: PageLayout): boolean {
  return (low & ((1 << alignment) - 1)) === 0;
}
