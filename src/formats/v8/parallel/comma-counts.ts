import type { Task } from '../../../base/task.ts';
import { runAll } from '../../../base/team.ts';
import { COMMA, countCommas, countCut } from './count-commas.ts';
import { readAt, withFile } from './read-at.ts';

const CLOSE = 0x5d;

/** How many commas there are before each cut of a file: in lists of numbers, the number that a cut begins with. */
export class CommaCounts {
  readonly cutSize: number;
  readonly #file: string;
  /** Where the first cut begins. */
  readonly #start: number;
  /** By cut, commas in those before it; one more than there are cuts. */
  readonly #before: Float64Array;

  private constructor(file: string, start: number, cutSize: number, before: Float64Array) {
    this.#file = file;
    this.#start = start;
    this.cutSize = cutSize;
    this.#before = before;
  }

  /** Goes over the file from `start` to its end, once: every thread of the team counts some cuts. */
  static of(file: string, start: number, end: number, cutSize: number, task: Task): CommaCounts {
    const orders = Array.from({ length: Math.ceil((end - start) / cutSize) }, (_, cut) => ({
      file,
      start: start + cut * cutSize,
      length: Math.min(cutSize, end - start - cut * cutSize),
    }));
    const before = new Float64Array(orders.length + 1);
    for (const [cut, count] of runAll(countCut, orders, task).entries())
      before[cut + 1] = before[cut]! + count;
    return new CommaCounts(file, start, cutSize, before);
  }

  /** Commas before a place in the file. */
  before(offset: number): number {
    const cut = Math.floor((offset - this.#start) / this.cutSize);
    const begin = this.#start + cut * this.cutSize;
    if (begin === offset) return this.#before[cut]!;
    return this.#read(begin, (bytes) => this.#before[cut]! + countCommas(bytes, offset - begin));
  }

  /** Where the cut after the one that has this place begins. */
  nextCut(offset: number): number {
    return this.#start + (Math.floor((offset - this.#start) / this.cutSize) + 1) * this.cutSize;
  }

  /** Where the first `]` at or after a place is; undefined: there is none. */
  close(offset: number): number | undefined {
    for (let begin = offset; ; begin += this.cutSize) {
      const found = this.#read(begin, (bytes) => (bytes.length === 0 ? undefined : bytes.indexOf(CLOSE)));
      if (found === undefined) return undefined;
      if (found >= 0) return begin + found;
    }
  }

  /** Where the comma is that has so many before it; undefined: there are not that many. */
  offsetOf(comma: number): number | undefined {
    const cut = this.#cutOf(comma);
    if (cut === undefined) return undefined;
    const begin = this.#start + cut * this.cutSize;
    return this.#read(begin, (bytes) => {
      let at = -1;
      for (let left = comma - this.#before[cut]!; left >= 0; ) if (bytes[++at] === COMMA) left--;
      return begin + at;
    });
  }

  /** By bisection. */
  #cutOf(comma: number): number | undefined {
    let [low, high] = [0, this.#before.length - 1];
    if (this.#before[high]! <= comma) return undefined;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#before[middle]! <= comma) low = middle;
      else high = middle;
    }
    return low;
  }

  #read<T>(position: number, use: (bytes: Uint8Array) => T): T {
    return withFile(this.#file, (descriptor) => use(readAt(descriptor, position, this.cutSize)));
  }
}
