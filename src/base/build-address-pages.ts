import { AddressHash } from './address-hash.ts';
import type { HashColumns, PageLayout } from './address-index.ts';
import { AddressPages, MOST_ADDRESSES, MOST_ALIGNMENT, pageLayout } from './address-pages.ts';
import {
  addBefore,
  countTaken,
  findPages,
  markPlaces,
  type Pages,
  type PlaceOrder,
  placeAddresses,
} from './address-pages-jobs.ts';
import { PageTable } from './page-table.ts';
import { sharedArray } from './shared-array.ts';
import { quietTask, type Task } from './task.ts';
import { cutEvenly, orderCount, runAll } from './team.ts';

/** Heaps take about 10 bytes an address here. Above this, addresses are strewn and a hash is smaller. */
const MOST_BYTES_AN_ADDRESS = 24;
/** Bytes that are nothing to worry about. */
const SMALL = 1 << 20;
/** One address in so many may lie between the places: it goes to a hash, and all others need half the places. */
const MOST_MISFITS = 1 / 64;
/** So many addresses show where objects begin. */
const SAMPLES = 1 << 16;

/**
 * Indexes addresses by pages: which pages there are, which places in them are taken, how many before each cell, and at
 * last which address is at which rank. Each is work that several threads do at once on their share of the addresses.
 * Undefined when the addresses are too strewn for pages to pay, or too many, or two are the same.
 */
export function buildAddressPages(words: Uint32Array, task: Task = quietTask): AddressPages | undefined {
  if (words.length / 2 >= MOST_ADDRESSES) return undefined;
  const layout = pageLayout(words.length === 0 ? 0 : words[1]! >>> 16, alignmentBits(words));
  // Memory of this thread alone would be copied to the others.
  const parts = words.buffer instanceof SharedArrayBuffer ? orderCount(words.length / 2, task) : 1;
  const shares = cutEvenly(words.length / 2, parts);
  const found = pagesOf(words, layout, shares, task);
  if (found === undefined) return undefined;
  const { pages, misfits } = found;
  const cells = sharedArray(Uint32Array, pages.count << layout.pageShift);
  const orders = shares.map(([start, end]) => ({ words, layout, ...pages.columns, cells, start, end }));
  if (runAll(markPlaces, orders, task).includes(false)) return undefined;
  const positions = sharedArray(Uint32Array, countBefore(cells, shares.length, task));
  const placing: PlaceOrder[] = orders.map((order) => ({ ...order, positions }));
  runAll(placeAddresses, placing, task);
  return new AddressPages({ kind: 'pages', layout, ...pages.columns, cells, positions, misfits });
}

function pagesOf(
  words: Uint32Array,
  layout: PageLayout,
  shares: ReturnType<typeof cutEvenly>,
  task: Task,
): { readonly pages: PageTable; readonly misfits: HashColumns } | undefined {
  const mostBytes = SMALL + (words.length / 2) * MOST_BYTES_AN_ADDRESS;
  const pages = new PageTable();
  const misfits = AddressHash.withRoom(words);
  const orders = shares.map(([start, end]) => ({ words, layout, start, end, mostBytes }));
  for (const found of runAll(findPages, orders, task)) {
    if (found === undefined || !addPages(pages, found, layout, mostBytes)) return undefined;
    for (const position of found.misfits) if (!misfits.add(position)) return undefined;
  }
  return { pages, misfits: misfits.columns };
}

/** False as soon as pages take too much for so few addresses. */
function addPages(table: PageTable, { keys }: Pages, { pageShift }: PageLayout, mostBytes: number): boolean {
  for (const key of keys) table.findOrAdd(key);
  return table.count * 4 * 2 ** pageShift + table.size <= mostBytes;
}

/** Turns each cell into what its rank is made of; gives how many places are taken in all. */
function countBefore(cells: Uint32Array, parts: number, task: Task): number {
  const orders = cutEvenly(cells.length, parts).map(([start, end]) => ({ cells, start, end }));
  let before = 0;
  const numbering = runAll(countTaken, orders, task).map((count, i) => {
    const order = { ...orders[i]!, before };
    before += count;
    return order;
  });
  runAll(addBefore, numbering, task);
  return before;
}

/** How many low bits are zero in nearly all addresses, as a sample tells; a page has one cell at least. */
function alignmentBits(words: Uint32Array): number {
  const counts = new Uint32Array(33);
  const step = Math.ceil(words.length / 2 / SAMPLES);
  let samples = 0;
  for (let i = 0; i < words.length; i += 2 * step, samples++)
    counts[31 - Math.clz32(words[i]! & -words[i]!)]!++;
  let misfits = 0;
  let bits = 0;
  while (bits < MOST_ALIGNMENT) {
    misfits += counts[bits]!;
    if (misfits > samples * MOST_MISFITS) break;
    bits++;
  }
  return bits;
}
