import { AddressHash } from './address-hash.ts';
import type { HashColumns, PageLayout } from './address-index.ts';
import { AddressPages, MOST_ADDRESSES, MOST_ALIGNMENT, pageLayout } from './address-pages.ts';
import { findPages, type Pages, rankPages, sortByPage } from './address-pages-jobs.ts';
import { PageTable } from './page-table.ts';
import { sharedArray } from './shared-array.ts';
import { quietTask, type Task } from './task.ts';
import { cutEvenly, orderCount, runAll } from './team.ts';

/** Heaps take about 6 bytes an address here. Above this, addresses are strewn and a hash is smaller. */
const MOST_BYTES_AN_ADDRESS = 24;
/** Bytes that are nothing to worry about. */
const SMALL = 1 << 20;
/** One address in so many may lie between the places: it goes to a hash, and all others need half the places. */
const MOST_MISFITS = 1 / 64;
/** So many addresses show where objects begin. */
const SAMPLES = 1 << 16;

/**
 * Indexes addresses by pages: finds out which pages there are, sorts positions by page, and then each page for itself.
 * Each is work that several threads do at once. Undefined when the addresses are too strewn for pages to pay, or too
 * many, or two are the same.
 */
export function buildAddressPages(words: Uint32Array, task: Task = quietTask): AddressPages | undefined {
  const count = words.length / 2;
  if (count >= MOST_ADDRESSES) return undefined;
  const layout = pageLayout(words.length === 0 ? 0 : words[1]! >>> 16, alignmentBits(words));
  // Memory of this thread alone would be copied to the others.
  const parts = words.buffer instanceof SharedArrayBuffer ? orderCount(count, task) : 1;
  const shares = cutEvenly(count, parts).map(([start, end]) => ({ words, layout, start, end }));
  const mostBytes = SMALL + count * MOST_BYTES_AN_ADDRESS;
  const found = runAll(
    findPages,
    shares.map((share) => ({ ...share, mostBytes })),
    task,
  );
  const all = joinPages(words, found, layout, mostBytes);
  if (all === undefined) return undefined;
  const { pages, misfits } = all;
  const { starts, next } = placePages(pages, found as Pages[]);
  const positions = sharedArray(Uint32Array, starts[pages.count]!);
  const sorting = shares.map((share, i) => ({ ...share, ...pages.columns, positions, next: next[i]! }));
  runAll(sortByPage, sorting, task);
  const cells = sharedArray(Uint32Array, pages.count << layout.pageShift);
  const ranking = cutEvenly(pages.count, parts).map(([start, end]) => {
    return { words, layout, cells, positions, starts, start, end };
  });
  if (runAll(rankPages, ranking, task).includes(false)) return undefined;
  return new AddressPages({ kind: 'pages', layout, ...pages.columns, cells, starts, positions, misfits });
}

/** Undefined: too many pages for so few addresses, or an address that is there twice. */
function joinPages(
  words: Uint32Array,
  found: readonly (Pages | undefined)[],
  { pageShift }: PageLayout,
  mostBytes: number,
): { readonly pages: PageTable; readonly misfits: HashColumns } | undefined {
  const pages = new PageTable();
  const misfits = AddressHash.withRoom(words);
  for (const part of found) {
    if (part === undefined) return undefined;
    for (const key of part.keys) pages.findOrAdd(key);
    if (pages.count * 4 * 2 ** pageShift + pages.size > mostBytes) return undefined;
    for (const position of part.misfits) if (!misfits.add(position)) return undefined;
  }
  return { pages, misfits: misfits.columns };
}

/** Where each page's positions begin, and where among them those of each share. */
function placePages(
  pages: PageTable,
  found: readonly Pages[],
): { readonly starts: Uint32Array; readonly next: readonly Uint32Array[] } {
  // Counts at their page + 1 become starts.
  const starts = sharedArray(Uint32Array, pages.count + 1);
  for (const { keys, counts } of found) {
    for (const [i, key] of keys.entries()) starts[pages.find(key) + 1]! += counts[i]!;
  }
  for (let page = 0; page < pages.count; page++) starts[page + 1]! += starts[page]!;
  const ends = starts.slice();
  const next = found.map(({ keys, counts }) => {
    const places = sharedArray(Uint32Array, pages.count);
    for (const [i, key] of keys.entries()) {
      const page = pages.find(key);
      places[page] = ends[page]!;
      ends[page]! += counts[i]!;
    }
    return places;
  });
  return { starts, next };
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
