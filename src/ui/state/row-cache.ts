import type { ScreenRow } from '../../output/screen/screen-view.ts';

const BLOCK = 64;
const BLOCKS_KEPT = 320;

/**
 * The rows of one answer that have been fetched, in blocks, about 20,000 at most: those that were looked at last. Block by
 * block it also knows what is on its way, so that nothing is asked for twice.
 */
export class RowCache {
  /** In the order in which they were looked at. */
  readonly #blocks = new Map<number, readonly ScreenRow[]>();
  readonly #asked = new Set<number>();
  /** Rows asked for before the last `clear` come too late. */
  #generation = 0;

  get(row: number): ScreenRow | undefined {
    return this.#blocks.get(Math.floor(row / BLOCK))?.[row % BLOCK];
  }

  has(from: number, to: number): boolean {
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++)
      if (!this.#blocks.has(block)) return false;
    return true;
  }

  /**
   * What to ask for so that rows from … to-1 of `rowCount` will be there, in whole blocks; undefined when they are, or
   * are on their way. Whoever calls this asks for it, and hands the answer to `put`.
   */
  want(from: number, to: number, rowCount: number): RowRequest | undefined {
    const wanted: number[] = [];
    for (let block = Math.floor(Math.max(from, 0) / BLOCK); block * BLOCK < Math.min(to, rowCount); block++) {
      if (this.#blocks.has(block)) this.#touch(block);
      else if (!this.#asked.has(block)) wanted.push(block);
    }
    if (wanted.length === 0) return undefined;
    const [first, last] = [wanted[0]!, wanted[wanted.length - 1]!];
    for (let block = first; block <= last; block++) this.#asked.add(block);
    const end = Math.min((last + 1) * BLOCK, rowCount);
    return { from: first * BLOCK, to: end, generation: this.#generation };
  }

  put(request: RowRequest, rows: readonly ScreenRow[]): void {
    if (request.generation !== this.#generation) return;
    for (let start = request.from; start < request.to; start += BLOCK) {
      const block = start / BLOCK;
      this.#asked.delete(block);
      this.#blocks.set(block, rows.slice(start - request.from, start - request.from + BLOCK));
    }
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= BLOCKS_KEPT) break;
      this.#blocks.delete(block);
    }
  }

  /** Other rows stand in these places now. */
  clear(): void {
    this.#blocks.clear();
    this.#asked.clear();
    this.#generation++;
  }

  #touch(block: number): void {
    const rows = this.#blocks.get(block)!;
    this.#blocks.delete(block);
    this.#blocks.set(block, rows);
  }
}

export interface RowRequest {
  readonly from: number;
  readonly to: number;
  readonly generation: number;
}
