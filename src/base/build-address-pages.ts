import { AddressHash } from './address-hash.ts';
import type { HashColumns, PageLayout } from './address-index.ts';
import { AddressPages, MOST_ADDRESSES, MOST_ALIGNMENT, pageLayout } from './address-pages.ts';
import { markPlaces, placePositions } from './address-pages-jobs.ts';
import { bitCount, lowestBit } from './bitset.ts';
import { PageTable } from './page-table.ts';
import { areShared, sharedArray } from './shared-array.ts';
import { quietTask, type Task } from './task.ts';
import { cutEvenly, orderCount, runAll } from './team.ts';

/** Heaps take about 6 bytes an address here. Above this, addresses are strewn and a hash is smaller. */
const MOST_BYTES_AN_ADDRESS = 24;
/** Bytes that are nothing to worry about. */
const SMALL = 1 << 20;
/** A table of pages, in bytes. */
const BYTES_A_TABLE = 1 << 18;
/** One address in so many may lie between the places: it goes to a hash, and all others need half the places. */
const MOST_MISFITS = 1 / 64;
/** So many addresses show where objects begin. */
const SAMPLES = 1 << 13;

/**
 * Indexes addresses by pages: marks which places are taken, counts them, and puts each position where its address
 * ranks. What is O(addresses) is work that several threads do at once. Undefined when the addresses are too strewn for
 * pages to pay, or too many, or two are the same.
 */
export function buildAddressPages(words: Int32Array, task: Task = quietTask): AddressPages | undefined {
  const count = words.length / 2;
  if (count >= MOST_ADDRESSES) return undefined;
  const layout = pageLayout(words.length === 0 ? 0 : words[1]! >>> 16, alignmentBits(words));
  const mostBytes = SMALL + count * MOST_BYTES_AN_ADDRESS;
  const cellsAPage = 2 ** layout.pageShift;
  const most = Math.floor(mostBytes / (4 * cellsAPage));
  const pages = PageTable.withRoom(most, Math.floor(mostBytes / BYTES_A_TABLE));
  const cells = sharedArray(Uint32Array, most * cellsAPage);
  const parts = areShared(words) ? orderCount(count, task) : 1;
  const shares = cutEvenly(count, parts).map(([start, end]) => ({ words, layout, cells, start, end }));
  const marked = runAll(
    markPlaces,
    shares.map((share) => ({ ...share, pages: pages.columns })),
    task,
  );
  const misfits = joinMisfits(words, marked);
  if (misfits === undefined) return undefined;
  const starts = countPlaces(cells, pages.count, layout, task);
  const positions = sharedArray(Uint32Array, starts[pages.count]!);
  const { tables, numbers } = pages.columns;
  const placing = shares.map((share) => ({ ...share, tables, numbers, starts, positions }));
  runAll(placePositions, placing, task);
  return new AddressPages({ kind: 'pages', layout, tables, numbers, cells, starts, positions, misfits });
}

/** Undefined: addresses are too strewn, or one is there twice. */
function joinMisfits(
  words: Int32Array,
  marked: readonly (readonly number[] | undefined)[],
): HashColumns | undefined {
  const misfits = AddressHash.withRoom(words);
  for (const positions of marked) {
    if (positions === undefined) return undefined;
    for (const position of positions) if (!misfits.add(position)) return undefined;
  }
  return misfits.columns;
}

/** Tells each cell how many places of its page are taken before it; gives where the positions of each page begin. */
function countPlaces(
  cells: Uint32Array,
  pageCount: number,
  { pageShift }: PageLayout,
  task: Task,
): Uint32Array {
  const starts = sharedArray(Uint32Array, pageCount + 1);
  let count = 0;
  for (let page = 0; page < pageCount; page++) {
    if ((page & (PAGES_A_STEP - 1)) === 0) task.step(page, pageCount);
    starts[page] = count;
    let before = 0;
    for (let cell = page << pageShift, end = cell + (1 << pageShift); cell < end; cell++) {
      const taken = cells[cell]!;
      if (taken === 0) continue;
      cells[cell] = (before << 16) | taken;
      before += bitCount(taken);
    }
    count += before;
  }
  starts[pageCount] = count;
  return starts;
}

const PAGES_A_STEP = 64;

/** How many low bits are zero in nearly all addresses, as a sample tells; a page has one cell at least. */
function alignmentBits(words: Int32Array): number {
  const counts = new Uint32Array(33);
  const step = Math.ceil(words.length / 2 / SAMPLES);
  let samples = 0;
  for (let i = 0; i < words.length; i += 2 * step, samples++) counts[lowestBit(words[i]!)]!++;
  let misfits = 0;
  let bits = 0;
  while (bits < MOST_ALIGNMENT) {
    misfits += counts[bits]!;
    if (misfits > samples * MOST_MISFITS) break;
    bits++;
  }
  return bits;
}
