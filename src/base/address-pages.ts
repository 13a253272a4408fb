import { AddressHash } from './address-hash.ts';
import { ABSENT, type AddressIndex, DuplicateAddress } from './address-index.ts';
import { PageTable } from './page-table.ts';
import { quietTask, STEP, type Task } from './task.ts';

/** A page is 64 KiB of addresses. Pages are told apart by 32 bits, so all addresses must have the same highest 16. */
const PAGE_BITS = 16;
const PAGE_MASK = (1 << PAGE_BITS) - 1;
/** A cell is four places where an object may begin: four bits say which are taken, the others how many are before. */
const CELL_BITS = 2;
const MOST_ADDRESSES = 2 ** 28;
/** How many of three bits are set, two bits each: a popcount in one shift. */
const BIT_COUNTS = 0b11_10_10_01_10_01_01_00;
/** Heaps take about 10 bytes an address here. Above this, addresses are strewn and a hash is smaller. */
const MOST_BYTES_AN_ADDRESS = 24;
/** Bytes that are nothing to worry about. */
const SMALL = 1 << 20;
/** One address in so many may lie between the places: it goes to a hash, and all others need half the places. */
const MOST_MISFITS = 1 / 64;

/**
 * Addresses by rank: a bit says that a place is taken, a running count turns it into a rank, and one array turns ranks
 * into positions. About 11 bytes an address; objects that are neighbours in memory are neighbours here, so following
 * the references of a real heap mostly stays within the cache: three times as fast as hashing.
 */
export class AddressPages implements AddressIndex {
  /** The highest 16 bits of all addresses. */
  readonly #top: number;
  /** Low bits that are zero in all addresses but the misfits. */
  readonly #alignment: number;
  /** Cells a page, as a power of two. */
  readonly #pageShift: number;
  readonly #misfits: AddressHash;
  readonly #pages = new PageTable();
  #cells = new Uint32Array(0);
  /** Position by rank. */
  #positions = new Uint32Array(0);

  /** Undefined when the addresses are too strewn for pages to pay, or too many. */
  static build(words: Uint32Array, task: Task = quietTask): AddressPages | undefined {
    if (words.length / 2 >= MOST_ADDRESSES) return undefined;
    const index = new AddressPages(words);
    if (!index.#markAll(words, task)) return undefined;
    index.#countBefore();
    index.#placeAll(words, task);
    return index;
  }

  private constructor(words: Uint32Array) {
    this.#top = words.length === 0 ? 0 : words[1]! >>> 16;
    this.#alignment = alignmentBits(words);
    this.#pageShift = PAGE_BITS - this.#alignment - CELL_BITS;
    this.#misfits = new AddressHash(words);
  }

  find(low: number, high: number): number {
    const offset = low & PAGE_MASK;
    const place = offset >>> this.#alignment;
    if (place << this.#alignment !== offset) return this.#misfits.find(low, high);
    const page = this.#pages.find(pageKey(low, high));
    if (page < 0 || high >>> 16 !== this.#top) return ABSENT;
    const cell = this.#cells[(page << this.#pageShift) + (place >>> CELL_BITS)]!;
    const bit = 1 << (place & 3);
    return (cell & bit) === 0 ? ABSENT : this.#positions[rank(cell, bit)]!;
  }

  findAll(words: Uint32Array, into: Uint32Array): void {
    const count = words.length >>> 1;
    for (let i = 0; i < count; i++) into[i] = this.find(words[2 * i]!, words[2 * i + 1]!);
  }

  /** False as soon as pages take too much for so few addresses. */
  #markAll(words: Uint32Array, task: Task): boolean {
    const mostBytes = SMALL + (words.length / 2) * MOST_BYTES_AN_ADDRESS;
    for (let i = 0; i < words.length; i += 2) {
      if ((i & (STEP - 1)) === 0) task.step(i, 2 * words.length);
      const low = words[i]!;
      const high = words[i + 1]!;
      if (low === 0 && high === 0) continue;
      if (high >>> 16 !== this.#top) return false;
      if (!this.#fits(low)) {
        this.#misfits.add(i >>> 1);
        continue;
      }
      const page = this.#pages.findOrAdd(pageKey(low, high));
      if ((page << (this.#pageShift + 2)) + this.#pages.size > mostBytes) return false;
      this.#mark(page, (low & PAGE_MASK) >>> this.#alignment, i >>> 1);
    }
    return true;
  }

  #fits(low: number): boolean {
    return (low & ((1 << this.#alignment) - 1)) === 0;
  }

  #mark(page: number, place: number, position: number): void {
    const cell = (page << this.#pageShift) + (place >>> CELL_BITS);
    if (cell >= this.#cells.length) this.#grow();
    const bit = 1 << (place & 3);
    if ((this.#cells[cell]! & bit) !== 0) throw new DuplicateAddress(position);
    this.#cells[cell]! |= bit;
  }

  #grow(): void {
    const grown = new Uint32Array(Math.max(this.#cells.length * 2, 16 << this.#pageShift));
    grown.set(this.#cells);
    this.#cells = grown;
  }

  #countBefore(): void {
    const cells = this.#cells.slice(0, this.#pages.count << this.#pageShift);
    let before = 0;
    for (let cell = 0; cell < cells.length; cell++) {
      const taken = cells[cell]!;
      cells[cell] = (before << 4) | taken;
      before += ((BIT_COUNTS >>> (2 * (taken & 7))) & 3) + (taken >>> 3);
    }
    this.#cells = cells;
    this.#positions = new Uint32Array(before);
  }

  /** Every rank has its position once all addresses are gone through. */
  #placeAll(words: Uint32Array, task: Task): void {
    for (let i = 0; i < words.length; i += 2) {
      if ((i & (STEP - 1)) === 0) task.step(words.length + i, 2 * words.length);
      const low = words[i]!;
      const high = words[i + 1]!;
      if ((low === 0 && high === 0) || !this.#fits(low)) continue;
      const page = this.#pages.find(pageKey(low, high));
      const place = (low & PAGE_MASK) >>> this.#alignment;
      const cell = this.#cells[(page << this.#pageShift) + (place >>> CELL_BITS)]!;
      this.#positions[rank(cell, 1 << (place & 3))] = i >>> 1;
    }
  }
}

/** How many taken places there are before the one that `bit` stands for. */
function rank(cell: number, bit: number): number {
  return (cell >>> 4) + ((BIT_COUNTS >>> (2 * (cell & (bit - 1)))) & 3);
}

/** Bits 16 to 47. */
function pageKey(low: number, high: number): number {
  return ((low >>> PAGE_BITS) | (high << PAGE_BITS)) >>> 0;
}

/** How many low bits are zero in nearly all addresses; a page has one cell at least. */
function alignmentBits(words: Uint32Array): number {
  const counts = new Uint32Array(33);
  for (let i = 0; i < words.length; i += 2) counts[31 - Math.clz32(words[i]! & -words[i]!)]!++;
  let misfits = 0;
  let bits = 0;
  while (bits < PAGE_BITS - CELL_BITS) {
    misfits += counts[bits]!;
    if (misfits > (words.length / 2) * MOST_MISFITS) break;
    bits++;
  }
  return bits;
}
