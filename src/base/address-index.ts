/** What `find` says of an address that is not there. */
export const ABSENT = 0xffffffff;

/**
 * Where each 64-bit address is in a column. Addresses are given as their low and high 32 bits, which is what an
 * Int32Array over a BigUint64Array shows: a BigInt a look-up would be ten times slower. Signed, as code that has seen only
 * small numbers is compiled again when the first unsigned one beyond 2^31 comes: in each thread, and while it is hot.
 */
export interface AddressIndex {
  /** What `indexOver` makes the same index of: another thread is handed this. Columns are in shared memory. */
  readonly columns: AddressIndexColumns;
  /** Position of the address, or ABSENT. O(1) expected. */
  find(low: number, high: number): number;
  /** Looks up the pairs (low, high) of `words`; writes words.length / 2 positions to `into`. */
  findAll(words: Int32Array, into: Uint32Array): void;
}

export type AddressIndexColumns = HashColumns | PagesColumns;

export interface HashColumns {
  readonly kind: 'hash';
  /** The addresses. */
  readonly words: Int32Array;
  /** Position + 1; 0: free. */
  readonly slots: Uint32Array;
}

export interface PagesColumns {
  readonly kind: 'pages';
  readonly layout: PageLayout;
  /** Of the pages that have addresses. */
  readonly tables: Uint32Array;
  readonly numbers: Uint32Array;
  /** Which places of a page are taken, and how many before them. */
  readonly cells: Uint32Array;
  /** Where the positions of each page begin, and after the last one where they end. */
  readonly starts: Uint32Array;
  /** By page, and within a page by address. */
  readonly positions: Uint32Array;
  readonly misfits: HashColumns;
}

/** How addresses are cut into page, cell and place. */
export interface PageLayout {
  /** The highest 16 bits of all addresses. */
  readonly top: number;
  /** Low bits that are zero in all addresses but the misfits. */
  readonly alignment: number;
  /** Cells a page, as a power of two. */
  readonly pageShift: number;
}

/** The same bytes as pairs of low and high words. */
export function addressWords(addresses: BigUint64Array): Int32Array {
  return new Int32Array(addresses.buffer, addresses.byteOffset, addresses.length * 2);
}

/** Two rows of one column have the same address. */
export class DuplicateAddress extends Error {
  readonly position: number;

  constructor(position: number) {
    super(`the address at position ${position} is there twice`);
    this.position = position;
  }
}
