import { ABSENT, type AddressIndex, DuplicateAddress } from './address-index.ts';
import { bitCount } from './bitset.ts';
import { PageNumbers } from './page-numbers.ts';

/** A page is 4,096 places where an object may begin: 64 KiB when all are 16-aligned, as nearly everywhere. */
const PLACE_BITS = 12;
const PLACES = 1 << PLACE_BITS;
/** Pages hold pairs of words: a bit for each of 32 places, and how many addresses there are before these 32. */
const PAGE_WORDS = (PLACES / 32) * 2;
/** Heaps take 1 – 3 bytes an address here. Above this, addresses are strewn and a hash is smaller. */
const MOST_BYTES_AN_ADDRESS = 16;
const MOST_ALIGNMENT_BITS = 12;

/**
 * Addresses by rank: a bit map says which places of a page are taken, a running count turns a place into a rank, and
 * one array turns ranks into positions. 5 – 7 bytes an address, and objects that are neighbours in memory are
 * neighbours here, so that following the references of a real heap mostly stays within the cache.
 */
export class AddressPages implements AddressIndex {
  readonly #alignment: number;
  readonly #pages = new PageNumbers();
  #cells = new Uint32Array(PAGE_WORDS * 16);
  /** Position by rank. */
  #positions = new Uint32Array(0);

  /** Undefined when the addresses are too strewn for pages to pay. */
  static build(words: Uint32Array): AddressPages | undefined {
    const index = new AddressPages(alignmentBits(words));
    if (!index.#markAll(words)) return undefined;
    index.#countBefore();
    index.#place(words);
    return index;
  }

  private constructor(alignment: number) {
    this.#alignment = alignment;
  }

  find(low: number, high: number): number {
    if ((low & ((1 << this.#alignment) - 1)) !== 0) return ABSENT;
    const page = this.#pageOf(low, high);
    if (page < 0) return ABSENT;
    const place = (low >>> this.#alignment) & (PLACES - 1);
    const cell = page * PAGE_WORDS + 2 * (place >>> 5);
    const bits = this.#cells[cell]!;
    if (((bits >>> (place & 31)) & 1) === 0) return ABSENT;
    return this.#positions[this.#rank(cell, place)]!;
  }

  findAll(words: Uint32Array, into: Uint32Array): void {
    const count = words.length >>> 1;
    for (let i = 0; i < count; i++) into[i] = this.find(words[2 * i]!, words[2 * i + 1]!);
  }

  #pageOf(low: number, high: number): number {
    const shift = this.#alignment + PLACE_BITS;
    return this.#pages.find((low >>> shift) | (high << (32 - shift)), high >>> shift);
  }

  #rank(cell: number, place: number): number {
    return this.#cells[cell + 1]! + bitCount(this.#cells[cell]! & ((1 << (place & 31)) - 1));
  }

  /** False as soon as there are too many pages for so few addresses. */
  #markAll(words: Uint32Array): boolean {
    const shift = this.#alignment + PLACE_BITS;
    const mostPages = 16 + (words.length * (MOST_BYTES_AN_ADDRESS / 8)) / PAGE_WORDS;
    for (let i = 0; i < words.length; i += 2) {
      const low = words[i]!;
      const high = words[i + 1]!;
      if (low === 0 && high === 0) continue;
      const page = this.#pages.findOrAdd((low >>> shift) | (high << (32 - shift)), high >>> shift);
      if (page > mostPages) return false;
      this.#mark(page, (low >>> this.#alignment) & (PLACES - 1), i >>> 1);
    }
    return true;
  }

  #mark(page: number, place: number, position: number): void {
    const cell = page * PAGE_WORDS + 2 * (place >>> 5);
    if (cell >= this.#cells.length) {
      const grown = new Uint32Array(this.#cells.length * 2);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    const bit = 1 << (place & 31);
    if ((this.#cells[cell]! & bit) !== 0) throw new DuplicateAddress(position);
    this.#cells[cell]! |= bit;
  }

  #countBefore(): void {
    let before = 0;
    for (let cell = 0; cell < this.#cells.length; cell += 2) {
      this.#cells[cell + 1] = before;
      before += bitCount(this.#cells[cell]!);
    }
    this.#positions = new Uint32Array(before);
  }

  #place(words: Uint32Array): void {
    for (let i = 0; i < words.length; i += 2) {
      const low = words[i]!;
      const high = words[i + 1]!;
      if (low === 0 && high === 0) continue;
      const place = (low >>> this.#alignment) & (PLACES - 1);
      this.#positions[this.#rank(this.#pageOf(low, high) * PAGE_WORDS + 2 * (place >>> 5), place)] = i >>> 1;
    }
  }
}

/** How many low bits are zero in all addresses. */
function alignmentBits(words: Uint32Array): number {
  let all = 0;
  for (let i = 0; i < words.length; i += 2) all |= words[i]!;
  if (all === 0) return MOST_ALIGNMENT_BITS;
  return Math.min(31 - Math.clz32(all & -all), MOST_ALIGNMENT_BITS);
}
